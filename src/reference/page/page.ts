/** The page of everything: each definition with pictures and a place to try it, to be searched and filtered. */
import { allDefinitions } from '../../params/index.ts';
import { escapeHtml } from '../escape-html.ts';
import { refusedSection, type Section, sections } from '../sections.ts';
import { trialsOf } from '../trials.ts';
import { renderCard, writtenAs } from './card.ts';

export interface ReferencePage {
  readonly cloud: string;
  /** What has to stand behind the addresses of style and script, so that no cache mixes versions. */
  readonly version: string;
  /** Whether there is a script to load. */
  readonly scripted: boolean;
}

const shown: readonly Section[] = [...sections, refusedSection];

const renderSection = (cloud: string, { slug, title, definitions }: Section): string => `
<section id="kind-${slug}" aria-labelledby="kind-${slug}-title">
<h2 id="kind-${slug}-title">${escapeHtml(title)}</h2>
${definitions.map((definition) => renderCard(cloud, slug, definition)).join('')}
</section>`;

const renderLinks = ({ slug, title, definitions }: Section): string =>
  `<li><a class="kind" href="#kind-${slug}">${escapeHtml(title)}</a><ul>${definitions
    .map(
      (definition) =>
        `<li><a href="#${encodeURIComponent(definition.id)}" data-to="${escapeHtml(definition.id)}">${escapeHtml(writtenAs(definition))}</a></li>`,
    )
    .join('')}</ul></li>`;

const originals: readonly string[] = [
  ...new Set(allDefinitions.flatMap(trialsOf).map(({ of }) => of)),
].toSorted();

const renderTools = (): string => `
<form id="tools" role="search" hidden>
  <label class="search"><span>Search</span><input type="search" id="query" placeholder="round, crop to face, e_sepia" autocomplete="off" autocapitalize="off" spellcheck="false" aria-controls="cards"></label>
  <label><span>Kind</span><select id="kind"><option value="">all kinds</option>${shown
    .map(({ slug, title }) => `<option value="${slug}">${escapeHtml(title)}</option>`)
    .join('')}</select></label>
  <label><span>Status</span><select id="status"><option value="">any status</option><option value="exact">exact</option><option value="approximate">approximate</option><option value="unsupported">refused</option></select></label>
  <label class="original"><span>Original</span><input type="text" id="original" list="originals" placeholder="each its own, or a public id" autocomplete="off" autocapitalize="off" spellcheck="false"><datalist id="originals">${originals
    .map((name) => `<option value="${escapeHtml(name)}">`)
    .join('')}</datalist></label>
  <p id="count" role="status"></p>
</form>`;

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'%3E%3Ccircle cx='5' cy='5' r='4' fill='%23b3261e'/%3E%3C/svg%3E";

/** Addresses in it are relative, so that it also works below a mount point. */
export const renderPage = ({ cloud, version, scripted }: ReferencePage): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Reference · Darkroom</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="reference/page.css?${version}">
${scripted ? `<script type="module" src="reference/page.js?${version}"></script>` : ''}
<body data-cloud="${escapeHtml(cloud)}">
<a class="skip" href="#cards">To the definitions</a>
<header class="top">
  <h1><a href="../">Darkroom</a> <span>reference</span></h1>
  <p class="lead">Everything that a URL can say here. Move a control and see the picture and its address change.</p>
</header>
${renderTools()}
<div class="columns">
<nav aria-label="Definitions"><ul>${shown.map(renderLinks).join('')}</ul></nav>
<main id="cards" tabindex="-1">
<p id="nothing" hidden>Nothing is called so, and nothing is described so. Try a shorter word.</p>
${scripted ? '' : '<p class="notice">The script of this page is not built (<code>npm run build</code>), so that nothing here can be searched or changed.</p>'}
<div id="results"></div>
${shown.map((section) => renderSection(cloud, section)).join('')}
</main>
</div>
</body>
</html>
`;
