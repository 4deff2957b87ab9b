/** Which paths a .dockerignore keeps out of the build: the last pattern that matches a path or its parent decides. */

const expressionOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/^\/|\/$/g, '')
      .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      .replace(/\*\*\/|\*|\?/g, (wild) => ({ '**/': '(?:.*/)?', '*': '[^/]*' })[wild] ?? '[^/]')}(?:/|$)`,
  );

export const createIgnored = (text: string): ((path: string) => boolean) => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ excludes: !line.startsWith('!'), pattern: expressionOf(line.replace(/^!/, '')) }));
  return (path) => lines.findLast(({ pattern }) => pattern.test(path))?.excludes ?? false;
};
