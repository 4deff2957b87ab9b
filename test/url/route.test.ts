import { describe, expect, it } from 'vitest';
import { unwrap } from '../../src/result.ts';
import { isReserved, parseDelivery } from '../../src/url/route.ts';

const clouds = new Set(['demo', 'shop', 'image']);
const options = { defaultCloud: 'demo', isCloud: (name: string) => clouds.has(name), maxComponents: 40 };

/** What the target names, with the chain as its spans have it. */
const read = (target: string) => {
  const { transformation, ...url } = unwrap(parseDelivery(target, options));
  const texts = transformation.map(({ span }) => decodeURIComponent(target.slice(span.from, span.to)));
  return { ...url, chain: texts.join('/') };
};

const refusal = (target: string) => {
  const result = parseDelivery(target, options);
  if (result.ok) throw new Error(`${target} was not refused`);
  const { code, message, span, hint } = result.error;
  return { code, message, at: span && target.slice(span.from, span.to), hint };
};

const upload = { cloud: 'demo', resourceType: 'image', type: 'upload' };

describe('the forms of a delivery URL', () => {
  it('reads the short form as an image of the default cloud', () => {
    expect(read('/w_200,h_100,c_fill/e_sepia/portrait.jpg')).toEqual({
      ...upload,
      publicId: 'portrait',
      format: 'jpg',
      chain: 'w_200,h_100,c_fill/e_sepia',
      signedText: 'w_200,h_100,c_fill/e_sepia/portrait.jpg',
      signedChainLength: 26,
    });
  });

  it('reads the full form with everything in it', () => {
    expect(read('/shop/image/upload/s--Ai4Znfl3--/w_200/e_sepia/v17/dir/portrait.PNG')).toEqual({
      ...upload,
      cloud: 'shop',
      publicId: 'dir/portrait',
      format: 'png',
      version: 17,
      signature: 'Ai4Znfl3',
      chain: 'w_200/e_sepia',
      signedText: 'w_200/e_sepia/dir/portrait.PNG',
      signedChainLength: 13,
    });
  });

  it.each([
    ['/image/upload/w_1/a.jpg', { ...upload, publicId: 'a', format: 'jpg', chain: 'w_1' }],
    ['/demo/w_1/a.jpg', { ...upload, publicId: 'a', format: 'jpg', chain: 'w_1' }],
    ['/demo/a.jpg', { ...upload, publicId: 'a', format: 'jpg', chain: '' }],
    ['/a', { ...upload, publicId: 'a', chain: '' }],
    ['/demo/iu/w_1/a', { ...upload, publicId: 'a', chain: 'w_1' }],
    ['/iu/a', { ...upload, publicId: 'a', chain: '' }],
    ['/demo/s--v2fTPYTu--/w_1/a', { ...upload, publicId: 'a', signature: 'v2fTPYTu', chain: 'w_1' }],
    ['/demo/image/private/a', { ...upload, type: 'private', publicId: 'a' }],
    ['/demo/image/authenticated/a', { ...upload, type: 'authenticated', publicId: 'a' }],
    [
      '/demo/video/upload/w_1/dir/clip.MP4',
      { ...upload, resourceType: 'video', publicId: 'dir/clip', format: 'mp4' },
    ],
    ['/demo/image/facebook/zuck.jpg', { ...upload, type: 'facebook', publicId: 'zuck', format: 'jpg' }],
    ['/demo/image/list/cats.json', { ...upload, type: 'list', publicId: 'cats', format: 'json' }],
  ])('reads %s', (target, expected) => {
    expect(read(target)).toMatchObject(expected);
  });

  it('keeps the extension in the public id of a raw file', () => {
    const url = read('/demo/raw/upload/v3/dir/notes.final.txt');
    expect(url).toMatchObject({ resourceType: 'raw', publicId: 'dir/notes.final.txt', version: 3 });
    expect(url).not.toHaveProperty('format');
  });

  it.each([
    ['/demo/images/w_1/chart/a-name.png', 'image', 'upload', 'chart', 'png', 'w_1/chart.png'],
    ['/demo/images/v7/dir/chart/a-name', 'image', 'upload', 'dir/chart', undefined, 'dir/chart'],
    ['/private_images/chart/a-name', 'image', 'private', 'chart', undefined, 'chart'],
    ['/authenticated_images/chart/a-name.jpg', 'image', 'authenticated', 'chart', 'jpg', 'chart.jpg'],
    ['/demo/videos/clip/a-name.webm', 'video', 'upload', 'clip', 'webm', 'clip.webm'],
    ['/demo/files/notes/a-name.pdf', 'raw', 'upload', 'notes.pdf', undefined, 'notes.pdf'],
    ['/demo/files/notes.txt/a-name', 'raw', 'upload', 'notes.txt', undefined, 'notes.txt'],
    ['/demo/images/chart.jpg/a-name', 'image', 'upload', 'chart', 'jpg', 'chart.jpg'],
    ['/demo/images/chart.jpg/a-name.png', 'image', 'upload', 'chart.jpg', 'png', 'chart.jpg.png'],
    ['/demo/images/my_pic/a-name.png', 'image', 'upload', 'my_pic', 'png', 'my_pic.png'],
  ])('reads %s, and leaves the name for search engines out of identity and signature', (...row) => {
    const [target, resourceType, type, publicId, format, signedText] = row;
    const url = read(target);
    expect(url).toMatchObject({ resourceType, type, publicId, signedText, seoSuffix: 'a-name' });
    expect(url.format).toBe(format);
  });
});

