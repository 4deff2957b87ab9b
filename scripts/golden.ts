/**
 * `npm run golden -- review [NAME]` shows examples whose golden is missing or differs, as a page and contact sheets.
 * `npm run golden -- accept [NAME]` makes what is rendered now the goldens. NAME is the beginning of a golden's name,
 * such as `e_sepia`. `review --all [NAME]` shows the others as well.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeRaster, type Raster, vipsVersion } from '../src/pixel/raster.ts';
import { drawDifference } from '../src/vitest/compare.ts';
import { judge, type Verdict, writePng } from '../src/vitest/golden.ts';
import { readTolerance } from '../src/vitest/tolerance.ts';
import {
  type GoldenExample,
  goldenExamples,
  goldenFolder,
  listGoldens,
  readRecordedVips,
  recordFile,
  renderExample,
} from '../test/golden/examples.ts';
import { type ReviewRow, writePage } from './golden/page.ts';
import { writeSheets } from './golden/sheet.ts';

interface Judged {
  readonly example: GoldenExample;
  readonly actual: Raster;
  readonly verdict: Verdict;
  readonly maxDelta: number;
}

const root = path.resolve(import.meta.dirname, '..');
const reviewFolder = path.join(root, '.cache/golden');
const fileOf = ({ name }: GoldenExample): string => path.join(goldenFolder, `${name}.png`);

const judgeExample = async (example: GoldenExample): Promise<Judged> => {
  const actual = await decodeRaster(await renderExample(example));
  const tolerance = readTolerance(example.tolerance ?? {});
  const verdict = await judge(fileOf(example), actual, tolerance);
  return { example, actual, verdict, maxDelta: tolerance.maxDelta };
};

const describe = (verdict: Verdict): string => {
  switch (verdict.kind) {
    case 'different': {
      const { changedRatio, maxDelta } = verdict.difference;
      return `${(changedRatio * 100).toFixed(2)} % of the pixels differ, by up to ${maxDelta}`;
    }
    case 'size':
      return 'the size differs';
    case 'missing':
      return 'there is no golden yet';
    case 'same':
      return 'as accepted';
  }
};

const toRow = async ({ example, actual, verdict, maxDelta }: Judged): Promise<ReviewRow> => {
  const pictures: [string, Raster][] = [];
  if ('expected' in verdict) pictures.push(['expected', verdict.expected]);
  pictures.push(['actual', actual]);
  if (verdict.kind === 'different') {
    pictures.push(['diff', drawDifference(verdict.expected, actual, maxDelta)]);
  }
  const files: [string, string][] = [];
  for (const [title, raster] of pictures) {
    const file = path.join(reviewFolder, `${example.name}.${title}.png`);
    await writePng(file, raster);
    files.push([title, file]);
  }
  return { name: example.name, of: example.of, fault: describe(verdict), pictures: files };
};

const review = async (judged: readonly Judged[]): Promise<void> => {
  if (judged.length === 0) {
    console.log('Every example is as accepted.');
    return;
  }
  await rm(reviewFolder, { recursive: true, force: true });
  await mkdir(reviewFolder, { recursive: true });
  const rows = await Promise.all(judged.map(toRow));
  const page = path.join(reviewFolder, 'index.html');
  await writeFile(page, writePage(rows, reviewFolder));
  const cells = rows.flatMap(({ name, of, pictures }) =>
    pictures.map(([title, file]) => ({
      label: `${name} (${of}${title === 'actual' ? '' : `, ${title}`})`,
      file,
    })),
  );
  const sheets = await writeSheets(cells, reviewFolder, 'sheet');
  for (const { name, fault } of rows) console.log(`${name}: ${fault}`);
  console.log(['', page, ...sheets].map((file) => path.relative(root, file)).join('\n'));
};

const accept = async (judged: readonly Judged[], isWhole: boolean): Promise<void> => {
  for (const { example, actual, verdict } of judged) {
    await writePng(fileOf(example), actual);
    console.log(`accepted ${example.name}: ${describe(verdict)}`);
  }
  if (!isWhole) {
    if (readRecordedVips() !== vipsVersion) {
      console.log('The record of libvips changes when all are accepted at once.');
    }
    return;
  }
  const names = goldenExamples.map(({ name }) => name);
  for (const stale of (await listGoldens()).filter((name) => !names.includes(name))) {
    await rm(path.join(goldenFolder, `${stale}.png`));
    console.log(`removed ${stale}: no example has it any more`);
  }
  await writeFile(recordFile, `${JSON.stringify({ vips: vipsVersion }, undefined, 2)}\n`);
};

const [command, ...rest] = process.argv.slice(2);
const isAll = rest.includes('--all');
const wanted = rest.find((argument) => !argument.startsWith('--')) ?? '';
const examples = goldenExamples.filter(({ name }) => name.startsWith(wanted));

if ((command !== 'review' && command !== 'accept') || examples.length === 0) {
  console.error(
    examples.length === 0
      ? `No golden's name begins with ${wanted}`
      : 'Usage: npm run golden -- review [--all] [NAME], or npm run golden -- accept [NAME]',
  );
  process.exitCode = 1;
} else {
  await mkdir(goldenFolder, { recursive: true });
  const judged: Judged[] = [];
  for (const example of examples) judged.push(await judgeExample(example));
  const open = judged.filter(({ verdict }) => verdict.kind !== 'same');
  if (command === 'review') await review(isAll ? judged : open);
  else await accept(open, wanted === '');
}
