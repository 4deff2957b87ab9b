/** `npm run bench [-- language|render] [--turns N]`: figures beside the budgets they are held to. */
import { parseArgs } from 'node:util';
import { benchLanguage } from './language.ts';
import { benchRender } from './render.ts';
import { type Measurement, printMeasurement } from './report.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { turns: { type: 'string', default: '40' } },
});

const sections: Readonly<Record<string, () => Promise<readonly Measurement[]>>> = {
  language: async () => Promise.resolve(benchLanguage()),
  render: async () => benchRender(Number(values.turns)),
};

console.log(`node ${process.version}, ${process.arch}`);
let missed = 0;
for (const [name, run] of Object.entries(sections)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  for (const measurement of await run()) {
    printMeasurement(measurement);
    if (!measurement.met) missed += 1;
  }
}
process.exitCode = missed === 0 ? 0 : 1;
