/** What our Dockerfile keeps to. Each rule tells what breaks it, or nothing. */
import {
  copiesOf,
  type Dockerfile,
  type Instruction,
  pairsOf,
  parseDockerfile,
  restsOf,
  wordsOf,
} from './parse.ts';

export interface Surroundings {
  readonly exists: (path: string) => boolean;
  readonly isIgnored: (path: string) => boolean;
  /** Of TypeScript under src/ it makes JavaScript under dist/. */
  readonly sourceOf: (built: string) => string;
  readonly isSetting: (variable: string) => boolean;
}

type Rule = (file: Dockerfile, surroundings: Surroundings) => readonly string[];

const unless = (isFine: boolean, fault: string): readonly string[] => (isFine ? [] : [fault]);

const lastOf = (file: Dockerfile): readonly Instruction[] => file.stages.at(-1)?.instructions ?? [];
const allOf = (file: Dockerfile): readonly Instruction[] => [
  ...file.preamble,
  ...file.stages.flatMap(({ instructions }) => instructions),
];
const commandOf = (file: Dockerfile): readonly string[] | undefined =>
  wordsOf(restsOf(lastOf(file), 'CMD').at(-1) ?? '');

/** Absent when there is none, or only in the shell form. */
export const healthCommandOf = (file: Dockerfile): readonly string[] | undefined =>
  wordsOf((restsOf(lastOf(file), 'HEALTHCHECK').at(-1) ?? '').replace(/^.*?\bCMD\s+/, ''));

const fixedVersion = /^[\w./-]+:(?!latest)[\w.-]*\d[\w.-]*(?:@sha256:[0-9a-f]{64})?$/;