describe('a fetched address', () => {
  const address = 'https://host.example/dir/a%20b.jpg';

  it.each([
    [`/demo/image/fetch/w_1/${address}`, 'https://host.example/dir/a b.jpg', `w_1/${address}`],
    [
      '/demo/image/fetch/https:/host.example/a.jpg',
      'https://host.example/a.jpg',
      'https://host.example/a.jpg',
    ],
    ['/image/fetch/v1/http://host.example/', 'http://host.example/', 'http://host.example/'],
    ['/demo/image/fetch/HTTP://host.example//a', 'http://host.example//a', 'HTTP://host.example//a'],
    ['/demo/image/fetch/https%3A%2F%2Fh.example%2Fa', 'https://h.example/a', 'https%3A%2F%2Fh.example%2Fa'],
    ['/demo/image/fetch/http://h.example/a%3Fb%3Dc', 'http://h.example/a?b=c', 'http://h.example/a%3Fb%3Dc'],
    ['/demo/image/fetch/http://h.example/a?b=c', 'http://h.example/a?b=c', 'http://h.example/a?b=c'],
    [
      '/demo/image/fetch/http://h.example/a?_a=X&b=%26&__cld_token__=x',
      'http://h.example/a?b=%26',
      undefined,
    ],
    [
      '/demo/image/fetch/http://h.example/a%3Fb%3Dc?d=e',
      'http://h.example/a?b=c',
      'http://h.example/a%3Fb%3Dc',
    ],
    ['/demo/image/fetch/http://h.example/a?_a=X', 'http://h.example/a', 'http://h.example/a'],
    ['/demo/image/fetch/http://h.example/v1/w_1/a.xyz', 'http://h.example/v1/w_1/a.xyz', undefined],
    ['/demo/image/youtube/https://y.example/watch%3Fv%3Dx', 'https://y.example/watch?v=x', undefined],
  ])('is read from %s', (target, publicId, signedText) => {
    const url = read(target);
    expect(url.publicId).toBe(publicId);
    expect(url).not.toHaveProperty('format');
    if (signedText !== undefined) expect(url.signedText).toBe(signedText);
  });

  it.each(['ftp://host/a.jpg', 'host.example/a.jpg', 'http://', 'http:host', 'http:///a', 'https://?x'])(
    'is refused when it is %s',
    (source) => {
      expect(refusal(`/demo/image/fetch/w_1/${source}`)).toMatchObject({
        code: 'url.malformed',
        message: expect.stringContaining('begins with http:// or https:// and a host') as string,
      });
    },
  );

  it('is refused with a line break or a backslash in it', () => {
    expect(refusal('/demo/image/fetch/http://a%0Ab/').code).toBe('url.malformed');
    expect(refusal('/demo/image/fetch/http://a%5Cb/').code).toBe('url.malformed');
  });
});

