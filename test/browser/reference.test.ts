import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DarkroomServer, startDarkroom } from '../servers/darkroom.ts';
import { executablePath, launch } from './chromium.ts';

let server: DarkroomServer | undefined;
let browser: Browser | undefined;
let base = '';

interface Visit {
  readonly page: Page;
  /** Whatever the console was told: errors of scripts, breaches of the policy. */
  readonly faults: readonly string[];
  readonly hosts: ReadonlySet<string>;
}

/** A picture that is refused is told of by the browser too; the page shows the sentence, which is what it is for. */
const isRefusedPicture = (text: string): boolean => /status of (?:400|503)/u.test(text);

const visit = async (address: string): Promise<Visit> => {
  const page = await browser!.newPage({ viewport: { width: 1300, height: 900 } });
  const faults: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusedPicture(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  await page.goto(`${base}${address}`, { waitUntil: 'domcontentloaded' });
  return { page, faults, hosts };
};

const card = (page: Page, id: string): Locator => page.locator(`article[id="${id}"]`);

const shownIds = async (page: Page): Promise<readonly string[]> =>
  page.locator('article:not([hidden])').evaluateAll((cards) => cards.map(({ id }) => id));

/** The address of the picture in a card, once it is one with this part in it and there to be seen. */
const waitForPicture = async (page: Page, id: string, part: string, side = 'after'): Promise<string> => {
  const image = card(page, id).locator(`.${side} img[src*="${part}"]`);
  const isThere = async (): Promise<boolean> =>
    (await image.count()) === 1 &&
    image.evaluate((element) => (element as unknown as { naturalWidth: number }).naturalWidth > 0);
  await expect.poll(isThere, { timeout: 50_000 }).toBe(true); // the page itself asks again where the server was busy
  return (await image.getAttribute('src')) ?? '';
};

describe.skipIf(executablePath === undefined)('the reference, in a real browser (needs chromium)', () => {
  beforeAll(async () => {
    server = await startDarkroom({ CLOUDINARY_URL: 'cloudinary://key:secret@demo' });
    ({ base } = server);
    browser = await launch();
  });
  afterEach(async () => {
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('finds by name and by purpose, and has what is asked for in its address', async () => {
    const { page, faults } = await visit('/_/reference');
    await page.locator('#query').fill('round');
    expect((await shownIds(page))[0]).toBe('r');
    await page.locator('#query').fill('e_sepia');
    expect((await shownIds(page))[0]).toBe('e_sepia');
    await page.locator('#query').fill('crop to face');
    expect(await shownIds(page)).toEqual(expect.arrayContaining(['g', 'c_thumb']));
    expect(page.url()).toContain('query=crop+to+face');
    await page.reload({ waitUntil: 'domcontentloaded' });
    expect(await page.locator('#query').inputValue()).toBe('crop to face');
    await page.locator('#query').fill('xyzzy');
    expect(await shownIds(page)).toEqual([]);
    expect(await page.locator('#nothing').isVisible()).toBe(true);
    expect(faults).toEqual([]);
  });

  it('filters by kind and status, together with a search', async () => {
    const { page } = await visit('/_/reference?kind=refused');
    expect(await shownIds(page)).toContain('e_upscale');
    expect(await page.locator('h2:visible').allTextContents()).toEqual(['Known, and refused by name']);
    expect(await shownIds(page)).not.toContain('e_sepia');
    await page.locator('#kind').selectOption('effects');
    await page.locator('#status').selectOption('exact');
    expect(await shownIds(page)).toEqual(expect.arrayContaining(['e_grayscale', 'e_negate']));
    expect(await shownIds(page)).not.toContain('e_sepia');
    await page.locator('#query').fill('grey');
    expect(await page.locator('h2:visible').allTextContents()).toEqual([]);
    expect((await shownIds(page))[0]).toBe('e_grayscale');
  });

  it('moves picture and address with a control, and asks nobody else for anything', async () => {
    const { page, faults, hosts } = await visit('/_/reference/e_sepia');
    expect(page.url()).toBe(`${base}/_/reference#e_sepia`);
    const sepia = card(page, 'e_sepia');
    await waitForPicture(page, 'e_sepia', 'e_sepia/');
    await sepia.locator('input[type=range]').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    expect(await sepia.locator('[data-field="e_sepia.level"]').inputValue()).toBe('2');
    expect(await sepia.locator('.chain input').inputValue()).toBe('c_scale,w_200/e_sepia:2');
    expect(await sepia.locator('.url').innerText()).toBe(
      '/demo/image/upload/c_scale,w_200/e_sepia:2/portrait.webp',
    );
    const source = await waitForPicture(page, 'e_sepia', 'e_sepia:2/');
    expect(new URL(source, page.url()).href).toBe(await sepia.locator('.url').evaluate((url) => url.href));
    expect(faults).toEqual([]);
    expect([...hosts]).toEqual([base]);
  });

  it('says what the server says of a wrong value, keeps the picture, and recovers', async () => {
    const { page, faults } = await visit('/_/reference#e_sepia');
    const sepia = card(page, 'e_sepia');
    const level = sepia.locator('[data-field="e_sepia.level"]');
    const verdict = sepia.locator('.verdict');
    await level.fill('900');
    const refused = await fetch(`${base}/demo/image/upload/c_scale,w_200/e_sepia:900/portrait.webp`);
    const { error } = (await refused.json()) as { readonly error: { readonly message: string } };
    expect(await verdict.innerText()).toBe(error.message);
    expect(await sepia.locator('.url').innerText()).not.toContain('900');
    await level.fill('30');
    await waitForPicture(page, 'e_sepia', 'e_sepia:30/');
    expect(await verdict.innerText()).toBe('');
    expect(faults).toEqual([]);
  });

  it('tells what only planning the picture can find out', async () => {
    const { page } = await visit('/_/reference#b');
    const background = card(page, 'b');
    await background.locator('.chain input').fill('c_scale,w_200/b_auto');
    const verdict = background.locator('.verdict');
    await verdict.getByText('belongs to a crop that pads').waitFor();
  });

  it('reads a chain that is written by hand back into its controls', async () => {
    const { page } = await visit('/_/reference#c_fill');
    const fill = card(page, 'c_fill');
    await fill.locator('.chain input').fill('c_fill,g_north,w_77,h_90/e_negate');
    expect(await fill.locator('[data-field="w.value"]').inputValue()).toBe('77');
    expect(await fill.locator('[data-field="g.value"]').inputValue()).toBe('north');
    await fill.locator('[data-field="h.value"]').fill('120');
    expect(await fill.locator('.url').innerText()).toContain('c_fill,g_north,h_120,w_77/e_negate');
    await waitForPicture(page, 'c_fill', 'h_120,w_77/e_negate');
  });

  it('shows another example where it is pressed, and another original where one is named', async () => {
    const { page } = await visit('/_/reference#e_blur');
    const blur = card(page, 'e_blur');
    await blur.locator('.example').nth(1).click();
    await waitForPicture(page, 'e_blur', 'e_blur:600/');
    expect(await blur.locator('[data-field="e_blur.strength"]').inputValue()).toBe('600');
    await page.locator('#original').fill('portrait.jpg');
    await waitForPicture(page, 'e_blur', '/portrait.jpg');
    await waitForPicture(page, 'e_blur', '/portrait.jpg', 'before');
    await page.locator('#original').fill('nowhere.jpg');
    await blur.locator('.verdict').getByText('not found').waitFor();
  });

  it('can be used with the keyboard alone: slash goes to the search, a colour may be typed', async () => {
    const { page } = await visit('/_/reference');
    await page.keyboard.press('/');
    await page.keyboard.type('e_colorize');
    expect((await shownIds(page))[0]).toBe('e_colorize');
    const colorize = card(page, 'e_colorize');
    await colorize.locator('[data-field="co.value"]').focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('teal');
    expect(await colorize.locator('.chain input').inputValue()).toContain('co_teal');
    await waitForPicture(page, 'e_colorize', 'co_rgb:008080');
  });

  it('copies the whole address', async () => {
    const { page } = await visit('/_/reference#e_negate');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const negate = card(page, 'e_negate');
    await negate.locator('.copy').click();
    await negate.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      `${base}/demo/image/upload/c_scale,w_200/e_negate/portrait.webp`,
    );
  });

  it('asks for few pictures until somebody looks further down', async () => {
    const page = await browser!.newPage({ viewport: { width: 1300, height: 900 } });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${base}/_/reference`, { waitUntil: 'load' });
    expect(asked.filter((url) => url.includes('/image/upload/')).length).toBeLessThan(40);
  });

  it.each([360, 820, 1440])('fits a window of %i pixels without scrolling sideways', async (width) => {
    const { page } = await visit('/_/reference?query=e_');
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  it('names every control for those who cannot see it', async () => {
    const { page } = await visit('/_/reference');
    const unnamed = await page.evaluate<number>(
      `[...document.querySelectorAll('input, select, button, a')].filter((each) =>
        !(each.labels?.length || each.getAttribute('aria-label') || each.textContent.trim())).length`,
    );
    expect(unnamed).toBe(0);
    const ids = await page.evaluate<readonly string[]>(
      `[...document.querySelectorAll('[id]')].map(({ id }) => id)`,
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
