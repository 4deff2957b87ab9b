/** Search and filters: what is asked for is in the address, so that a search can be sent to somebody. */
import { allDefinitions } from '../../params/index.ts';
import { createSearch } from '../search.ts';
import { find, listAll } from './elements.ts';

interface Place {
  readonly card: HTMLElement;
  readonly section: HTMLElement;
}

const parameters = ['query', 'kind', 'status'] as const;

const inputOf = (name: string): HTMLInputElement => find(document, `#${name}`);

const readAddress = (): void => {
  const asked = new URLSearchParams(location.search);
  for (const name of parameters) inputOf(name).value = asked.get(name) ?? '';
};

const writeAddress = (): void => {
  const asked = new URLSearchParams();
  for (const name of parameters) {
    if (inputOf(name).value !== '') asked.set(name, inputOf(name).value);
  }
  const query = asked.size === 0 ? '' : `?${asked.toString()}`;
  history.replaceState(null, '', `${location.pathname}${query}${location.hash}`);
};

/** What is found comes first, in the order of how well it fits; where nothing is asked all stands in its sections. */
const layOut = (places: ReadonlyMap<string, Place>, found: readonly string[] | undefined): void => {
  const results = find<HTMLElement>(document, '#results');
  if (found === undefined) {
    for (const { card, section } of places.values()) section.append(card);
    return;
  }
  for (const id of found) {
    const place = places.get(id);
    if (place) results.append(place.card);
  }
};

const hideEmpty = (groups: string, members: string): void => {
  for (const group of listAll<HTMLElement>(document, groups)) {
    group.hidden = !group.querySelector(`${members}:not([hidden])`);
  }
};

const countWords = (count: number, all: number): string =>
  count === all ? `${all} definitions` : `${count} of ${all} definitions`;

export const startFinder = (): void => {
  const search = createSearch(allDefinitions);
  const places = new Map(
    listAll<HTMLElement>(document, 'article').map((card): [string, Place] => [
      card.id,
      { card, section: card.parentElement ?? card },
    ]),
  );
  const links = new Map(
    listAll<HTMLElement>(document, 'nav [data-to]').map((link): [string, HTMLElement] => [
      link.dataset['to'] ?? '',
      link,
    ]),
  );
  let laidOut: string | undefined;

  const apply = (): void => {
    const query = inputOf('query').value.trim();
    const [kind, status] = [inputOf('kind').value, inputOf('status').value];
    const found = search(query);
    const isFound = new Set(found ?? places.keys());
    if (laidOut !== query) layOut(places, found);
    laidOut = query;
    let count = 0;
    for (const [id, { card }] of places) {
      const { kind: ownKind, status: ownStatus } = card.dataset;
      const isShown =
        isFound.has(id) && (kind === '' || kind === ownKind) && (status === '' || status === ownStatus);
      card.hidden = !isShown;
      const link = links.get(id)?.parentElement;
      if (link) link.hidden = !isShown;
      if (isShown) count += 1;
    }
    hideEmpty('main > section', 'article');
    hideEmpty('nav > ul > li', 'li');
    find<HTMLElement>(document, '#nothing').hidden = count > 0;
    find(document, '#count').textContent = countWords(count, places.size);
  };

  const tools = find<HTMLFormElement>(document, '#tools');
  tools.hidden = false;
  readAddress();
  apply();
  tools.addEventListener('submit', (event) => event.preventDefault());
  for (const name of parameters) {
    inputOf(name).addEventListener('input', () => {
      apply();
      writeAddress();
    });
  }
  // Whoever follows a link to what a search has hidden wants to see it.
  addEventListener('hashchange', () => {
    const target = places.get(decodeURIComponent(location.hash.slice(1)))?.card;
    if (target?.hidden !== true) return;
    for (const name of parameters) inputOf(name).value = '';
    apply();
    writeAddress();
    target.scrollIntoView();
  });
  addEventListener('keydown', (event) => {
    const isWriting = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key !== '/' || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    inputOf('query').focus();
  });
};
