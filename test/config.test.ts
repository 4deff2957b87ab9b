import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeConfig } from '../src/config/describe.ts';
import type { Environment } from '../src/config/environment.ts';
import { type Config, readConfig, withCredentials } from '../src/config.ts';
import { defaultLimits } from '../src/main/limits.ts';

const folder = mkdtempSync(join(tmpdir(), 'darkroom-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const accept = (env: Environment): Config => {
  const reading = readConfig(env);
  if (!reading.ok) throw new Error(reading.faults.join('\n'));
  return reading.config;
};

const faultsOf = (env: Environment): readonly string[] => {
  const reading = readConfig(env);
  return reading.ok ? [] : reading.faults;
};

describe('the environment', () => {
  it('may be empty', () => {
    expect(accept({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      dataFolder: resolve('data'),
      origins: [
        { kind: 'file', path: resolve('data/originals') },
        { kind: 'file', path: resolve('fixtures/originals') },
      ],
      fetchAllow: [],
      copiesBytes: 64 * 1024 * 1024,
      copiesOnDisk: { folder: resolve('data/copies'), maxBytes: 1024 ** 3 },
      variants: {
        memoryBytes: 256 * 1024 ** 2,
        disk: { folder: resolve('./data/variants'), maxBytes: 5 * 1024 ** 3 },
      },
      limits: defaultLimits,
      staleWhileRevalidateSeconds: 86_400,
    });
  });

  it('gives sizes, durations and pixels in the units that people write', () => {
    const config = accept({
      DARKROOM_VARIANTS: 'memory:1.5gb',
      DARKROOM_MAX_INPUT_BYTES: '500 KB',
      DARKROOM_MAX_INPUT_PIXELS: '12MP',
      DARKROOM_MAX_AGE: '2h',
      DARKROOM_SWR: '90',
    });
    expect(config).toMatchObject({
      variants: { memoryBytes: 1.5 * 1024 ** 3 },
      limits: { maxInputBytes: 512_000, maxInputPixels: 12_000_000 },
      maxAgeSeconds: 7200,
      staleWhileRevalidateSeconds: 90,
    });
  });

  it('takes a folder for developed pictures', () => {
    const variantsOf = (text: string): unknown => accept({ DARKROOM_VARIANTS: text }).variants;
    const memoryBytes = 1024 ** 2;
    const of = (path: string, maxBytes = 5 * 1024 ** 3): unknown => ({
      memoryBytes,
      disk: { folder: resolve(path), maxBytes },
    });
    expect(variantsOf('memory:1mb')).toEqual({ memoryBytes });
    expect(variantsOf('memory:1mb, disk:some/where')).toEqual(of('some/where'));
    expect(variantsOf('memory:1mb,disk:/srv/v?max=20gb')).toEqual(of('/srv/v', 20 * 1024 ** 3));
    expect(variantsOf('memory:1mb,disk:///srv/a%20b?max=1mb')).toEqual(of('/srv/a b', 1024 ** 2));
    expect(variantsOf('memory:1mb,disk:a%2cb%3fc')).toEqual(of('a,b?c'));
  });

  it('counts an empty variable as none', () => {
    expect(accept({ PORT: '', DARKROOM_ORIGINS: ' ', CLOUDINARY_URL: '' }).port).toBe(3000);
  });

  it('names several folders', () => {
    expect(accept({ DARKROOM_ORIGINS: 'file:a, file:/srv/b%2C1,file:///srv/c%20d' }).origins).toEqual([
      { kind: 'file', path: resolve('a') },
      { kind: 'file', path: '/srv/b,1' },
      { kind: 'file', path: '/srv/c d' },
    ]);
  });

  it('names buckets and web servers', () => {
    const originsOf = (text: string) => accept({ DARKROOM_ORIGINS: text }).origins;
    expect(originsOf('s3://pictures')).toEqual([{ kind: 's3', bucket: 'pictures' }]);
    expect(
      originsOf(
        's3://pictures/in%20a/folder/?region=eu-central-1&endpoint=http%3A%2F%2Fminio%3A9000&checksum=supported',
      ),
    ).toEqual([
      {
        kind: 's3',
        bucket: 'pictures',
        prefix: 'in a/folder',
        region: 'eu-central-1',
        endpoint: 'http://minio:9000/',
        pathStyle: true,
        checksum: 'supported',
      },
    ]);
    expect(originsOf('s3://abc?pathStyle=false&endpoint=https://s3.example.com')).toEqual([
      { kind: 's3', bucket: 'abc', endpoint: 'https://s3.example.com/', pathStyle: false },
    ]);
    expect(originsOf('https://example.com, http://127.0.0.1:8080/a%2Cb')).toEqual([
      { kind: 'http', base: 'https://example.com/' },
      { kind: 'http', base: 'http://127.0.0.1:8080/a%2Cb/' },
    ]);
  });

  it('joins replicas with a bar, which binds tighter than the comma', () => {
    expect(accept({ DARKROOM_ORIGINS: 's3://near | s3://far, file:/srv/a%7Cb' }).origins).toEqual([
      {
        kind: 'replicas',
        places: [
          { kind: 's3', bucket: 'near' },
          { kind: 's3', bucket: 'far' },
        ],
      },
      { kind: 'file', path: '/srv/a|b' },
    ]);
  });

  it('names what may be fetched from, and how much is kept of it', () => {
    const config = accept({
      DARKROOM_FETCH_ALLOW: 'images.example.com, *.example.org,10.0.0.0/8,[::1]:8080',
      DARKROOM_COPIES_MEMORY: '0',
      DARKROOM_COPIES_DISK: '0',
    });
    expect(config.fetchAllow).toEqual(['images.example.com', '*.example.org', '10.0.0.0/8', '[::1]:8080']);
    expect([config.copiesBytes, config.copiesOnDisk]).toEqual([0, undefined]);
  });

  it('names clouds and keys, those of one cloud together', () => {
    const config = accept({
      CLOUDINARY_URL: 'cloudinary://key:se%2Fcret@shop/images.example.com?secure=true',
      DARKROOM_CONFIG: JSON.stringify({
        clouds: [{ name: 'blog' }, { name: 'shop', keys: [{ key: 'k2', secret: 's2' }] }],
      }),
    });
    expect(withCredentials(config)).toEqual({
      clouds: [
        {
          name: 'shop',
          keys: [
            { key: 'key', secret: 'se/cret' },
            { key: 'k2', secret: 's2' },
          ],
        },
        { name: 'blog', keys: [] },
      ],
      secretPlace: 'in CLOUDINARY_URL',
    });
  });
});

describe('faults', () => {
  it('are listed all at once', () => {
    expect(faultsOf({ PORT: '70000', DARKROOM_VARIANTS: 'memory:lots', LOG_LEVEL: 'loud' })).toEqual([
      'PORT: expected a whole number from 0 to 65535, got "70000"',
      'LOG_LEVEL: expected trace, debug, info, warn, error, fatal or silent, got "loud"',
      'DARKROOM_VARIANTS: expected memory and its size, then perhaps a folder, such as memory:256mb,disk:variants?max=5gb, got "memory:lots"',
    ]);
  });

  it.each<[string, string, string]>([
    ['DARKROOM_REDIS_URL', 'redis://host', 'is not built yet'],
    ['DARKROOM_DATABASE_URL', 'postgres://host/db', 'is not built yet'],
    ['DARKROOM_STRICT', 'on', 'is not built yet'],
    ['DARKROOM_KEEP_ATTRIBUTION', 'perhaps', 'expected on or off, got'],
    ['DARKROOM_FETCH_ALLOW', 'https://example.com', 'hosts and addresses such as'],
    ['DARKROOM_FETCH_ALLOW', 'example.com,10.0.0.0/40', 'hosts and addresses such as'],
    ['DARKROOM_COPIES_DISK', 'much', 'a size such as'],
    ['DARKROOM_ORIGINS', 'pictures', 'places such as file:pictures'],
    ['DARKROOM_ORIGINS', 'gridfs://host/db', 'gridfs: place, for that is not built yet'],
    ['DARKROOM_ORIGINS', 'file:', 'places such as file:pictures'],
    ['DARKROOM_ORIGINS', '|', 'places such as file:pictures'],
    ['DARKROOM_ORIGINS', 's3:bucket', 'a bucket such as s3://bucket'],
    ['DARKROOM_ORIGINS', 's3://bucket/%', 'a bucket such as s3://bucket'],
    [
      'DARKROOM_ORIGINS',
      's3://bucket?colour=red',
      'region, endpoint, pathStyle, checksum behind s3://bucket?',
    ],
    ['DARKROOM_ORIGINS', 's3://bucket?endpoint=minio:9000', 'an endpoint such as'],
    ['DARKROOM_ORIGINS', 's3://bucket?pathStyle=maybe', 'pathStyle=true'],
    ['DARKROOM_ORIGINS', 's3://bucket?checksum=no', 'checksum=required'],
    ['DARKROOM_ORIGINS', 's3://bucket?region=', 'a region such as'],
    ['DARKROOM_ORIGINS', 'https://user:hidden@host/', 'without name, password, query'],
    ['DARKROOM_ORIGINS', 'https://host/?a=b', 'without name, password, query'],
    ['DARKROOM_VARIANTS', 'memory:1mb,redis://x', 'redis: is not built yet'],
    ['DARKROOM_VARIANTS', 'memory:1mb,disk:x?max=many', 'such as memory:256mb,disk:variants?max=5gb'],
    ['DARKROOM_VARIANTS', 'memory:1mb,disk:x?least=1gb', 'such as memory:256mb,disk:variants?max=5gb'],
    ['DARKROOM_VARIANTS', 'memory:1mb,disk:x?max=1kb', 'of 1mb at least'],
    ['DARKROOM_VARIANTS', 'memory:1mb,disk:', 'such as memory:256mb,disk:variants?max=5gb'],
    ['DARKROOM_VARIANTS', 'disk:x', 'expected memory and its size'],
    ['DARKROOM_VARIANTS', 'memory:1mb,disk:x,disk:y', 'expected memory and its size'],
    ['DARKROOM_CONFIG', '{"clouds":[{"name":"a","strict":true}]}', 'strict delivery is not built yet'],
    ['DARKROOM_CONFIG', '{"clouds":[{"name":"a","origins":["s3://x"]}]}', 'origins cannot be set per cloud'],
    [
      'DARKROOM_CONFIG',
      '{"clouds":[{"name":"a","coordinates":{"b":{"face_coordinates":"1,2,3"}}}]}',
      'expected x,y,width,height in whole pixels, and several with | between them at clouds.0.coordinates.b',
    ],
    ['DARKROOM_CONFIG', '{', 'expected JSON such as'],
    ['DARKROOM_CONFIG', '{"clouds":[{"name":"a"},{"name":"a"}]}', '"a" is there twice'],
    ['DARKROOM_CONFIG', '{"clouds":[{"name":"a/b"}]}', 'clouds.0.name'],
    ['CLOUDINARY_URL', 'https://key:secret@cloud', 'cloudinary://KEY:SECRET@CLOUD'],
    ['CLOUDINARY_URL', 'cloudinary://key:secret@v1', 'letters, digits and hyphens'],
    ['DARKROOM_ORIGINS', ',', 'at least one of the places'],
    ['DARKROOM_MAX_FRAMES', '0', 'a whole number from 1'],
    ['DARKROOM_MAX_FRAMES', '1.5', 'a whole number from 1'],
  ])('%s=%s', (variable, value, expected) => {
    const faults = faultsOf({ [variable]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${variable}: expected `));
    expect(faults[0]).toContain(expected);
  });

  it('do not tell secrets', () => {
    expect(faultsOf({ CLOUDINARY_URL: 'clodinary://key:hidden@cloud' }).join()).not.toContain('hidden');
    expect(faultsOf({ DARKROOM_ORIGINS: 's3://key:hidden@bucket' }).join()).toMatch(
      /^(?!.*hidden).*keys are read from/,
    );
    expect(faultsOf({ DARKROOM_ORIGINS: 'https://user:hidden@host' }).join()).not.toContain('hidden');
  });

  it('do not include unknown variables, which are warned of', () => {
    const reading = readConfig({ DARKROOM_PROT: '1', OTHER: '2' });
    expect([reading.ok, reading.warnings]).toEqual([
      true,
      [expect.stringContaining('DARKROOM_PROT: unknown variable')],
    ]);
  });
});

describe('credentials', () => {
  it('are made up once and kept where only the owner reads them', () => {
    const config = accept({ DARKROOM_DATA: join(folder, 'new', 'data') });
    const first = withCredentials(config);
    const file = join(folder, 'new', 'data', 'cloudinary-url');
    expect(first.clouds[0].name).toBe('demo');
    expect(first.secretPlace).toBe(`in ${file}`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toMatch(/^cloudinary:\/\/[1-9]\d{14}:[\w-]{27}@demo\n$/);
    expect(withCredentials(config)).toEqual(first);
  });

  it('live as long as the process where nothing can be written', () => {
    const config = accept({ DARKROOM_DATA: join(folder, 'new', 'data', 'cloudinary-url', 'below-a-file') });
    const { clouds, secretPlace } = withCredentials(config);
    expect(clouds[0].keys).toHaveLength(1);
    expect(secretPlace).toContain('lost at exit');
  });
});

describe('the description', () => {
  it('has every variable, where it came from, and no secret', () => {
    const rows = describeConfig({
      DARKROOM_DATA: join(folder, 'none'),
      CLOUDINARY_URL: 'cloudinary://key:hidden@shop',
      DARKROOM_CONFIG: '{"clouds": [{"name": "a", "keys": [{"key": "k", "secret": "hidden"}]}]}',
    });
    const find = (name: string) => rows.find(({ variable }) => variable === name);
    expect(find('CLOUDINARY_URL')).toMatchObject({
      value: 'cloudinary://key:****@shop',
      from: 'environment',
    });
    expect(find('PORT')).toMatchObject({ value: '3000', from: 'default' });
    expect(find('DARKROOM_MAX_AGE')).toMatchObject({ value: '', from: 'not set' });
    expect(JSON.stringify(rows)).not.toContain('hidden');
    expect(rows.every(({ description }) => description !== '')).toBe(true);
  });
});
