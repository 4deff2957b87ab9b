/** The model: what was asked and what happened, and therefore what may be answered. */
import { effectiveVersion, freshForMs } from '../../../src/plan/record.ts';
import type { Resolved } from '../../../src/service/make-variant.ts';
import { etagOf, type Ingredient, type World } from './world.ts';

export interface Asked {
  readonly requestKey: string;
  readonly files: readonly string[];
  readonly version: number | undefined;
  readonly atTick: number;
  readonly atMs: number;
}

/** What was read before `fromTick` may not be seen by those who ask after `doneTick`. */
interface Cut {
  readonly concerns: (asked: Asked, used: readonly string[]) => boolean;
  readonly fromTick: number;
  readonly doneTick: number;
}

export interface History {
  readonly ask: (requestKey: string, files: readonly string[], version: number | undefined) => Asked;
  readonly answered: (asked: Asked, resolved: Resolved) => void;
  readonly failed: (asked: Asked, code: string) => void;
  /** Calls back with the end of the purge. */
  readonly purging: (file: string) => () => void;
  readonly wentDown: () => void;
  readonly restarted: () => void;
  readonly fault: (text: string) => void;
  /** What should not have happened. */
  readonly faults: readonly string[];
}

export const readIngredients = ({ variant }: Resolved): readonly Ingredient[] =>
  JSON.parse(new TextDecoder().decode(variant.bytes)) as readonly Ingredient[];

export const createHistory = (world: World): History => {
  const faults: string[] = [];
  const asks: Asked[] = [];
  const cuts: Cut[] = [];
  /** Since when the store surely has an answer to a request. */
  const keptSince = new Map<string, number>();
  let runningPurges = 0;
  let everDown = false;

  const expect = (holds: boolean, fault: string, asked: Asked, detail?: unknown): void => {
    if (!holds) faults.push(`${fault}: ${JSON.stringify({ asked, detail })}`);
  };

  /** The first time that this version, or a newer one, was asked for: the oldest look that may still answer for it. */
  const firstNamed = ({ requestKey, version }: Asked): number => {
    const wanted = effectiveVersion(version);
    if (wanted === undefined) return 0;
    return Math.min(
      ...asks
        .filter(
          (other) => other.requestKey === requestKey && (effectiveVersion(other.version) ?? 0) >= wanted,
        )
        .map(({ atTick }) => atTick),
    );
  };

  const wasThere = (file: string, content: number | undefined, asked: Asked): boolean =>
    world
      .erasOf(file)
      .some(
        (era) =>
          era.content === content && era.toMs >= asked.atMs - freshForMs && era.toTick >= firstNamed(asked),
      );

  const mayBeStale = (asked: Asked): boolean =>
    everDown || asked.files.some((file) => world.erasOf(file).length > 3); // or it changed too often to be read

  const checkAge = (asked: Asked, { tier }: Resolved, ingredients: readonly Ingredient[]): void => {
    if (tier === 'stale') {
      expect(mayBeStale(asked), 'stale without need', asked);
      return;
    }
    expect(
      ingredients.every(({ file, content }) => wasThere(file, content, asked)),
      'too old',
      asked,
      ingredients,
    );
  };

  return {
    faults,
    fault: (text) => faults.push(text),
    ask: (requestKey, files, version) => {
      const asked = { requestKey, files, version, atTick: world.tick(), atMs: world.nowMs };
      asks.push(asked);
      return asked;
    },
    answered: (asked, resolved) => {
      const ingredients = readIngredients(resolved);
      const made = ingredients.map(({ file, content }) => `${file} ${etagOf(content)}`).join();
      const recorded = resolved.sources.map(({ key, etag }) => `${key} ${etag}`).join();
      expect(made === recorded, 'a mixture', asked, { made, recorded });
      const used = ingredients.map(({ file }) => file);
      const [original] = asked.files;
      // Layers may be missing, and then there is a picture without them; it may be stale, as any other.
      const mayLack = (file: string): boolean =>
        file !== original && (resolved.tier === 'stale' || wasThere(file, undefined, asked));
      const expected = asked.files.filter((file) => used.includes(file) || !mayLack(file));
      expect(used.join() === expected.join(), 'other files', asked, ingredients);
      checkAge(asked, resolved, ingredients);
      for (const { concerns, fromTick, doneTick } of cuts) {
        if (doneTick >= asked.atTick || !concerns(asked, used)) continue;
        expect(
          ingredients.every(({ readTick }) => readTick > fromTick),
          'purged, and seen again',
          asked,
          ingredients,
        );
      }
      const wasCut = runningPurges > 0 || cuts.some(({ doneTick }) => doneTick >= asked.atTick);
      if (!wasCut) keptSince.set(asked.requestKey, world.tick());
    },
    failed: (asked, code) => {
      if (code === 'source.not-found') {
        expect(
          asked.files.slice(0, 1).some((file) => wasThere(file, undefined, asked)),
          'not found, and it was there',
          asked,
        );
        const { requestKey, atTick: fromTick } = asked;
        cuts.push({ concerns: (other) => other.requestKey === requestKey, fromTick, doneTick: world.tick() });
        keptSince.delete(requestKey);
      } else if (code === 'origin.unreachable') {
        expect(
          (keptSince.get(asked.requestKey) ?? Infinity) > asked.atTick,
          'we had it, and did not serve it',
          asked,
        );
      } else {
        expect(code === 'request.aborted', `failed with ${code}`, asked);
      }
    },
    purging: (file) => {
      const fromTick = world.tick();
      runningPurges += 1;
      keptSince.clear();
      return () => {
        runningPurges -= 1;
        // What was made without it, because it was not there and not needed, stays good.
        cuts.push({ concerns: (_, used) => used.includes(file), fromTick, doneTick: world.tick() });
      };
    },
    wentDown: () => {
      everDown = true;
    },
    restarted: () => {
      runningPurges = 0;
      keptSince.clear();
    },
  };
};
