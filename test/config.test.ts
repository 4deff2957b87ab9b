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
      origins: [resolve('data/originals'), resolve('fixtures/originals')],
      memoryBytes: 256 * 1024 * 1024,
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
      memoryBytes: 1.5 * 1024 ** 3,
      limits: { maxInputBytes: 512_000, maxInputPixels: 12_000_000 },
      maxAgeSeconds: 7200,
      staleWhileRevalidateSeconds: 90,
    });
  });

  it('counts an empty variable as none', () => {
    expect(accept({ PORT: '', DARKROOM_ORIGINS: ' ', CLOUDINARY_URL: '' }).port).toBe(3000);
  });

  it('names several folders', () => {
    expect(accept({ DARKROOM_ORIGINS: 'file:a, file:/srv/b%2C1,file:///srv/c%20d' }).origins).toEqual([
      resolve('a'),
      '/srv/b,1',
      '/srv/c d',
    ]);
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
      'DARKROOM_VARIANTS: expected one place in memory with its size, such as memory:256mb, got "memory:lots"',
    ]);
  });

  it.each<[string, string, string]>([
    ['DARKROOM_REDIS_URL', 'redis://host', 'is not built yet'],
    ['DARKROOM_DATABASE_URL', 'postgres://host/db', 'is not built yet'],
    ['DARKROOM_STRICT', 'on', 'is not built yet'],
    ['DARKROOM_FETCH_ALLOW', 'example.com', 'is not built yet'],
    ['DARKROOM_ORIGINS', 's3://bucket', 's3: is not built yet'],
    ['DARKROOM_ORIGINS', 'file:a|file:b', 'not built yet'],
    ['DARKROOM_VARIANTS', 'memory:1mb,disk:x', 'disk: is not built yet'],
    ['DARKROOM_CONFIG', '{"clouds":[{"name":"a","strict":true}]}', 'strict delivery is not built yet'],
    ['DARKROOM_CONFIG', '{"clouds":[{"name":"a","origins":["s3://x"]}]}', 'origins cannot be set per cloud'],
    ['DARKROOM_CONFIG', '{', 'expected JSON such as'],
    ['DARKROOM_CONFIG', '{"clouds":[{"name":"a"},{"name":"a"}]}', '"a" is there twice'],
    ['DARKROOM_CONFIG', '{"clouds":[{"name":"a/b"}]}', 'clouds.0.name'],
    ['CLOUDINARY_URL', 'https://key:secret@cloud', 'cloudinary://KEY:SECRET@CLOUD'],
    ['CLOUDINARY_URL', 'cloudinary://key:secret@v1', 'letters, digits and hyphens'],
    ['DARKROOM_ORIGINS', ',', 'at least one folder'],
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
