/** What every request pays before anything is looked up: URL -> AST -> canonical text -> key. */
import { createHashing } from '../src/node/hashing.ts';
import { requestKeyText } from '../src/plan/keys.ts';
import { unwrap } from '../src/result.ts';
import { printTransformation } from '../src/url/print.ts';
import { parseDelivery } from '../src/url/route.ts';
import { timeCall } from './measure.ts';
import type { Measurement } from './report.ts';

const budgetUs = 20;

const target =
  '/demo/image/upload/c_fill,w_400,h_300,g_north/e_sepia:60/r_20/bo_5px_solid_rgb:ff0000/c_scale,w_200,q_80,f_webp/v17/dir/portrait.jpg';

export const benchLanguage = (): readonly Measurement[] => {
  const hashing = createHashing();
  const options = {
    defaultCloud: 'demo',
    isCloud: (name: string): boolean => name === 'demo',
    maxComponents: 40,
  };
  const toKey = (): string => {
    const url = unwrap(parseDelivery(target, options));
    const chain = printTransformation(url.transformation);
    return hashing.key(requestKeyText(url, { chain, acceptClass: '', settings: '', engineVersion: 'bench' }));
  };
  const us = timeCall(toKey, { turns: 21, calls: 10_000 });
  return [
    {
      what: 'parse, canonicalise and key a URL of 5 components',
      figure: `${us.toFixed(1)} us`,
      budget: `< ${budgetUs} us`,
      met: us < budgetUs,
    },
  ];
};
