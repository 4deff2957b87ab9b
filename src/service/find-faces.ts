/**
 * Faces of originals. They are looked for once for each content, however many wait for it, and kept with what is known
 * of the original. Where nobody can look, or not in time, there are none, and what is made of that is provisional.
 */
import { type ErrorCode, fail, Failure } from '../errors.ts';
import { type Face, isCrowd } from '../ops/face.ts';
import type { FoundFaces } from '../ops/facts.ts';
import type { FaceMeasure } from '../plan/plan.ts';
import type {
  Clock,
  ContentIdentity,
  FaceDetector,
  FactStore,
  Json,
  Log,
  OpenImage,
  Sample,
} from '../ports.ts';
import { createFlights, type Flight } from './coalesce.ts';
import type { Generations } from './generations.ts';
import type { Look } from './plan-image.ts';

export interface FaceFinderDeps {
  /** Nobody looks when absent. */
  readonly detector?: FaceDetector;
  readonly facts: FactStore;
  readonly generations: Generations;
  readonly clock: Clock;
  readonly log: Log;
  /** How long a picture waits for its faces. */
  readonly timeoutMs: number;
}

/** An opened image, and what its originals are, in the order of their indices. */
export interface Subject {
  readonly image: OpenImage;
  readonly contents: readonly (ContentIdentity | undefined)[];
}

export interface Looking {
  readonly look: Look;
  /** Why nothing was seen, if that is not because there was nothing. */
  readonly blind: () => ErrorCode | undefined;
}

export type FaceFinder = (subject: Subject, signal: AbortSignal) => Looking;

/** Landmarks need to be shown faces in more detail. */
const landmarkSide = 1024;

/** A picture that the detector fails on is not tried again at once. */
const failedMs = 60_000;
const maxFailed = 1000;

const nothing: FoundFaces = { kind: 'faces', faces: [], landmarks: [] };

const factName = ({ version }: FaceDetector, landmarks: boolean): string =>
  `${landmarks ? 'landmarks' : 'faces'} ${version}`;

/** `take` gives a copy of the picture with no side longer than that. */
export const searchFaces = async (
  detector: FaceDetector,
  take: (maxSide: number) => Promise<Sample>,
  landmarks: boolean,
  signal: AbortSignal,
): Promise<FoundFaces> => {
  const { tiles: policy = 'never' } = detector;
  const look = async (tiles: boolean): Promise<readonly Face[]> =>
    detector.find(await take(detector.sampleSide({ tiles })), { tiles }, signal);
  const seen = await look(policy === 'always');
  const faces = policy === 'crowds' && isCrowd(seen) ? await look(true) : seen;
  if (!landmarks) return { kind: 'faces', faces };
  const points = await detector.findLandmarks(await take(landmarkSide), faces, signal);
  return { kind: 'faces', faces, landmarks: points };
};

export const createFaceFinder = (deps: FaceFinderDeps): FaceFinder => {
  const { detector, facts, generations, clock, log, timeoutMs } = deps;
  const flights = createFlights<FoundFaces>();
  const failedUntilMs = new Map<string, number>();

  const rememberFailure = (key: string): void => {
    const [oldest] = failedUntilMs.keys();
    if (failedUntilMs.size >= maxFailed && oldest !== undefined) failedUntilMs.delete(oldest);
    failedUntilMs.set(key, clock.nowMs() + failedMs);
  };

  const find = async (
    eyes: FaceDetector,
    { index, landmarks }: FaceMeasure,
    { image, contents }: Subject,
    signal: AbortSignal,
  ): Promise<FoundFaces> => {
    const take = async (maxSide: number): Promise<Sample> => image.sample(index, maxSide, signal);
    const content = contents[index];
    if (content === undefined) return searchFaces(eyes, take, landmarks, signal);
    const name = factName(eyes, landmarks);
    const known = await facts.get(content, name, signal);
    if (known !== undefined) return known as unknown as FoundFaces;
    const key = JSON.stringify([content.sourceHash, content.key, content.etag, name]);
    if ((failedUntilMs.get(key) ?? 0) > clock.nowMs()) throw fail('vision.failed');
    const work = async (flight: Flight): Promise<FoundFaces> => {
      flight.commit(); // what is found is of use to whoever comes next
      const making = generations.begin([content.sourceHash], flight.detach);
      try {
        const since = await facts.readEpochs([content.sourceHash], flight.signal);
        const found = await searchFaces(eyes, take, landmarks, flight.signal);
        await making.store(async () =>
          facts.put(content, name, found as unknown as Json, flight.signal, since),
        );
        return found;
      } catch (error) {
        if (error instanceof Failure && error.code === 'vision.failed') rememberFailure(key);
        throw error;
      } finally {
        making.end();
      }
    };
    return flights.join({ key, rank: 0, work }, signal);
  };

  return (subject, signal) => {
    let blind: ErrorCode | undefined;
    return {
      look: async (measure) => {
        if (detector === undefined) {
          blind = 'vision.unavailable';
          return nothing;
        }
        const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
        try {
          return await find(detector, measure, subject, limited);
        } catch (error) {
          if (signal.aborted) throw error;
          blind =
            error instanceof Failure && error.code !== 'request.aborted' ? error.code : 'vision.unavailable';
          log.event('warn', 'faces.not-found', {
            code: blind,
            content: subject.contents[measure.index],
            error,
          });
          return nothing;
        }
      },
      blind: () => blind,
    };
  };
};
