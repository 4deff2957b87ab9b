/** `npm run bench [-- language|render|quality|hits|herd|soak...] [--turns N] [--minutes N] [--seconds N] [--files N]`: figures beside the budgets they are held to. */
import { parseArgs } from 'node:util';
import { benchCosts } from './costs.ts';
import { benchFaces } from './faces.ts';
import { benchHerd } from './herd.ts';
import { benchHits } from './hits.ts';
import { benchKernels } from './kernels.ts';
import { benchLanguage } from './language.ts';
import { benchOverload } from './overload.ts';
import { benchRender } from './render.ts';
import { benchQuality } from './quality.ts';
import { type Measurement, printMeasurement } from './report.ts';
import { benchSoak } from './soak.ts';
import { benchStore } from './store.ts';
import { benchThroughput } from './throughput.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    turns: { type: 'string', default: '40' },
    minutes: { type: 'string', default: '2' },
    seconds: { type: 'string', default: '10' },
    files: { type: 'string', default: '100000' },
  },
});

const sections: Readonly<Record<string, () => Promise<readonly Measurement[]>>> = {
  language: benchLanguage,
  render: async () => benchRender(Number(values.turns)),
  hits: async () => benchHits(Math.ceil(Number(values.turns) / 4)),
  kernels: async () => benchKernels(Math.ceil(Number(values.turns) / 4)),
  costs: async () => benchCosts(Math.ceil(Number(values.turns) / 10)),
  quality: async () => benchQuality(Math.ceil(Number(values.turns) / 4)),
  herd: benchHerd,
  faces: benchFaces,
  store: async () => benchStore(Number(values.files)),
  throughput: benchThroughput,
  overload: async () => benchOverload(Number(values.seconds)),
  soak: async () => benchSoak(Number(values.minutes)),
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
