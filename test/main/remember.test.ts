import { describe, expect, it } from 'vitest';
import { remember } from '../../src/main/remember.ts';

describe('remember', () => {
  it('makes the same thing of the same text once', () => {
    const read = remember((text) => ({ text }));
    expect(read('/a.jpg')).toBe(read('/a.jpg'));
    expect(read('/a.jpg')).not.toBe(read('/b.jpg'));
    expect(read('')).toEqual({ text: '' });
  });

  it('does not remember what was thrown', () => {
    let calls = 0;
    const read = remember((text) => {
      calls += 1;
      throw new Error(text);
    });
    expect(() => read('/a')).toThrow('/a');
    expect(() => read('/a')).toThrow('/a');
    expect(calls).toBe(2);
  });

  it('forgets what was not asked for, rather than growing', () => {
    const read = remember((text) => ({ text }));
    const first = read('/first');
    for (let index = 0; index < 300; index += 1) read(`/${index}/${'x'.repeat(8000)}`);
    expect(read('/first')).not.toBe(first);
  });
});
