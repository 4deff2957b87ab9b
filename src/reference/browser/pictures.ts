/** Pictures that did not come: asked for again where the server was busy, and else with its own sentence in their place. */

const busy = 503;
const mostTries = 6;
const defaultWaitSeconds = 2;
const millisecondsPerSecond = 1000;

const tries = new WeakMap<HTMLImageElement, { readonly source: string; readonly count: number }>();

const countTry = (image: HTMLImageElement, source: string): number => {
  const before = tries.get(image);
  const count = before?.source === source ? before.count + 1 : 1;
  tries.set(image, { source, count });
  return count;
};

/** Not all at once, when many have been turned away together. */
const waitMs = (response: Response): number => {
  const seconds = Number(response.headers.get('Retry-After') ?? defaultWaitSeconds);
  return ((Number.isFinite(seconds) ? seconds : defaultWaitSeconds) + Math.random()) * millisecondsPerSecond;
};

const readSentence = async (response: Response): Promise<string> => {
  if (response.ok) {
    const type = response.headers.get('Content-Type') ?? 'something';
    return `The answer is ${type.replace(/;.*$/u, '')}, which is no picture to show here.`;
  }
  try {
    const { error } = (await response.json()) as { readonly error: { readonly message: string } };
    return error.message;
  } catch {
    return `The server answers ${response.status}.`;
  }
};

export type Told = (image: HTMLImageElement, sentence: string | undefined) => void;

const lookInto = async (image: HTMLImageElement, tell: Told): Promise<void> => {
  const source = image.src;
  const isCurrent = (): boolean => image.src === source;
  const response = await fetch(source).catch(() => undefined);
  if (!isCurrent()) return;
  if (response === undefined) {
    tell(image, 'The server does not answer.');
    return;
  }
  if (response.status === busy && countTry(image, source) < mostTries) {
    setTimeout(() => {
      if (isCurrent()) image.src = source;
    }, waitMs(response));
    return;
  }
  tell(image, await readSentence(response));
};

/** `tell` is told of every picture that came (undefined), or why it cannot. */
export const watchPictures = (tell: Told): void => {
  // Neither event bubbles, so they are caught on their way down.
  document.addEventListener(
    'load',
    ({ target }) => {
      if (target instanceof HTMLImageElement) tell(target, undefined);
    },
    true,
  );
  document.addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLImageElement) void lookInto(target, tell);
    },
    true,
  );
  // What failed before we were listening.
  for (const image of document.images) {
    if (image.complete && image.naturalWidth === 0 && image.loading !== 'lazy') void lookInto(image, tell);
  }
};
