/** Our way through the network against that of the package whose weights it has. */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { goodForGravity, goodForHiding } from '../../src/ops/face.ts';
import type { Sample } from '../../src/ports.ts';
import { networkSide } from '../../src/vision/mobile-net.ts';
import { createSsd, type Ssd, type SsdParams } from '../../src/vision/ssd.ts';
import type { Tensor, TensorFlow } from '../../src/vision/tensor-flow.ts';
import { turnPicture } from '../../src/vision/picture.ts';
import { overlap, people, readPeople, sampleOf } from './people.ts';

interface Located {
  readonly score: number;
  readonly relativeBox: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

interface FaceApi {
  readonly tf: TensorFlow & { readonly memory: () => { readonly numTensors: number } };
  readonly nets: {
    readonly ssdMobilenetv1: {
      readonly loadFromDisk: (folder: string) => Promise<void>;
      readonly params: SsdParams;
      readonly locateFaces: (input: Tensor, options: object) => Promise<readonly Located[]>;
    };
  };
  readonly SsdMobilenetv1Options: new (options: object) => object;
}

const require = createRequire(import.meta.url);
const folderOf = (name: string): string => dirname(require.resolve(name));

describe('the network', () => {
  let api: FaceApi;
  let ours: Ssd;
  beforeAll(async () => {
    const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm') as {
      readonly setWasmPaths: (folder: string) => void;
    };
    setWasmPaths(folderOf('@tensorflow/tfjs-backend-wasm') + sep);
    api = require('@vladmandic/face-api/dist/face-api.node-wasm.js') as FaceApi;
    await api.tf.setBackend('wasm');
    await api.tf.ready();
    await api.nets.ssdMobilenetv1.loadFromDisk(join(folderOf('@vladmandic/face-api/package.json'), 'model'));
    ours = createSsd(api.tf, api.nets.ssdMobilenetv1.params);
  });

  const locate = async ({ rgb, width, height }: Sample): Promise<readonly Located[]> => {
    const tensor = api.tf.tensor3d(rgb, [height, width, 3], 'int32');
    const options = new api.SsdMobilenetv1Options({ minConfidence: goodForHiding, maxResults: 400 });
    try {
      return await api.nets.ssdMobilenetv1.locateFaces(tensor, options);
    } finally {
      tensor.dispose();
    }
  };

  it.each([
    ['wide', 0, people[0]!],
    ['high', 90, people[1]!],
    ['upside down', 180, people[2]!],
  ] as const)('sees what the package sees, in less of its square: %s', async (_shape, turn, picture) => {
    const sample = turnPicture(await sampleOf(await readPeople(picture)), turn);
    const theirs = (await locate(sample)).filter(({ score }) => score >= goodForGravity);
    const faces = await ours(sample, networkSide);
    for (const { score, relativeBox } of theirs) {
      const face = faces.find((each) => overlap(each, relativeBox) > 0.9);
      expect(Math.abs((face?.score ?? 0) - score)).toBeLessThan(0.03); // an edge at the end of what is computed
    }
    expect(faces.filter(({ score }) => score >= goodForGravity)).toHaveLength(theirs.length);
  });

  it('draws small pictures larger', async () => {
    const small = await sampleOf(await readPeople(people[0]!), 256);
    expect((await ours(small, networkSide)).filter(({ score }) => score > 0.5)).toHaveLength(3);
  });

  it('keeps no tensors', async () => {
    const sample = await sampleOf(await readPeople(people[0]!), 256);
    const before = api.tf.memory().numTensors;
    for (const side of [256, networkSide]) await ours(sample, side);
    expect(api.tf.memory().numTensors).toBe(before);
  });
});
