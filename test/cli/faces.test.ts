import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { fileOf, overlap, people, readPeople } from '../vision/people.ts';
import { run } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'darkroom-faces-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('darkroom faces', () => {
  it('prints a line for each picture that it can read, in pixels of the upright picture', async () => {
    const [first] = people;
    const file = join(folder, 'stored on its side.jpg');
    const onItsSide = sharp(await readPeople(first!))
      .rotate(90)
      .withMetadata({ orientation: 8 });
    writeFileSync(file, await onItsSide.toBuffer());
    const text = join(folder, 'text.jpg');
    writeFileSync(text, 'no picture');
    const drawn = join(folder, 'drawn.png');

    const { code, stdout, stderr } = await run(['faces', '--landmarks', file, text]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/text\.jpg: .*not an image/);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(1);
    const [{ width, height, ms, faces }] = lines;
    expect(lines[0].file).toBe(file);
    expect([width, height]).toEqual([1920, 1280]);
    expect(ms).toBeGreaterThan(0);
    expect(faces).toHaveLength(3);
    for (const { x, y, w, h, score, landmarks } of faces) {
      expect(score).toBeGreaterThan(0.9);
      expect(landmarks).toHaveLength(68);
      const box = { x: x / width, y: y / height, width: w / width, height: h / height };
      expect(first!.boxes.filter((each) => overlap(box, each) > 0.5)).toHaveLength(1);
    }

    const again = await run(['faces', '--draw', drawn, fileOf(first!)]);
    expect([again.code, again.stderr]).toEqual([0, '']);
    expect(await sharp(drawn).metadata()).toMatchObject({ width: 1920, height: 1280, format: 'png' });
    const { x, y } = JSON.parse(again.stdout).faces[0];
    const corner = await sharp(drawn).extract({ left: x, top: y, width: 1, height: 1 }).raw().toBuffer();
    expect([...corner.subarray(0, 3)]).toEqual([0, 255, 64]);
  });

  it('draws one picture at a time', async () => {
    const { code, stderr } = await run(['faces', '--draw', 'out.png', 'a.jpg', 'b.jpg']);
    expect(code).toBe(2);
    expect(stderr).toContain('usage: darkroom faces FILE...');
  });
});
