/** The same pixels, whatever fonts, languages and settings the machine has. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const script = path.join(import.meta.dirname, 'draw-and-tell.ts');

const tell = async (environment: Readonly<Record<string, string>>, ...options: readonly string[]) => {
  const { PATH = '' } = process.env;
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script, ...options], {
    env: { PATH, ...environment },
  });
  return stdout;
};

describe('a text has the same pixels', () => {
  let folder = '';
  let usual = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'darkroom-no-fonts-'));
    await writeFile(path.join(folder, 'none.conf'), '<fontconfig></fontconfig>');
    usual = await tell({ HOME: process.env['HOME'] ?? '', LANG: 'C' });
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('wherever it is drawn', () => {
    expect(usual).toMatch(/^[0-9a-f]{64}$/u);
  });

  it.each([
    ['with no fonts on the system', { FONTCONFIG_FILE: 'none.conf', FONTCONFIG_PATH: '.', HOME: '' }],
    ['in another language', { LANG: 'ar_EG.UTF-8', LC_ALL: 'ja_JP.UTF-8', LANGUAGE: 'zh_TW' }],
    ['with other ideas of pango', { PANGO_LANGUAGE: 'ja:zh:ar', FC_LANG: 'ko', FREETYPE_PROPERTIES: '' }],
  ])('%s', async (_, environment) => {
    expect(await tell(environment)).toBe(usual);
  });

  it('with nothing kept from before', async () => {
    expect(await tell({ TMPDIR: folder })).toBe(usual);
  });

  it('or is refused, where fonts cannot be chosen', async () => {
    expect(await tell({}, 'nowhere')).toBe('render.unavailable');
  });

  it('or is refused, where others were chosen before', async () => {
    expect(await tell({ FONTCONFIG_FILE: path.join(folder, 'none.conf') }, 'late')).toBe(
      'render.unavailable',
    );
    expect(await tell({}, 'late')).toBe('render.unavailable');
  });
});