describe('escapes in a path', () => {
  it.each([
    ['/w_60/sp%20ace%20%26%20plus%2B%C3%BC%231.png', 'sp ace & plus+ü#1', 'w_60'],
    ['/w_60%2Ch_30%2Cc_fill/a.png', 'a', 'w_60,h_30,c_fill'],
    ['/demo%2Fimage%2Fupload%2Fw_60%2Fdir%2Fa.png', 'dir/a', 'w_60'],
    ['/%77_60/a%2Epng', 'a', 'w_60'],
    ['//demo///image/upload//w_60//a.png/', 'a', 'w_60'],
    ['/a%252Cb.png', 'a%2Cb', ''],
  ])('are decoded once, before the path is split: %s', (target, publicId, chain) => {
    expect(read(target)).toMatchObject({ publicId, chain });
  });

  it('stay in the signed text, where doubled slashes count once', () => {
    expect(read('/demo/image/upload//w_60%2Ch_30//e_sepia//v1//dir//a%20b.png').signedText).toBe(
      'w_60%2Ch_30/e_sepia/dir/a%20b.png',
    );
  });

  it('are pointed at where they stand in the request', () => {
    expect(refusal('/demo/image/upload/a%20b/w_1/x%zz.png')).toMatchObject({
      code: 'url.malformed',
      at: '%zz',
    });
    expect(refusal('/demo/image/upload/w_10%2Ch_abc/x.png').at).toBe('h_abc');
  });
});

describe('queries', () => {
  it.each(['_a=BAMAJaEI0', '_i=1', '__cld_token__=st=1~hmac=2', 'x=1&y=/../', 'a=%zz'])(
    'change nothing: %s',
    (query) => {
      expect(read(`/w_1/a.jpg?${query}`)).toEqual(read('/w_1/a.jpg'));
    },
  );
});

describe('what is ambiguous', () => {
  it.each([
    [
      'takes the last segment for the public id, whatever it looks like',
      '/demo/image/upload/c_scale',
      'c_scale',
      '',
    ],
    ['takes the last segment for the public id, even when it is v1', '/demo/image/upload/v1', 'v1', ''],
    ['takes a folder v2 behind a version for a folder', '/demo/v1/v2/a.jpg', 'v2/a', ''],
    ['takes a version behind a folder for a folder', '/demo/dir/v2/a.jpg', 'dir/v2/a', ''],
    ['ends the chain at the first segment that is no component', '/w_1/dir/h_1/a.jpg', 'dir/h_1/a', 'w_1'],
    [
      'takes a folder of the form my_path for a folder behind a version',
      '/v1/my_path/a.jpg',
      'my_path/a',
      '',
    ],
    ['takes a segment with an empty part for a folder', '/w_1,/a.jpg', 'w_1,/a', ''],
    ['takes image for a folder when no delivery type follows', '/demo/image/a.jpg', 'image/a', ''],
    ['takes image/upload behind a version for folders', '/v1/image/upload/a.jpg', 'image/upload/a', ''],
    ['takes images behind a chain for a folder', '/w_1/images/a.jpg', 'images/a', 'w_1'],
    ['takes images behind a folder for a folder', '/assets/images/a.jpg', 'assets/images/a', ''],
    ['takes an unknown first segment for a folder', '/nosuch/a.jpg', 'nosuch/a', ''],
    ['takes v1_1 for a folder when it is not the first segment', '/demo/v1/v1_1/a.jpg', 'v1_1/a', ''],
    ['takes a decimal version in a name for part of it', '/demo/a-1.2.jpg', 'a-1.2', ''],
    ['takes a number behind a dot for part of the name', '/demo/a.1', 'a.1', ''],
    ['takes a long word behind a dot for part of the name', '/demo/dir.d/.htaccess', 'dir.d/.htaccess', ''],
  ])('%s', (_title, target, publicId, chain) => {
    expect(read(target)).toMatchObject({ cloud: 'demo', publicId, chain });
  });

  it('takes a cloud called image for a cloud only where the rest is a URL of its own', () => {
    expect(read('/image/upload/a.jpg')).toMatchObject({ cloud: 'demo', publicId: 'a' });
    expect(read('/image/image/upload/a.jpg')).toMatchObject({ cloud: 'image', publicId: 'a' });
    expect(read('/image/w_1/a.jpg')).toMatchObject({ cloud: 'image', publicId: 'a' });
  });

  it('takes the first segment for the cloud, and a second one of that name for a folder', () => {
    expect(read('/demo/demo/a.jpg')).toMatchObject({ cloud: 'demo', publicId: 'demo/a' });
    expect(read('/shop/a.jpg')).toMatchObject({ cloud: 'shop', publicId: 'a' });
  });

  it('keeps version 1, which SDKs write when they know none', () => {
    expect(read('/v1/dir/a.jpg').version).toBe(1);
    expect(read('/dir/a.jpg')).not.toHaveProperty('version');
  });
});

