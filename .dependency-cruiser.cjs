/**
 * The layers: who may import whom. Each rule says which folder it guards and why; test/house/layers.test.ts breaks
 * every one of them on purpose and sees it fire.
 *
 *   errors, result, values <- ops <- params <- url <- plan <- service <- http <- main, cli, index, render, vitest
 *   ports <- service and the adapters (pixel, vision, origin, store, cluster, assets, node), which know the core and
 *   no other adapter
 */
const core = '^src/(errors|result|values|ops|params|url|plan)([./]|$)';
const adapters = 'pixel|vision|origin|store|cluster|assets|node';
const packages = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'npm-bundled'];
const composition = '^src/(main|cli|index|render|vitest)([./]|$)';

/** `from` may import, of our own source, only `allowed`. Packages are not this rule's business. */
const layer = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^src/(${from})([./]|$)` },
  to: { path: '^src/', pathNot: `^src/(${allowed})([./]|$)` },
});

/** Only `owners` may import the package. */
const soleImporter = (name, library, owners, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/(${owners})([./]|$)` },
  to: { path: `(^|/)node_modules/(${library})(/|$)` },
});

module.exports = {
  forbidden: [
    layer('errors-are-a-leaf', 'errors', 'errors', 'The table of failures depends on nothing.'),
    layer('result-knows-errors', 'result', 'errors|result', 'A result is a value or a diagnostic.'),
    layer('values-below-ops', 'values', 'errors|result|values', 'Kinds of value know nothing of pictures.'),
    layer(
      'ops-below-params',
      'ops',
      'errors|result|values|ops',
      'Pixel operations know nothing of the language.',
    ),
    layer(
      'params-below-url',
      'params',
      'errors|result|values|ops|params',
      'A definition says what it means in pixel operations; how it is spelled in a URL is not its business.',
    ),
    layer(
      'url-below-plan',
      'url',
      'errors|result|values|ops|params|url',
      'Reading a URL needs no facts of a picture.',
    ),
    layer(
      'plan-is-core',
      'plan',
      'errors|result|values|ops|params|url|plan',
      'A plan is computed from an AST and facts, by nothing that can touch either.',
    ),
    {
      name: 'core-is-pure',
      comment: 'The core runs in a browser or a CDN worker: no Node, no packages. Pass in what it needs.',
      severity: 'error',
      from: { path: core },
      to: { dependencyTypes: ['core', ...packages] },
    },
    layer(
      'ports-know-the-core',
      'ports',
      'errors|result|values|ops|params|url|plan|ports',
      'Interfaces are written in the words of the core.',
    ),
    {
      name: 'adapters-know-core-and-ports',
      comment:
        'An adapter implements a port. What two adapters share belongs in the core or is handed in by main.',
      severity: 'error',
      from: { path: `^src/(${adapters})/` },
      to: {
        path: '^src/',
        pathNot: ['^src/(errors|result|values|ops|params|url|plan|ports)([./]|$)', '^src/$1/'],
      },
    },
    layer(
      'service-knows-ports-only',
      'service',
      'errors|result|values|ops|params|url|plan|ports|service',
      'Use cases are tested against fakes; they never name an adapter.',
    ),
    layer(
      'reference-knows-the-language',
      'reference',
      'errors|result|values|params|url|reference',
      'The documentation is generated from the definitions and from nothing else.',
    ),
    layer(
      'console-below-http',
      'console',
      'errors|result|values|ops|params|url|plan|ports|service|reference|console',
      'The console is mounted by http and talks to the use cases.',
    ),
    layer(
      'http-knows-no-adapter',
      'http',
      'errors|result|values|ops|params|url|plan|ports|service|reference|console|http',
      'HTTP turns requests into use cases; main hands it everything else.',
    ),
    layer(
      'config-is-a-leaf',
      'config',
      'errors|result|values|params|url|config',
      'Settings are read before anything else exists; the language is needed to check named transformations.',
    ),
    {
      name: 'config-is-handed-down',
      comment: 'Only what composes the program reads the configuration; the rest is given what it needs.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/config([./]|$)', composition] },
      to: { path: '^src/config([./]|$)' },
    },
    {
      name: 'nobody-imports-the-top',
      comment: 'main, cli and the library entries compose the rest.',
      severity: 'error',
      from: { path: '^src/', pathNot: composition },
      to: { path: composition },
    },
    soleImporter('sharp-in-pixel-only', 'sharp', 'pixel', 'Everything that touches libvips is in one place.'),
    soleImporter(
      'hono-in-http-only',
      'hono|@hono',
      'http|console|main',
      'The rest speaks of use cases, not of requests.',
    ),
    soleImporter('face-api-in-vision-only', '@vladmandic|@tensorflow', 'vision', 'Detection has one home.'),
    soleImporter(
      'vitest-in-its-entry-only',
      'vitest',
      'vitest',
      'The matcher is the one thing made for a test runner.',
    ),
    {
      name: 'source-stands-alone',
      comment: 'What is published must not need tests, scripts or benches.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts|bench|fixtures)/' },
    },
    {
      name: 'no-development-packages',
      comment: 'What src imports must be installed for users. vitest is their own, in its own entry.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '(^|/)node_modules/(vitest|@vitest|@types)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nobody imports it: use it or remove it.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: composition },
      to: {},
    },
    {
      name: 'everything-resolves',
      comment: 'A path that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^(dist|coverage|data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // a type-only import is a dependency too
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
