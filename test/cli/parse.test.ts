import { describe, expect, it } from 'vitest';
import { describeLine } from '../../src/cli/parse.ts';
import { run, start } from './run.ts';

describe('a line of darkroom parse', () => {
  it('that is a chain has its canonical form', () => {
    expect(describeLine('h_100,w_200,c_fill/e_sepia')).toEqual({
      input: 'h_100,w_200,c_fill/e_sepia',
      ok: true,
      canonical: 'c_fill,h_100,w_200/e_sepia',
    });
  });

  it.each(['http:', 'https:', ''])('that begins with %s// is a URL', (scheme) => {
    const input = `${scheme}//res.cloudinary.com/demo/image/upload/s--abcdefgh--/w_200/v12/dir/a.jpg`;
    expect(describeLine(input)).toEqual({
      input,
      ok: true,
      canonical: 'c_scale,w_200',
      cloud: 'demo',
      resourceType: 'image',
      type: 'upload',
      version: 12,
      publicId: 'dir/a',
      format: 'jpg',
      signature: 'abcdefgh',
    });
  });

  it('that is wrong has a code, a message and a span in the line', () => {
    expect(describeLine('c_fill,w_abc')).toMatchObject({
      ok: false,
      error: { code: 'url.invalid-value', message: expect.stringContaining('abc'), span: [7, 12] },
    });
  });

  it('that is known and not done names it', () => {
    expect(describeLine('l_video:clip/e_upscale')).toMatchObject({
      ok: true,
      unsupported: [expect.any(String), expect.any(String)],
    });
  });

  it('may be empty', () => {
    expect(describeLine('')).toEqual({ input: '', ok: true, canonical: '' });
  });
});

describe('darkroom parse', () => {
  it('answers each line with one, however many there are', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `c_fill,w_${index + 1},h_100/e_sepia`);
    const { code, stdout, stderr } = await run(['parse'], { input: `${lines.join('\n')}\n` });
    const answers = stdout.trimEnd().split('\n');
    expect([code, stderr, answers.length]).toEqual([0, '', lines.length]);
    expect(answers.every((answer, index) => JSON.parse(answer).input === lines[index])).toBe(true);
  });

  it('reads a last line without its end, and lines that end in CR LF', async () => {
    const { stdout } = await run(['parse'], { input: 'w_1\r\nw_2' });
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).input),
    ).toEqual(['w_1', 'w_2']);
  });

  it('ends quietly when nobody reads on', async () => {
    const child = start(['parse']);
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin?.on('error', () => {});
    child.stdout?.once('data', () => child.stdout?.destroy());
    child.stdin?.end('c_fill,w_100,h_100/e_sepia\n'.repeat(50_000));
    const code = await new Promise((resolve) => {
      child.on('close', resolve);
    });
    expect([code, stderr]).toEqual([0, '']);
  });
});