export const rules: Readonly<Record<string, Rule>> = {
  'has several stages, all on the base that can be chosen': ({ preamble, stages }) => [
    ...unless(stages.length > 1, 'there is one stage'),
    ...unless(fixedVersion.test(pairsOf(preamble, 'ARG').get('BASE') ?? ''), 'BASE has no fixed version'),
    ...stages.filter(({ from }) => from !== '$BASE').map(({ from }) => `a stage starts from ${from}`),
  ],
  'runs as a number that is not root, on files that are not its own': (file) => [
    ...unless(/^[1-9]\d*:[1-9]\d*$/.test(restsOf(lastOf(file), 'USER').at(-1) ?? ''), 'no numeric user'),
    ...restsOf(lastOf(file), 'COPY').flatMap((rest) => unless(!/--ch(?:own|mod)/.test(rest), rest)),
  ],
  'starts without a shell what the build makes': (file, { exists, sourceOf }) => {
    const [node, built = '', ...rest] = commandOf(file) ?? [];
    return [
      ...unless(node === 'node', 'CMD is not node in the exec form'),
      ...unless(rest.join(' ') === 'serve', 'CMD does not serve'),
      ...unless(exists(sourceOf(built)), `no source of ${built}`),
      ...restsOf(lastOf(file), 'ENTRYPOINT').flatMap((form) => unless(wordsOf(form) !== undefined, form)),
    ];
  },
  'asks for its health with node alone': (file) => {
    const command = healthCommandOf(file) ?? [];
    return [
      ...unless(command[0] === 'node' && command[1] === '-e', 'HEALTHCHECK is not node in the exec form'),
      ...unless(command[2]?.includes("'/healthz'") === true, 'HEALTHCHECK does not ask /healthz'),
    ];
  },
  'ends on SIGTERM': (file) =>
    unless(restsOf(lastOf(file), 'STOPSIGNAL').at(-1) === 'SIGTERM', 'another signal'),
  'listens outside, and keeps everything in a volume of its user': (file, { isSetting }) => {
    const env = pairsOf(lastOf(file), 'ENV');
    const folder = env.get('DARKROOM_DATA') ?? '';
    const [user = '', group = ''] = (restsOf(lastOf(file), 'USER').at(-1) ?? '').split(':');
    const isMade = restsOf(lastOf(file), 'RUN').some((run) =>
      run.includes(`install -d -o ${user} -g ${group} ${folder}`),
    );
    return [
      ...unless(env.get('HOST') === '0.0.0.0', 'HOST is not 0.0.0.0'),
      ...unless(env.get('NODE_ENV') === 'production', 'NODE_ENV is not production'),
      ...unless(folder !== '' && restsOf(lastOf(file), 'VOLUME').includes(folder), 'no volume for the data'),
      ...unless(isMade, 'the data folder is not made for the user'),
      ...unless(restsOf(lastOf(file), 'EXPOSE').includes(env.get('PORT') ?? ''), 'another port is exposed'),
      ...[...env.keys()].filter((name) => name.startsWith('DARKROOM_') && !isSetting(name)),
    ];
  },
  'loads jemalloc on every architecture': (file) => {
    const preload = pairsOf(lastOf(file), 'ENV').get('LD_PRELOAD') ?? '';
    const runs = restsOf(lastOf(file), 'RUN').join('\n');
    return [
      ...unless(preload === 'libjemalloc.so.2', `LD_PRELOAD is "${preload}"`),
      ...unless(/apt-get install .*\blibjemalloc2\b/.test(runs), 'libjemalloc2 is not installed'),
      ...unless(/grep .*libjemalloc .*\/proc\/self\/maps/.test(runs), 'nothing proves that it is loaded'),
    ];
  },
  'installs from the lock file, and takes along what production needs': (file) => {
    const installs = file.stages.flatMap(({ name, instructions }) =>
      restsOf(instructions, 'RUN')
        .filter((run) => /\bnpm (?:ci|i|install|add)\b/.test(run))
        .map((run) => ({ name, run })),
    );
    const modules = copiesOf(lastOf(file)).find(({ sources }) => sources[0]?.endsWith('/node_modules'));
    const origin = installs.find(({ name }) => name !== undefined && name === modules?.from);
    return [
      ...installs.filter(({ run }) => !/\bnpm ci\b/.test(run)).map(({ run }) => run),
      ...unless(/\bnpm ci\b.* --omit=dev\b/.test(origin?.run ?? ''), 'development packages come along'),
      ...unless(!restsOf(lastOf(file), 'RUN').some((run) => run.includes('npm ')), 'npm in the last stage'),
    ];
  },
  'copies what is there, and has the pictures of the first URLs': (file, { exists, isIgnored }) => {
    const copies = file.stages.flatMap(({ instructions }) => copiesOf(instructions));
    const stages = new Set(file.stages.map(({ name }) => name));
    const ours = copies.filter(({ from }) => from === undefined).flatMap(({ sources }) => sources);
    const last = copiesOf(lastOf(file)).flatMap(({ sources }) => sources);
    return [
      ...ours.filter((path) => !exists(path)).map((path) => `there is no ${path}`),
      ...ours.filter(isIgnored).map((path) => `.dockerignore keeps ${path} out`),
      ...copies.flatMap(({ from }) => unless(from === undefined || stages.has(from), `no stage ${from}`)),
      ...['package.json', 'LICENSE', 'fixtures/originals', '/app/dist', '/app/node_modules']
        .filter((path) => !last.includes(path))
        .map((path) => `${path} is not in the image`),
    ];
  },
  'keeps out what is private, or only ours': (_, { isIgnored }) =>
    [
      '.env',
      '.npmrc',
      '.git/config',
      'data/cloudinary-url',
      'node_modules/sharp',
      'dist/main.js',
      'test/a.ts',
    ]
      .filter((path) => !isIgnored(path))
      .map((path) => `.dockerignore lets ${path} in`),
  'takes nothing from elsewhere, and holds no secret': (file) => [
    ...restsOf(allOf(file), 'ADD').map((rest) => `ADD ${rest}`),
    ...allOf(file).flatMap(({ rest }) => unless(!/\b(?:curl|wget)\b|https?:|npmrc|--mount/.test(rest), rest)),
    ...[...pairsOf(allOf(file), 'ENV').keys(), ...pairsOf(allOf(file), 'ARG').keys()].filter((name) =>
      /secret|token|passw|cloudinary|_key|aws/i.test(name),
    ),
  ],
  'leaves no package lists behind': (file) =>
    restsOf(lastOf(file), 'RUN')
      .filter((run) => run.includes('apt-get'))
      .flatMap((run) => [
        ...unless(run.includes('--no-install-recommends'), 'recommended packages come along'),
        ...unless(run.includes('rm -rf /var/lib/apt/lists'), 'package lists stay'),
      ]),
  'says what it is': (file) =>
    ['title', 'description', 'licenses', 'version', 'revision', 'base.name']
      .filter((name) => !pairsOf(lastOf(file), 'LABEL').get(`org.opencontainers.image.${name}`))
      .map((name) => `no label for its ${name}`),
};

/** Every fault, with the rule that it breaks. */
export const findFaults = (text: string, surroundings: Surroundings): readonly string[] => {
  const file = parseDockerfile(text);
  return Object.entries(rules).flatMap(([name, rule]) =>
    rule(file, surroundings).map((fault) => `${name}: ${fault}`),
  );
};
