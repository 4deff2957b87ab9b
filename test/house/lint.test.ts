/** Holds eslint.config.js to its promise: a rule that is off or softened has its reason beside it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const lines = readFileSync(new URL('../../eslint.config.js', import.meta.url), 'utf8').split('\n');

describe('eslint.config.js', () => {
  it('gives a reason on every line that switches a rule off', () => {
    const silent = lines.filter((line) => line.includes("'off'") && !/\/\/ \S/.test(line));
    expect(silent).toEqual([]);
  });
});
