/** Breaks every layer rule on purpose, in a made-up source tree, and sees that exactly that rule fires. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const configuration = path.join(root, '.dependency-cruiser.cjs');

interface Rule {
  readonly name: string;
}

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: Rule;
}

const { forbidden } = createRequire(import.meta.url)(configuration) as {
  readonly forbidden: readonly Rule[];
};

/** rule: [file that imports, what it imports]. A path of ours is also created; anything else is a package. */
const offences: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'errors-are-a-leaf': ['src/errors.ts', 'src/values/ast.ts'],
  'result-knows-errors': ['src/result.ts', 'src/values/int.ts'],
  'values-below-ops': ['src/values/color.ts', 'src/ops/facts.ts'],
  'ops-below-params': ['src/ops/operation.ts', 'src/params/define.ts'],
  'params-below-url': ['src/params/effect/sepia.ts', 'src/url/tokens.ts'],
  'url-below-plan': ['src/url/parse.ts', 'src/plan/lower.ts'],
  'plan-is-core': ['src/plan/limits.ts', 'src/ports.ts'],
  'core-is-pure': ['src/plan/key.ts', 'node:crypto'],
  'ports-know-the-core': ['src/ports.ts', 'src/service/deliver.ts'],
  'adapters-know-core-and-ports': ['src/origin/file.ts', 'src/store/memory.ts'],
  'service-knows-ports-only': ['src/service/resolve.ts', 'src/origin/http.ts'],
  'reference-knows-the-language': ['src/reference/page.ts', 'src/plan/needs.ts'],
  'console-below-http': ['src/console/home.ts', 'src/pixel/engine.ts'],
  'http-knows-no-adapter': ['src/http/app.ts', 'src/store/disk.ts'],
  'config-is-a-leaf': ['src/config.ts', 'src/ports.ts'],
  'config-is-handed-down': ['src/http/headers.ts', 'src/config.ts'],
  'nobody-imports-the-top': ['src/http/health.ts', 'src/main.ts'],
  'sharp-in-pixel-only': ['src/service/explain.ts', 'sharp'],
  'hono-in-http-only': ['src/service/purge.ts', 'hono'],
  'face-api-in-vision-only': ['src/pixel/crop.ts', '@vladmandic/face-api'],
  'vitest-in-its-entry-only': ['src/service/warm.ts', 'vitest'],
  'source-stands-alone': ['src/cli/main.ts', 'test/support/server.ts'],
  'no-development-packages': ['src/pixel/compare.ts', 'fast-check'],
  'no-cycles': ['src/values/left.ts', 'src/values/right.ts'],
  'no-orphans': ['src/values/alone.ts', ''],
  'everything-resolves': ['src/service/typo.ts', './not-there.ts'],
};

/** Packages that need not be installed for the rule to be tried. */
const stubs = ['@vladmandic/face-api'];

/** Everything that the layers allow and a rule written too widely would forbid. */
const allowed: readonly (readonly [from: string, to: string])[] = [
  ['src/origin/allowed.ts', 'src/origin/guard.ts'],
  ['src/store/allowed.ts', 'src/ports.ts'],
  ['src/service/allowed.ts', 'src/plan/plan.ts'],
  ['src/http/allowed.ts', 'hono'],
  ['src/pixel/allowed.ts', 'sharp'],
  ['src/main.ts', 'src/config.ts'],
  ['src/index.ts', 'src/main.ts'],
  ['src/vitest.ts', 'vitest'],
];

const isOurs = (target: string): boolean => /^(src|test)\//.test(target);

const importLine = (from: string, target: string): string => {
  if (!isOurs(target)) return `import '${target}';\n`;
  const relative = path.posix.relative(path.posix.dirname(from), target);
  return `import '${relative.startsWith('.') ? relative : `./${relative}`}';\n`;
};

/** Writes the tree: each file with its imports, each imported file of ours at least empty. */
const writeTree = (folder: string): void => {
  const files = new Map<string, string>();
  const add = (from: string, line: string): unknown => files.set(from, (files.get(from) ?? '') + line);
  for (const [from, to] of [...Object.values(offences), ...allowed]) {
    add(from, to === '' ? '' : importLine(from, to));
    if (isOurs(to)) add(to, '');
  }
  add('src/values/right.ts', importLine('src/values/right.ts', 'src/values/left.ts'));
  for (const [file, text] of files) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${text}export {};\n`);
  }
};

describe('the layer rules', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'darkroom-layers-'));
  let violations: readonly Violation[] = [];

  beforeAll(() => {
    writeTree(folder);
    writeFileSync(
      path.join(folder, 'tsconfig.json'),
      '{"compilerOptions":{"module":"nodenext","noEmit":true}}',
    );
    writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ devDependencies: { 'fast-check': '*' } }),
    );
    mkdirSync(path.join(folder, 'node_modules'));
    for (const name of ['sharp', 'hono', 'vitest', 'fast-check']) {
      symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name), 'junction');
    }
    for (const name of stubs) {
      mkdirSync(path.join(folder, 'node_modules', name), { recursive: true });
      writeFileSync(path.join(folder, 'node_modules', name, 'index.js'), '');
    }
    const cruise = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const options = ['--config', configuration, '--output-type', 'json', 'src', 'test'];
    // The json reporter ends well even with violations; the exit code belongs to the reporters for people.
    const text = execFileSync(process.execPath, [cruise, ...options], { cwd: folder, encoding: 'utf8' });
    const report = JSON.parse(text) as { readonly summary: { readonly violations: readonly Violation[] } };
    violations = report.summary.violations;
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('has an offence here for every rule', () => {
    expect(Object.keys(offences).sort()).toEqual(forbidden.map((rule) => rule.name).sort());
  });

  it.each(Object.entries(offences))('fires %s', (name, [from]) => {
    expect(violations.filter((violation) => violation.from === from).map(({ rule }) => rule.name)).toContain(
      name,
    );
  });

  it.each(allowed)('lets %s import %s', (from, to) => {
    const target = isOurs(to) ? to : `node_modules/${to}/`;
    expect(
      violations.filter((violation) => violation.from === from && violation.to.includes(target)),
    ).toEqual([]);
  });
});
