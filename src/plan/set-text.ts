/** A text layer and what stands beside it -> the text as it is to be drawn. */
import type { Text } from '../ops/text.ts';
import { refuse, type Result } from '../result.ts';
import type { Component, LayerSource } from '../values/ast.ts';

export interface SetText {
  readonly text: Text;
  /** What of the component the text has not used. */
  readonly rest: Component;
}

export const setText = (
  _source: LayerSource & { readonly layer: 'text' },
  { span }: Component,
  _dpr: number,
): Result<SetText> =>
  refuse({ code: 'url.unsupported', message: 'Not supported: text layers are not built yet', span });
