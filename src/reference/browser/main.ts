/** The script of the reference page. It wires up what the server has written, and fetches nothing but pictures. */
import { findDefinition } from '../../params/index.ts';
import { copyAddress } from './copy.ts';
import { find, listAll } from './elements.ts';
import { startFinder } from './finder.ts';
import { watchPictures } from './pictures.ts';
import { createTrial, type Trial } from './trial.ts';

const trials = new Map<Element, Trial>();

/** Made when first touched: most are only looked at. */
const trialAt = (target: EventTarget | null): Trial | undefined => {
  const root = target instanceof Element ? target.closest<HTMLElement>('.try') : null;
  if (!root) return undefined;
  const known = trials.get(root);
  if (known) return known;
  const definition = findDefinition(root.closest('article')?.id ?? '');
  if (!definition) return undefined;
  const trial = createTrial(definition, root);
  trials.set(root, trial);
  return trial;
};

const listenToTrials = (): void => {
  document.addEventListener('input', ({ target }) => {
    const trial = trialAt(target);
    if (!trial || !(target instanceof HTMLElement)) return;
    if (target.closest('.chain')) trial.changeChain();
    else trial.changeField(target);
  });
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('button') : null;
    if (button?.classList.contains('example')) trialAt(button)?.choose(button);
    if (button?.classList.contains('copy')) {
      const url = button.parentElement?.querySelector<HTMLAnchorElement>('.url');
      if (url) void copyAddress(button, url.href);
    }
  });
  document.addEventListener('submit', (event) => event.preventDefault());
};

const restMs = 400;

const listenToOriginal = (): void => {
  const original = find<HTMLInputElement>(document, '#original');
  let rest: ReturnType<typeof setTimeout> | undefined;
  original.addEventListener('input', () => {
    clearTimeout(rest);
    rest = setTimeout(() => {
      for (const root of listAll(document, '.try')) trialAt(root)?.changeOriginal(original.value.trim());
    }, restMs);
  });
};

startFinder();
listenToTrials();
listenToOriginal();
watchPictures((image, sentence) => trialAt(image)?.tell(image, sentence));
for (const button of listAll<HTMLElement>(document, '.copy')) button.hidden = false;
