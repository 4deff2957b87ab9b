// Typed lint with every rule on. A rule that is off or softened says why on its own line; test/house/lint.test.ts
// holds us to that. When a rule asks for contortions rather than for better code, soften it here, with the reason.
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Shapes that no rule of its own forbids; every folder obeys these. */
const houseSyntax = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'ExportAllDeclaration', message: 'No barrel files: import from the file that has it.' },
  { selector: 'TSEnumDeclaration', message: 'A union of string literals instead of an enum.' },
  {
    selector: 'ClassDeclaration:not([superClass.name=/(Error|Failure)$/]), ClassExpression',
    message: 'Functions and plain data instead of classes; only errors are classes.',
  },
  {
    selector: 'CallExpression[callee.property.name="includes"][callee.object.property.name="message"]',
    message: 'Tell failures apart by their code, never by their text.',
  },
  {
    selector: 'CallExpression[callee.property.name="only"][callee.object.name=/^(it|describe|test)$/]',
    message: 'A focused test hides all the others.',
  },
];

const sourceSyntax = [
  ...houseSyntax,
  {
    selector: 'ReturnStatement > Literal[raw="null"], ArrowFunctionExpression > Literal[raw="null"].body',
    message: 'Absence is undefined.',
  },
];

const environmentSyntax = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'The environment is read once, in src/config.ts, and handed down.',
};

const houseImports = [
  {
    group: ['./**/*.js', '../**/*.js'],
    message: 'Our own files are imported by their real name, ending in .ts.',
  },
  {
    group: ['node:process', 'process'],
    message: 'The global `process`, so that reading the environment shows.',
  },
];

