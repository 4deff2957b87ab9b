/** `darkroom render FILE CHAIN -o OUT`: develops one file; its layers lie beside it, or in `--layers FOLDER`. */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { createPixelEngine } from '../pixel/engine.ts';
import { createLog } from '../node/log.ts';
import { createRender, findFacesWith } from '../render.ts';
import { createFaceDetector } from '../vision/detector.ts';
import { type Command, UsageError } from './command.ts';
import { describeFailure } from './describe-failure.ts';
import { findLayerIn } from './find-layer.ts';
import { readSettings } from './settings.ts';

const usage = 'darkroom render FILE CHAIN -o OUT (- for standard output) [--layers FOLDER]';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it may not be touched',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file or folder',
};

const reasonOf = (error: unknown): string => {
  const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
  return reasons[code] ?? code;
};

const readInput = async (file: string): Promise<Uint8Array> => {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Error(`cannot read ${file}: ${reasonOf(error)}`, { cause: error });
  }
};

const writeOutput = async (file: string, bytes: Uint8Array): Promise<void> => {
  try {
    await writeFile(file, bytes);
  } catch (error) {
    throw new Error(`cannot write ${file}: ${reasonOf(error)}`, { cause: error });
  }
};

export const render: Command = async (args, terminal) => {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: { output: { type: 'string', short: 'o' }, layers: { type: 'string' } },
    allowPositionals: true,
    strict: true,
  });
  const [file, chain, ...more] = positionals;
  const { output, layers = file === undefined ? '.' : dirname(file) } = values;
  if (file === undefined || chain === undefined || output === undefined || more.length > 0) {
    throw new UsageError(`usage: ${usage}`);
  }
  const config = readSettings(terminal);
  if (config === undefined) return 1;
  const { limits } = config;
  const bytes = await readInput(file);
  const extension = extname(output).slice(1);
  try {
    const renderPicture = createRender({
      engine: createPixelEngine({ limits }),
      limits,
      findFaces: findFacesWith(
        createFaceDetector({ log: createLog(config.logLevel), tiles: config.faceTiles }),
      ),
    });
    const picture = await renderPicture(bytes, chain, {
      findLayer: findLayerIn(layers),
      ...(extension !== '' && { format: extension }),
    });
    if (output === '-') {
      await terminal.print(picture.bytes);
      return 0;
    }
    await writeOutput(output, picture.bytes);
    const { width, height, contentType } = picture;
    await terminal.print(`${output}: ${width}x${height} ${contentType}, ${picture.bytes.length} bytes\n`);
    return 0;
  } catch (error) {
    terminal.printError(describeFailure(error, chain));
    return 1;
  }
};
