/**
 * Which originals a chain lays over the picture, before anything of it has run: all that it may come to need, those of
 * branches that will not be taken among them.
 */
import { definitionOf } from '../params/definition-of.ts';
import { variable } from '../params/flow/variable.ts';
import { refuse, type Result, succeed } from '../result.ts';
import { parseParams } from '../url/parse-param.ts';
import type { AssetRef } from '../url/parsed-url.ts';
import type { Component, DeferredParam, LayerSource, Param, Transformation, Value } from '../values/ast.ts';
import { isExpression } from '../values/parse-value.ts';
import { isFontFile } from '../values/font-families.ts';
import { describeScalar } from './evaluate.ts';
import { fillMentions, listMentions } from './mentions.ts';
import { opensLayer } from './pair-layers.ts';

/** `file`: needed as it is, such as a table of colours. */
export interface LayerRef extends Omit<AssetRef, 'cloud'> {
  readonly kind: 'file' | 'image';
}

const isLayerSource = (value: Value | undefined): value is LayerSource =>
  typeof value === 'object' && 'layer' in value;

/** The source of a layer that a parameter names. */
export const sourceOf = (param: Param): LayerSource | undefined => {
  const { source } = param.args;
  return definitionOf(param).layer?.kind === 'source' && isLayerSource(source) ? source : undefined;
};

const fileRef = (type: 'authenticated' | 'upload', publicId: string): LayerRef => ({
  kind: 'file',
  resourceType: 'raw',
  type,
  publicId,
});

/** The original that a layer is made of; undefined for what needs none. Fonts are raw and authenticated (documented). */
export const refOf = (source: LayerSource): LayerRef | undefined => {
  switch (source.layer) {
    case 'image': {
      const { type, publicId, format } = source;
      const named = { type, publicId, ...(format !== undefined && { format }) };
      return { kind: 'image', resourceType: 'image', ...named };
    }
    case 'lut':
      return fileRef('upload', source.publicId);
    case 'text':
      return isFontFile(source.style.font) ? fileRef('authenticated', source.style.font) : undefined;
    case 'captured':
      return undefined;
  }
};

const isSame = (a: LayerRef, b: LayerRef): boolean =>
  a.resourceType === b.resourceType &&
  a.type === b.type &&
  a.publicId === b.publicId &&
  a.format === b.format;

/** Where a layer's original stands among those that belong to the chain. */
export const indexOfRef = (refs: readonly LayerRef[], ref: LayerRef): number =>
  refs.findIndex((each) => isSame(each, ref));

/** What each variable may hold, whichever branch is taken. */
type Candidates = Map<string, Set<string>>;

const note = ({ args }: Param, candidates: Candidates): void => {
  const { name, value } = args;
  if (typeof name !== 'string' || value === undefined || !isExpression(value)) return;
  const known = candidates.get(name) ?? new Set();
  candidates.set(name, known);
  const { expression } = value;
  if (expression.kind === 'variable') {
    for (const text of candidates.get(expression.name) ?? []) known.add(text);
  } else if (expression.kind === 'text' || expression.kind === 'list') {
    known.add(describeScalar(expression));
  }
};

/** Every way in which the variables of a text can be filled in; a number, which is no name, stands as `0`. */
const fillAll = (text: string, candidates: Candidates): readonly string[] => {
  const [name] = listMentions(text);
  if (name === undefined) return [text];
  const values = [...(candidates.get(name) ?? [])];
  return (values.length === 0 ? ['0'] : values).flatMap((value) =>
    fillAll(
      fillMentions(text, (each) => (each === name ? value.replaceAll('$', '') : `$(${each})`)),
      candidates,
    ),
  );
};

const sourcesOfDeferred = ({ text, span }: DeferredParam, candidates: Candidates): readonly LayerSource[] =>
  fillAll(text, candidates).flatMap((filled) => {
    const params = parseParams(filled, span);
    return params.ok ? params.value.map(sourceOf).filter((source) => source !== undefined) : [];
  });

const sourcesOf = ({ params, deferred }: Component, candidates: Candidates): readonly LayerSource[] => [
  ...params.map(sourceOf).filter((source) => source !== undefined),
  ...(deferred ?? []).flatMap((each) =>
    /^[lu]_/u.test(each.text) ? sourcesOfDeferred(each, candidates) : [],
  ),
];

/** In the order in which they occur, each once. Refuses more layers, or more originals for them, than are allowed. */
export const findLayerRefs = (
  transformation: Transformation,
  { maxLayers }: { readonly maxLayers: number },
): Result<readonly LayerRef[]> => {
  const refs: LayerRef[] = [];
  const candidates: Candidates = new Map();
  for (const component of transformation) {
    for (const param of component.params) if (param.id === variable.id) note(param, candidates);
    if (!opensLayer(component)) continue;
    for (const source of sourcesOf(component, candidates)) {
      const ref = refOf(source);
      if (ref !== undefined && indexOfRef(refs, ref) === -1) refs.push(ref);
    }
  }
  const layers = Math.max(refs.length, transformation.filter(opensLayer).length);
  return layers > maxLayers
    ? refuse({
        code: 'url.too-many-layers',
        message: `Too many layers: ${layers}, and ${maxLayers} are allowed`,
      })
    : succeed(refs);
};
