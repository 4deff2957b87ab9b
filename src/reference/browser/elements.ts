/** Elements of the page, by what the server wrote. */

/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters -- like querySelector: the caller knows the page */
export const find = <T extends Element>(within: ParentNode, selector: string): T => {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
};

export const listAll = <T extends Element>(within: ParentNode, selector: string): readonly T[] => [
  ...within.querySelectorAll<T>(selector),
];
/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */

export const cloud = (): string => document.body.dataset['cloud'] ?? '';
