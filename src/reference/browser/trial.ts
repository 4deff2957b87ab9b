/** The place to try one definition: its controls, its chain, its picture and its address tell the same at all times. */
import type { Definition } from '../../params/define.ts';
import { type Address, encodePath, paintPath, pathOf, readChain } from '../address.ts';
import { hexIn, numberIn } from '../page/field.ts';
import { type Opened, openChain, writeChain } from '../playground.ts';
import { chainBefore, sourceOf } from '../trials.ts';
import { cloud, find, listAll } from './elements.ts';

const pauseMs = 180;

export interface Trial {
  /** A control was moved or written in. */
  readonly changeField: (control: HTMLElement) => void;
  readonly changeChain: () => void;
  readonly choose: (example: HTMLElement) => void;
  /** A public id for every picture; empty for each example's own. */
  readonly changeOriginal: (original: string) => void;
  readonly tell: (image: HTMLImageElement, sentence: string | undefined) => void;
}

const sliderOf = ({ min, max, step, dataset }: HTMLInputElement) => ({
  ...{ min: Number(min), max: Number(max), step: Number(step) },
  ...{ prefix: dataset['prefix'] ?? '', suffix: dataset['suffix'] ?? '' },
});

type Written = HTMLInputElement | HTMLSelectElement;

/** Slider and colour follow what is written beside them. */
const followText = (written: Written): void => {
  const text =
    written.value === '' && written instanceof HTMLInputElement ? written.placeholder : written.value;
  const entry = written.parentElement;
  const slider = entry?.querySelector<HTMLInputElement>('input[type=range]');
  const number = slider && numberIn(sliderOf(slider), text);
  if (slider && number !== undefined) slider.value = String(number);
  const color = entry?.querySelector<HTMLInputElement>('input[type=color]');
  const hex = hexIn(text);
  if (color && hex !== undefined) color.value = hex;
};

/** What slider and colour say, as it is written. */
const takeOver = (helper: HTMLInputElement, written: HTMLInputElement): void => {
  if (helper.type === 'range') {
    const { prefix, suffix } = sliderOf(helper);
    written.value = `${prefix}${helper.value}${suffix}`;
  } else written.value = `rgb:${helper.value.slice(1)}`;
};

const addressOf = (chain: string, source: string): Address => ({ cloud: cloud(), chain, source });

const say = (root: HTMLElement, sentence: string | undefined): void => {
  find(root, '.verdict').textContent = sentence ?? '';
  root.classList.toggle('refused', sentence !== undefined);
};

const show = (image: HTMLImageElement, address: Address): void => {
  const source = `../${pathOf(address)}`;
  if (image.getAttribute('src') === source) return;
  image.closest('figure')?.classList.add('loading');
  image.src = source;
};

const writeAddress = (root: HTMLElement, address: Address): void => {
  const url = find<HTMLAnchorElement>(root, '.url');
  url.href = `../${pathOf(address)}`;
  url.innerHTML = paintPath(address);
  find<HTMLAnchorElement>(root, '.explain').href = `explain/${pathOf(address)}`;
};

const fill = (written: readonly Written[], opened: Opened | undefined): void => {
  for (const field of written) {
    field.disabled = opened === undefined;
    if (opened) field.value = opened.texts[field.dataset['field'] ?? ''] ?? '';
    followText(field);
  }
};

const press = (root: HTMLElement, pressed?: Element): void => {
  for (const example of listAll(root, '.example')) {
    example.setAttribute('aria-pressed', String(example === pressed));
  }
};

export const createTrial = (definition: Definition, root: HTMLElement): Trial => {
  const before = find<HTMLImageElement>(root, '.before img');
  const after = find<HTMLImageElement>(root, '.after img');
  const chain = find<HTMLInputElement>(root, '.chain input');
  const written = listAll<Written>(root, '[data-field]');
  let opened: Opened | undefined = openChain(definition, chain.value);
  let own = root.dataset['of'] ?? '';
  let chosen = '';
  let pause: ReturnType<typeof setTimeout> | undefined;

  const sourceNow = (): string => encodePath(chosen === '' ? sourceOf(own) : chosen);

  /** What is wrong is said at once; a picture is asked for when the hand rests. */
  const develop = (): void => {
    clearTimeout(pause);
    const read = readChain(chain.value);
    if (!read.ok) {
      const { message, hint } = read.error;
      say(root, hint === undefined ? message : `${message}. ${hint}`);
      return;
    }
    say(root, undefined);
    writeAddress(root, addressOf(read.value, sourceNow()));
    pause = setTimeout(() => {
      const name = chosen === '' ? own : chosen;
      before.alt = `${name}, as it is`;
      after.alt = `${name}, developed: ${read.value}`;
      find(root, '.before figcaption').textContent = name;
      show(before, addressOf(chainBefore(chain.value), sourceNow()));
      show(after, addressOf(read.value, sourceNow()));
    }, pauseMs);
  };

  return {
    changeField: (control) => {
      const entry = control.closest('.field');
      const field = entry?.querySelector<Written>('[data-field]');
      if (!field || !opened) return;
      if (control !== field && control instanceof HTMLInputElement && field instanceof HTMLInputElement) {
        takeOver(control, field);
      }
      followText(field);
      const key = field.dataset['field'] ?? '';
      opened = { ...opened, texts: { ...opened.texts, [key]: field.value.trim() } };
      chain.value = writeChain(definition, opened);
      press(root);
      develop();
    },
    changeChain: () => {
      if (readChain(chain.value).ok) {
        opened = openChain(definition, chain.value);
        fill(written, opened);
      }
      press(root);
      develop();
    },
    choose: (example) => {
      own = example.dataset['of'] ?? own;
      chain.value = example.dataset['chain'] ?? '';
      opened = openChain(definition, chain.value);
      fill(written, opened);
      press(root, example);
      develop();
    },
    changeOriginal: (original) => {
      chosen = original;
      for (const image of listAll<HTMLImageElement>(root, '.example img')) {
        const { chain: shownChain = '', of = '' } = (image.parentElement ?? image).dataset;
        const read = readChain(shownChain);
        const source = encodePath(original === '' ? sourceOf(of) : original);
        show(image, addressOf(read.ok ? read.value : shownChain, source));
      }
      develop();
    },
    tell: (image, sentence) => {
      image.closest('figure')?.classList.remove('loading');
      image.classList.toggle('missing', sentence !== undefined);
      if (image === after && readChain(chain.value).ok) say(root, sentence);
    },
  };
};