describe('refusals', () => {
  it.each([
    ['/nosuch/image/upload/w_1/a.jpg', 'url.unknown-cloud', 'Unknown cloud nosuch', 'nosuch'],
    ['/w_200/image/upload/a.jpg', 'url.unknown-cloud', 'Unknown cloud w_200', 'w_200'],
    ['/', 'url.malformed', 'The URL ends before a public id: /', ''],
    ['/demo', 'url.malformed', 'The URL ends before a public id: /demo', ''],
    ['/demo/image/upload/', 'url.malformed', 'The URL ends before a public id: /demo/image/upload/', ''],
    ['/s--v2fTPYTu--?x', 'url.malformed', 'The URL ends before a public id: /s--v2fTPYTu--?x', ''],
    [
      '/demo/images/a.jpg',
      'url.malformed',
      'This kind of URL ends in PUBLIC_ID/NAME, but there is only a.jpg',
      'a.jpg',
    ],
    ['/w_1/%2e%2e/%2e%2e/etc/passwd', 'url.malformed', 'A public id cannot contain the segment ..', '%2e%2e'],
    ['/w_1/...jpg', 'url.malformed', 'A public id cannot contain the segment ..', '...jpg'],
    ['/w_1/./a.jpg', 'url.malformed', 'A public id cannot contain the segment .', '.'],
    ['/w_1/a%5C..%5Cb.jpg', 'url.malformed', 'A public id cannot contain a backslash', 'a%5C..%5Cb.jpg'],
    [
      '/w_1/a%0Ab.jpg',
      'url.malformed',
      'A public id cannot contain the control character U+000A',
      'a%0Ab.jpg',
    ],
    ['/w_1/chart.png%00.jpg', 'url.malformed', 'The URL contains a NUL character', '%00'],
    ['/w_1/.jpg', 'url.malformed', 'There is no public id before .jpg', '.jpg'],
    ['/w_1/.env', 'url.malformed', 'There is no public id before .env', '.env'],
    ['/w_1/a.auto', 'url.invalid-value', 'Invalid extension in transformation: auto', 'auto'],
    ['/my_path/a.jpg', 'url.unknown-parameter', 'Invalid transformation component - my_path', 'my_path'],
    [
      '/v1234567890123456/a.jpg',
      'url.malformed',
      'The version v1234567890123456 has more than 15 digits',
      undefined,
    ],
    ['a.jpg', 'url.malformed', 'The path of a delivery URL begins with a slash', 'a'],
    ['', 'url.malformed', 'The path of a delivery URL begins with a slash', ''],
  ])('%s is %s: %s', (target, code, message, at) => {
    const found = refusal(target);
    expect(found).toMatchObject({ code, message });
    if (at !== undefined) expect(found.at).toBe(at);
  });

  it.each(['/w_1/s--v2fTPYTu--/a.jpg', '/w_1/v1/s--v2fTPYTu--/a.jpg', '/s--AAAAAAAA--/s--v2fTPYTu--/a.jpg'])(
    'a signature in the wrong place is told to move: %s',
    (target) => {
      expect(refusal(target)).toMatchObject({
        code: 'url.malformed',
        message: 'The signature s--v2fTPYTu-- belongs before the transformation and the version',
        at: 's--v2fTPYTu--',
      });
    },
  );

  it('holds a URL to 8 KB, or to what it is told', () => {
    expect(refusal(`/${'w_100/'.repeat(3000)}chart.png`).code).toBe('url.too-long');
    const short = parseDelivery('/w_1/a.jpg', { ...options, maxUrlBytes: 5 });
    expect(short).toMatchObject({ ok: false, error: { message: 'The URL has 10 bytes, and 5 are allowed' } });
  });

  it('holds a chain to its greatest length', () => {
    expect(refusal(`/${'w_100/'.repeat(41)}chart.png`).code).toBe('url.too-many-components');
  });
});

describe('reserved paths', () => {
  it.each([
    '/v1_1/demo/image/upload',
    '/v2',
    '/_/explain/a.jpg',
    '/healthz',
    '//readyz/',
    '/metrics?x=1',
    '/%5F/x',
  ])('%s is no delivery', (target) => {
    expect(isReserved(target)).toBe(true);
    expect(refusal(target).code).toBe('http.not-found');
  });

  it.each(['/', '/a.jpg', '/healthz.jpg', '/demo/healthz', '/__/a.jpg', '/v3/a.jpg', '/%zz'])(
    '%s is not reserved',
    (target) => {
      expect(isReserved(target)).toBe(false);
    },
  );
});
