/** How the definitions are laid out for people: in which order, under which titles. */
import type { Definition } from '../params/define.ts';
import { unsupportedDefinitions } from '../params/unsupported.ts';
import { definitions } from '../params/index.ts';

export interface Section {
  /** As it stands in addresses. */
  readonly slug: string;
  readonly title: string;
  readonly definitions: readonly Definition[];
}

const section = (slug: string, title: string, belongs: (definition: Definition) => boolean): Section => ({
  slug,
  title,
  definitions: definitions.filter(belongs),
});

/** Every definition that does something, once. */
export const sections: readonly Section[] = [
  section('crop', 'Crop and resize', ({ key }) => key === 'c'),
  section('qualifiers', 'Sizes, places, background', ({ shape }) => shape === 'qualifier'),
  section(
    'style',
    'Angle, border, radius, opacity',
    ({ shape, key }) => shape === 'action' && key !== 'c' && key !== 'e',
  ),
  section('effects', 'Effects', ({ shape, key }) => shape === 'action' && key === 'e'),
  section('layers', 'Layers', ({ shape }) => shape === 'layer'),
  section('delivery', 'Format, quality, delivery', ({ shape }) => shape === 'delivery'),
  section('flow', 'Variables and conditions', ({ shape }) => shape === 'flow'),
];

export const refusedSection: Section = {
  slug: 'refused',
  title: 'Known, and refused by name',
  definitions: unsupportedDefinitions,
};
