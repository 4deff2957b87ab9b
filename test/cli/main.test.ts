import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'darkroom-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const originals = join(folder, 'originals');
const picture = join(folder, 'originals', 'chart.png');
await sharp({ create: { width: 120, height: 80, channels: 3, background: '#336699' } })
  .png()
  .toBuffer()
  .then(async (bytes) => {
    const { mkdir, writeFile } = await import('node:fs/promises');
    await mkdir(originals);
    await writeFile(picture, bytes);
  });
const env = { DARKROOM_DATA: join(folder, 'data'), DARKROOM_ORIGINS: `file:${originals}` };

describe('darkroom', () => {
  it('lists its commands', async () => {
    const { code, stdout } = await run(['help']);
    expect(code).toBe(0);
    for (const name of ['serve', 'render', 'explain', 'faces', 'parse', 'config']) {
      expect(stdout).toContain(`  ${name} `);
    }
  });

  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    [['nosuch']],
    [['toString']],
    [['parse', '--wrong']],
    [['render', 'a.jpg']],
    [['explain']],
    [['faces']],
  ])('%j is wrong usage', async (args) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^darkroom: /);
    expect(stderr).not.toContain('    at ');
  });
});

describe('darkroom render', () => {
  it('develops a file into the format of the output', async () => {
    const output = join(folder, 'out.webp');
    const { code, stdout } = await run(['render', picture, 'c_fill,w_40,h_40/e_grayscale', '-o', output]);
    expect([code, stdout]).toEqual([0, `${output}: 40x40 image/webp, ${statSync(output).size} bytes\n`]);
    expect(await sharp(output).metadata()).toMatchObject({ width: 40, height: 40, format: 'webp' });
  });

  it('points at what is wrong', async () => {
    const { code, stderr } = await run([
      'render',
      picture,
      'c_fill,w_abc/e_sepia',
      '-o',
      join(folder, 'x.png'),
    ]);
    expect(code).toBe(1);
    expect(stderr.split('\n').slice(1, 3)).toEqual(['  c_fill,w_abc/e_sepia', '         ^^^^^']);
  });

  it.each([
    ['missing.png', 'out.png', /^darkroom: cannot read missing.png: there is no such file or folder\n$/],
    [picture, 'no/such/folder/out.png', /^darkroom: cannot write .*: there is no such file or folder\n$/],
    ['package.json', 'out.png', /^darkroom: The original is not an image\n$/],
  ])('from %s to %s fails in one line', async (from, to, expected) => {
    const { code, stderr } = await run(['render', from, 'w_10', '-o', to]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(expected)]);
  });
});

describe('darkroom explain', () => {
  it.each(['/demo/image/upload/w_60/chart.png', 'http://127.0.0.1:3000/demo/image/upload/w_60/chart.png'])(
    'tells every stage of %s',
    async (url) => {
      const { code, stdout } = await run(['explain', url], { env });
      expect(code).toBe(0);
      const explanation = JSON.parse(stdout);
      expect(Object.keys(explanation)).toEqual(
        expect.arrayContaining(['url', 'transformation', 'canonical', 'facts', 'plan', 'passes', 'timings']),
      );
      expect(explanation.result).toMatchObject({ width: 60, height: 40 });
    },
  );

  it('points at what is wrong', async () => {
    const { code, stderr } = await run(['explain', 'demo/image/upload/e_nosuch/chart.png'], { env });
    expect(code).toBe(1);
    expect(stderr).toContain('\n  /demo/image/upload/e_nosuch/chart.png\n                     ^^^^^^^^\n');
  });
});

describe('darkroom config', () => {
  it('lists settings and hides secrets', async () => {
    const { code, stdout } = await run(['config'], {
      env: { ...env, CLOUDINARY_URL: 'cloudinary://k:hidden@shop' },
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^CLOUDINARY_URL +cloudinary:\/\/k:\*\*\*\*@shop +environment/m);
    expect(stdout).toMatch(/^PORT +3000 +default/m);
    expect(stdout).not.toContain('hidden');
  });

  it('lists all faults at once', async () => {
    const { code, stderr } = await run(['config'], {
      env: { PORT: 'x', DARKROOM_SWR: 'long', DARKROOM_TYPO: '1' },
    });
    expect(code).toBe(1);
    expect(stderr).toContain('PORT: expected a whole number from 0 to 65535, got "x"');
    expect(stderr).toContain('DARKROOM_SWR: expected a duration such as 90s, 15m, 1h or 30d, got "long"');
    expect(stderr).toContain('DARKROOM_TYPO: unknown variable');
  });
});
