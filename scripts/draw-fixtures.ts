// Draws the bundled pictures into fixtures/originals: `npm run fixtures`, or only some: `npm run fixtures -- logo chart`.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { drawChart } from './fixtures/chart.ts';
import { drawColorTable } from './fixtures/color-table.ts';
import { drawGlasses, drawHat } from './fixtures/dress-up.ts';
import { drawAnimation, drawAvatar, drawCmyk, drawGradient16, drawWideGamut } from './fixtures/formats.ts';
import { drawLandscape } from './fixtures/landscape/draw.ts';
import { drawLettering } from './fixtures/lettering.ts';
import { drawBadge, drawLogo } from './fixtures/logo.ts';
import { drawPortrait } from './fixtures/portrait/draw.ts';
import { drawFramed, drawSideways, drawTile } from './fixtures/scenes.ts';
import { drawStillLife } from './fixtures/still-life/draw.ts';

// avatar.webp is cut from portrait.jpg, so it comes after it.
const DRAWINGS: Readonly<Record<string, (file: string) => Promise<void>>> = {
  'portrait.jpg': drawPortrait,
  'landscape.jpg': drawLandscape,
  'still-life.jpg': drawStillLife,
  'chart.png': drawChart,
  'logo.png': drawLogo,
  'glasses.png': drawGlasses,
  'hat.png': drawHat,
  'lettering.png': drawLettering,
  'framed.png': drawFramed,
  'sideways.jpg': drawSideways,
  'wide-gamut.png': drawWideGamut,
  'cmyk.jpg': drawCmyk,
  'gradient-16.png': drawGradient16,
  'animation.gif': drawAnimation,
  'badge.svg': drawBadge,
  'avatar.webp': drawAvatar,
  'tile.avif': drawTile,
  'warm.cube': drawColorTable,
};

const folder = join(import.meta.dirname, '../fixtures/originals');
const wanted = process.argv.slice(2);
await mkdir(folder, { recursive: true });
for (const [name, draw] of Object.entries(DRAWINGS)) {
  if (wanted.length > 0 && !wanted.some((part) => name.startsWith(part))) continue;
  const startedMs = performance.now();
  await draw(join(folder, name));
  console.log(`${name}  ${String(Math.round(performance.now() - startedMs))} ms`);
}