export default defineConfig(
  // AssemblyScript in assembly/ only looks like TypeScript
  { ignores: ['.cache/', 'assembly/', 'dist/', 'coverage/', 'data/', 'fixtures/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.all,
  tseslint.configs.all,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },

  // Off, because something better says the same
  {
    rules: {
      'array-callback-return': 'off', // the compiler checks callbacks, and knows when a switch is exhaustive
      'default-case': 'off', // switch-exhaustiveness-check knows the union; a default would hide a new member
      'no-undef': 'off', // the compiler knows every name
      'max-statements': 'off', // max-lines-per-function and complexity measure what matters
      '@typescript-eslint/consistent-return': 'off', // noImplicitReturns, which knows when a switch is exhaustive
      '@typescript-eslint/explicit-function-return-type': 'off', // asked at module boundaries; inferred inside
      '@typescript-eslint/naming-convention': 'off', // names are reviewed; a pattern cannot tell verbs from nouns
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // slow, and there are no classes to assign
      '@typescript-eslint/no-unsafe-enum-assignment': 'off', // slow, and there are no enums
      camelcase: 'off', // Cloudinary's words (fill_pad, north_west) are keys and literals here
    },
  },

  // Off, because it fights plain functional TypeScript
  {
    rules: {
      'arrow-body-style': 'off', // a block around one return is fine where it reads better
      'capitalized-comments': 'off', // a comment may start with a parameter's name, such as w_
      'func-style': 'off', // declarations and arrows are both plain
      'id-length': 'off', // x, y, w and h are the words of this trade
      'no-await-in-loop': 'off', // tiers, passes and origins are tried in order on purpose
      'no-bitwise': 'off', // pixels and hashes
      'no-continue': 'off', // a guard at the top of a loop body beats a nested if
      'no-inline-comments': 'off', // a unit or a reason stands best beside its line
      'no-negated-condition': 'off', // `x !== undefined ? ... : ...` often puts the usual case first
      'no-nested-ternary': 'off', // a chain of conditions, laid out by prettier, reads as a table
      'no-plusplus': 'off', // clear in loops, and nothing here leans on its value
      'no-ternary': 'off', // an expression is better than a reassigned variable
      'no-undefined': 'off', // absence is undefined, and is said so
      'prefer-named-capture-group': 'off', // two groups in a short pattern need no names
      'require-atomic-updates': 'off', // reports closures over state that only one task writes
      'require-unicode-regexp': 'off', // the URL language is ASCII; a flag on every pattern would be noise
      'sort-imports': 'off', // imports are grouped by where they come from
      'sort-keys': 'off', // keys are in the order that explains them
      'no-underscore-dangle': 'off', // `_a` and `_i` are query names of the SDKs
      '@typescript-eslint/consistent-indexed-object-style': 'off', // an index signature can name its key
      '@typescript-eslint/consistent-type-definitions': 'off', // interface for objects, type for unions: both fit
      '@typescript-eslint/init-declarations': 'off', // a `let` filled by the branches below it is clear
      '@typescript-eslint/member-ordering': 'off', // members are in the order that explains them
      '@typescript-eslint/method-signature-style': 'off', // ports read as methods
      '@typescript-eslint/no-magic-numbers': 'off', // geometry and colour are made of numbers
      '@typescript-eslint/no-unsafe-type-assertion': 'off', // adapters and tests narrow what they just checked; an error in the core, below
      '@typescript-eslint/prefer-destructuring': 'off', // `const width = facts.width` may say it better
      '@typescript-eslint/prefer-readonly-parameter-types': 'off', // typed arrays and library types can never comply
      '@typescript-eslint/prefer-regexp-exec': 'off', // text.match(pattern) reads in the order of speech
      '@typescript-eslint/strict-void-return': 'off', // `() => list.push(x)` as a callback is harmless
    },
  },

  // Softened
  {
    rules: {
      complexity: ['error', { max: 20, variant: 'modified' }], // a switch counts once: a table of cases is not complex
      curly: ['error', 'multi-line'], // `if (x === undefined) return undefined;` is a guard on one line
      'max-lines': ['error', 300], // half of that is the aim
      'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }], // createX closures
      'new-cap': ['error', { capIsNew: false }], // libraries have functions with capital letters
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }], // `import type` on its own line
      'no-implicit-coercion': ['error', { boolean: false, allow: ['*'] }], // `!!x` is well known; `1 * size` is plain arithmetic
      'no-promise-executor-return': ['error', { allowVoid: true }], // says that the value is not wanted
      'no-void': ['error', { allowAsStatement: true }], // how no-floating-promises is told "on purpose"
      'one-var': ['error', 'never'], // one name, one line
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }], // both spellings
      '@typescript-eslint/explicit-member-accessibility': ['error', { accessibility: 'no-public' }], // it is the default
      '@typescript-eslint/max-params': ['error', { max: 5 }], // (pixels, width, height, ...) are all needed
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }], // () => close()
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' }, // while (true)
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true }, // as the compiler has it
      ],
      '@typescript-eslint/no-use-before-define': ['error', { functions: false, variables: false }], // main thing first
      '@typescript-eslint/promise-function-async': ['error', { checkArrowFunctions: false }], // `() => rm(file)`
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }], // strings sort well
      // Inside a try it must await; elsewhere both are right, and `return await` gives the better stack
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }], // sizes in messages
      '@typescript-eslint/strict-boolean-expressions': [
        'error', // objects and flags that may be absent are fine; '' and 0 are values and must be compared
        { allowString: false, allowNumber: false, allowNullableObject: true, allowNullableBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error', // a default over a library's long union is a decision; ours are listed in full
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },

  // House rules
  {
    rules: {
      'no-restricted-imports': ['error', { patterns: houseImports }],
      'no-restricted-syntax': ['error', ...houseSyntax],
    },
  },
  {
    files: ['src/**'],
    rules: { 'no-restricted-syntax': ['error', ...sourceSyntax, environmentSyntax] },
  },
  {
    files: [
      'src/config.ts',
      'src/main.ts',
      'src/cli/**',
      'src/pixel/workers/worker.ts',
      'src/pixel/text/fontconfig.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...sourceSyntax] }, // where the environment enters, is handed on whole, or is a library's only door
  },
  {
    // Not in values/: an interpreter switches on the kind and is handed that kind's value, which the compiler cannot
    // follow. Not in define.ts: there a definition's types are put away and found again, once for all.
    files: ['src/{ops,params,url,plan}/**'],
    ignores: ['src/params/define.ts'],
    rules: { '@typescript-eslint/no-unsafe-type-assertion': 'error' },
  },
  {
    files: ['src/params/**', 'src/ops/operation.ts', 'src/ports.ts'],
    rules: { 'max-lines': ['error', 400] }, // tables of definitions and interfaces
  },
  {
    files: ['src/pixel/**', 'scripts/**', 'bench/**', 'test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off', // `pixels[i]!` within a loop over known bounds
    },
  },
  {
    files: ['src/cli/**', 'scripts/**', 'bench/**'],
    rules: { 'no-console': 'off' }, // printing is their job
  },
  {
    files: ['scripts/**', 'bench/**', 'test/**'],
    rules: {
      'max-lines': ['error', 400], // a table of cases is long
      'max-lines-per-function': 'off', // a describe block is one function
      'max-nested-callbacks': 'off', // describe, it, property
      '@typescript-eslint/explicit-module-boundary-types': 'off', // nothing outside the folder depends on these
      '@typescript-eslint/max-params': 'off', // test tables call with what they have
      '@typescript-eslint/no-unsafe-assignment': 'off', // a test that misreads JSON fails by itself
      '@typescript-eslint/no-unsafe-member-access': 'off', // the same
      '@typescript-eslint/no-unsafe-argument': 'off', // the same
      '@typescript-eslint/no-unsafe-return': 'off', // the same
      '@typescript-eslint/require-await': 'off', // a fake answers a port's promise at once
      '@typescript-eslint/no-empty-function': 'off', // a fake often does nothing
      '@typescript-eslint/strict-boolean-expressions': 'off', // `length || 1` guards a division in drawing code
    },
  },

  // Configuration files: plain JavaScript in the form that their tool wants
  {
    files: ['*.js', '*.cjs', '*.config.ts'],
    rules: { 'no-restricted-syntax': 'off', 'max-lines': 'off' }, // tools want the default export, and long tables
  },
  { files: ['.ci/**'], rules: { 'no-console': 'off' } }, // printing is their job
  { files: ['**/*.js', '**/*.cjs', '**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
);
