import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DarkroomServer, startDarkroom } from '../servers/darkroom.ts';
import { executablePath, launch } from './chromium.ts';

let server: DarkroomServer | undefined;
let browser: Browser | undefined;
let base = '';

interface Visit {
  readonly page: Page;
  readonly faults: readonly string[];
  readonly hosts: ReadonlySet<string>;
}

const visit = async (path: string): Promise<Visit> => {
  const page = await browser!.newPage();
  const faults: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  await page.goto(`${base}${path}`, { waitUntil: 'load' });
  return { page, faults, hosts };
};

/** As text, so that these files need no types of the browser's. */
const inPage = async <T>(page: Page, expression: string): Promise<T> => page.evaluate<T>(expression);

describe.skipIf(executablePath === undefined)('the first page, in a real browser (needs chromium)', () => {
  beforeAll(async () => {
    server = await startDarkroom({ CLOUDINARY_URL: 'cloudinary://key:secret@demo' });
    ({ base } = server);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('shows every original and what became of it, and asks nobody else for anything', async () => {
    const { page, faults, hosts } = await visit('/');
    const widths = await inPage<readonly number[]>(
      page,
      'Promise.all([...document.images].map((image) => image.decode().then(() => image.naturalWidth)))',
    );
    expect(widths).toHaveLength(6);
    expect(Math.min(...widths)).toBeGreaterThan(200);
    expect(faults).toEqual([]);
    expect([...hosts]).toEqual([base]);
  });

  it('describes every picture for those who cannot see it', async () => {
    const { page } = await visit('/');
    const texts = await inPage<readonly string[]>(page, '[...document.images].map((image) => image.alt)');
    expect(texts.every((text) => text.length > 10)).toBe(true);
  });

  it('fits a narrow window without scrolling sideways', async () => {
    const { page } = await visit('/');
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await inPage<number>(page, 'document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });

  it('prints URLs at start that show the same pictures', async () => {
    const { page } = await visit('/');
    const shown = await inPage<readonly string[]>(page, '[...document.images].map((image) => image.src)');
    const printed = [...(server?.greeting ?? '').matchAll(/try\s+(\S+)/g)].map(
      ([, url = '']) => new URL(url).pathname,
    );
    expect(printed).toHaveLength(3);
    const paths = shown.map((source) => new URL(source).pathname);
    expect(paths).toEqual(expect.arrayContaining(printed));
  });
});
