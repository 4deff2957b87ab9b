/** What every request pays before anything is looked up: URL -> AST -> canonical text -> key. */
import { createHashing } from '../src/node/hashing.ts';
import { requestKeyText } from '../src/plan/keys.ts';
import { unwrap } from '../src/result.ts';
import { printTransformation } from '../src/url/print.ts';
import { parseDelivery } from '../src/url/route.ts';

const target =
  '/demo/image/upload/c_fill,w_400,h_300,g_north/e_sepia:60/r_20/bo_5px_solid_rgb:ff0000/c_scale,w_200,q_80,f_webp/v17/dir/portrait.jpg';

const hashing = createHashing();
const options = {
  defaultCloud: 'demo',
  isCloud: (name: string): boolean => name === 'demo',
  maxComponents: 40,
};

export const toKey = (): string => {
  const url = unwrap(parseDelivery(target, options));
  const chain = printTransformation(url.transformation);
  return hashing.key(
    requestKeyText(url, {
      chain,
      extension: url.format,
      acceptClass: '',
      settings: '',
      engineVersion: 'bench',
    }),
  );
};
