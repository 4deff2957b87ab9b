/** `fl_` flags that say how a picture is written or sent, and the one that crops read. */
import { arg, keyword, text } from '../../values/spec.ts';
import { delivery, qualifier } from '../define.ts';

export const progressive = delivery({
  key: 'fl',
  name: 'progressive',
  title: 'flag progressive',
  summary: 'Writes JPEG progressively and PNG interlaced, so that a coarse picture shows early.',
  note: 'semi and steep write the same scans: libvips offers one scan script.',
  status: 'approximate',
  args: { mode: arg(keyword(['semi', 'steep', 'none']), { default: 'semi' }) },
});

export const attachment = delivery({
  key: 'fl',
  name: 'attachment',
  title: 'flag attachment',
  summary: 'Lets a browser save the picture, under the given name or that of the original.',
  status: 'exact',
  args: {
    name: arg(
      text({
        characters: 'A-Za-z0-9_\\-! .',
        describe: 'a name of letters, digits, space and _ - ! (a dot as %252E)',
        maxLength: 200,
      }),
      { optional: true },
    ),
  },
});

export const getinfo = delivery({
  key: 'fl',
  name: 'getinfo',
  title: 'flag getinfo',
  summary:
    'Answers JSON about the picture in its place: the original, how it came to its size, what came out.',
  note: 'Also says formats and pages, and of original and result predominant colours, a perceptual hash (phash), and placeholders (blurhash, thumbhash); landmarks are those of the faces that the chain went by.',
  status: 'approximate',
  args: {},
});

export const immutableCache = delivery({
  key: 'fl',
  name: 'immutable_cache',
  title: 'flag immutable_cache',
  summary: 'Promises caches that this URL will never show anything else.',
  status: 'exact',
  args: {},
});

/** Its value only says that it is there. */
export const ignoreAspectRatio = qualifier({
  key: 'fl',
  name: 'ignore_aspect_ratio',
  title: 'flag ignore_aspect_ratio',
  summary: 'With one side given, keeps the other side of the picture instead of its ratio.',
  status: 'exact',
  value: arg(keyword(['set']), { default: 'set' }),
});
