/** The first page: what the example URLs do, before and after. Self-contained, and nothing on it can run. */
import { paintPath } from '../reference/address.ts';
import { escapeHtml } from '../reference/escape-html.ts';
import { type Example, pathOfExample, pathOfOriginal } from './examples.ts';
import { homeStyle } from './home-style.ts';

export interface Home {
  readonly cloud: string;
  /** Those whose originals are there. */
  readonly examples: readonly Example[];
}

const renderExample = (cloud: string, example: Example): string => {
  const after = escapeHtml(pathOfExample(cloud, example));
  return `
<article>
  <div class="pair">
    <figure class="before"><img src="${escapeHtml(pathOfOriginal(cloud, example))}" alt="${escapeHtml(example.alt)}">
      <figcaption>${escapeHtml(example.original)}</figcaption></figure>
    <div class="arrow" aria-hidden="true">→</div>
    <figure class="after"><img src="${after}" alt="${escapeHtml(`${example.alt}, developed: ${example.caption}`)}">
      <figcaption>${escapeHtml(example.source)}</figcaption></figure>
  </div>
  <div class="text"><h2>${escapeHtml(example.caption)}</h2><a href="${after}">${paintPath({ cloud, ...example })}</a></div>
</article>`;
};

const withoutExamples = `
<p>The bundled pictures are not among the origins of this server. Put a picture of yours where its originals are,
and ask for it here by its name.</p>`;

const renderHome = ({ cloud, examples }: Home): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Darkroom</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'%3E%3Ccircle cx='5' cy='5' r='4' fill='%23b3261e'/%3E%3C/svg%3E">
<style>${homeStyle}</style>
<body>
<header>
  <h1>Darkroom</h1>
  <p class="lead">A URL goes in, a developed picture comes out. Change any part of the addresses below and see.</p>
</header>
<main>${examples.length === 0 ? withoutExamples : examples.map((example) => renderExample(cloud, example)).join('')}
</main>
<footer>
  <p><a href="_/reference">Everything that a URL can say</a>, each with a picture and controls to try it.</p>
  <p>Put <code>/_/explain</code> in front of a path to see, step by step, what it means. Every component between two
  slashes works on what the one before it made.</p>
</footer>
</body>
</html>
`;

export const respondWithHome = (request: Request, home: Home): Response => {
  const body = new TextEncoder().encode(renderHome(home));
  return new Response(request.method === 'HEAD' ? undefined : body, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': String(body.length),
      'Cache-Control': 'no-cache',
      'Content-Security-Policy':
        "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
  });
};
