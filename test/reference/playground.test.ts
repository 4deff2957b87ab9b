import { describe, expect, it } from 'vitest';
import type { Definition } from '../../src/params/define.ts';
import { definitions, findDefinition } from '../../src/params/index.ts';
import { readChain } from '../../src/reference/address.ts';
import { fieldsOf, openChain, writeChain } from '../../src/reference/playground.ts';
import { trialsOf } from '../../src/reference/trials.ts';
import { unwrap } from '../../src/result.ts';

const get = (id: string): Definition => {
  const definition = findDefinition(id);
  if (!definition) throw new Error(id);
  return definition;
};

/** The chain after something is written in one field. */
const change = (id: string, chain: string, key: string, text: string): string => {
  const definition = get(id);
  const opened = openChain(definition, chain);
  if (!opened) throw new Error(`${chain} has no ${id}`);
  return writeChain(definition, { ...opened, texts: { ...opened.texts, [key]: text } });
};

const tried = definitions.flatMap((definition) =>
  trialsOf(definition).map(({ chain }): [string, string, Definition] => [definition.id, chain, definition]),
);

describe('trying a definition', () => {
  it.each(tried)(
    '%s: %s means the same after it was taken apart and put together',
    (_, chain, definition) => {
      const opened = openChain(definition, chain);
      if (definition.shape === 'flow') {
        expect(opened).toBeUndefined();
        return;
      }
      expect(opened).toBeDefined();
      expect(unwrap(readChain(writeChain(definition, opened!)))).toBe(unwrap(readChain(chain)));
    },
  );

  it.each([
    ['e_sepia', 'c_scale,w_200/e_sepia', 'e_sepia.level', '50', 'c_scale,w_200/e_sepia:50'],
    ['e_sepia', 'c_scale,w_200/e_sepia:50', 'e_sepia.level', '', 'c_scale,w_200/e_sepia'],
    ['e_sepia', 'e_sepia:50/w_100', 'e_sepia.level', '900', 'e_sepia:900/w_100'],
    ['c_fill', 'a_10/c_fill,w_200,h_100/r_5', 'h.value', '', 'a_10/c_fill,w_200/r_5'],
    ['c_fill', 'c_fill,w_$x,h_100', 'h.value', '90', 'c_fill,w_$x,h_90'],
    ['c_scale', 'c_scale,w_9', 'fl_ignore_aspect_ratio.value', 'set', 'c_scale,w_9,fl_ignore_aspect_ratio'],
    ['c_scale', 'c_scale,fl_ignore_aspect_ratio,w_9', 'w.value', '8', 'c_scale,w_8,fl_ignore_aspect_ratio'],
    ['e_dropshadow', 'e_dropshadow', 'e_dropshadow.spread', '9', 'e_dropshadow:215:45:9'],
    ['e_outline', 'e_outline', 'e_outline.blur', '50', 'e_outline:5:50'],
    ['bo', 'bo_5px_solid_red', 'bo.color', 'blue', 'bo_5px_solid_blue'],
    ['r', 'w_9/r_max', 'r.radii', '', 'w_9'],
    ['r', 'r_max/w_9', 'r.radii', '', 'w_9'],
    ['fl_attachment', 'fl_attachment', 'fl_attachment.name', 'half 50%', 'fl_attachment:half%2050%25'],
  ])('%s in %s with %s = "%s" is %s', (id, chain, key, text, changed) => {
    expect(change(id, chain, key, text)).toBe(changed);
  });

  it('has a field for every argument, and for every qualifier that is used', () => {
    const keys = fieldsOf(get('e_blur_region')).map(({ key }) => key);
    expect(keys).toEqual(['e_blur_region.strength', 'x.value', 'y.value', 'w.value', 'h.value', 'g.value']);
  });

  it('leaves what cannot be read to the server’s words', () => {
    expect(openChain(get('e_sepia'), 'e_sepia:900')).toBeUndefined();
    expect(readChain('e_sepia:900')).toMatchObject({
      ok: false,
      error: {
        message: 'Invalid effect sepia in transformation: 900 (expected a whole number from 1 to 100 %)',
      },
    });
  });
});
