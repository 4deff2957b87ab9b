/** DARKROOM_CONFIG: as JSON, what does not fit a line of the environment. */
import { z } from 'zod';
import { type Cloud, cloudNamePattern } from './cloudinary-url.ts';
import { coordinatesSchema } from './coordinates.ts';
import { parseChain } from '../url/parse-chain.ts';
import { expect, read, type Reading } from './reading.ts';

const keySchema = z.strictObject({ key: z.string().min(1), secret: z.string().min(1) });

const notYet = (what: string): z.ZodOptional<z.ZodUndefined> =>
  z.undefined(`${what} cannot be set per cloud in this version`).optional();

/** What can stand behind `t_` in a URL without meaning something else there. */
const namePattern = z.string().regex(/^[^.,/%?#\s][^.,/%?#]*$/, 'expected a name without . , / % ? #');

/** Names within are looked up when they are used, so that their order here means nothing. */
const chainSchema = z.string().superRefine((chain, context) => {
  const parsed = parseChain(chain, { maxComponents: Number.POSITIVE_INFINITY });
  if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.error.message });
});

const cloudSchema = z.strictObject({
  name: z.string().regex(cloudNamePattern, 'expected letters, digits and hyphens'),
  keys: z.array(keySchema).default([]),
  origins: notYet('origins'),
  named: z.record(namePattern, chainSchema).optional(),
  coordinates: z.record(z.string().min(1), coordinatesSchema).optional(),
  presets: notYet('upload presets'),
  mappings: notYet('mappings'),
  strict: z.literal(false, 'strict delivery is not built yet in this version').optional(),
});

const configSchema = z.strictObject({
  clouds: z.array(cloudSchema).default([]),
  regions: z.array(z.unknown()).max(0, 'regions are not built yet in this version').optional(),
});

const describeIssue = ({ path, message }: z.core.$ZodIssue): string =>
  path.length === 0 ? message : `${message} at ${path.join('.')}`;

export const readClouds = (text: string): Reading<readonly Cloud[]> => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return expect('JSON such as {"clouds": [{"name": "shop", "keys": [{"key": "k", "secret": "s"}]}]}');
  }
  const result = configSchema.safeParse(json);
  if (!result.success) {
    return expect(`a valid document: ${result.error.issues.map(describeIssue).join('; ')}`);
  }
  const { clouds } = result.data;
  const repeated = clouds.find(
    ({ name }, index) => clouds.findIndex((other) => other.name === name) !== index,
  );
  if (repeated !== undefined) return expect(`each cloud once, but "${repeated.name}" is there twice`);
  return read(
    clouds.map(({ name, keys, named, coordinates }) => ({
      ...{ name, keys },
      ...(named && { named }),
      ...(coordinates && { coordinates }),
    })),
  );
};

/** The default cloud first; keys of a cloud that both places name count together. */
export const mergeClouds = (first: Cloud, others: readonly Cloud[]): readonly [Cloud, ...Cloud[]] => {
  const same = others.find(({ name }) => name === first.name);
  return [
    { ...same, name: first.name, keys: [...first.keys, ...(same?.keys ?? [])] },
    ...others.filter(({ name }) => name !== first.name),
  ];
};
