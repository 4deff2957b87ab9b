/** The style of the page: that of the first page, with a place for tools. */
import { palette } from '../palette.ts';

export const pageStyle = `${palette}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 6rem; }
body { margin: 0 auto; max-width: 84rem; padding: 0 clamp(1rem, 3vw, 2.5rem) 4rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", sans-serif; }
a { color: inherit; }
code, input[type=text], .url { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
:focus-visible { outline: 2px solid var(--red); outline-offset: 2px; border-radius: 0.2rem; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 3; padding: 0.4rem 1rem; background: var(--card); }
.unseen { position: fixed; left: -100rem; }
.top { padding: clamp(1.5rem, 4vw, 3rem) 0 1rem; }
h1 { margin: 0; font-size: clamp(1.9rem, 5vw, 2.8rem); line-height: 1.1; letter-spacing: -0.03em; }
h1 a { text-decoration: none; }
h1 a::after { content: ""; display: inline-block; width: 0.32em; height: 0.32em; margin-left: 0.18em; border-radius: 50%;
  background: var(--red); box-shadow: 0 0 0.6em var(--red); }
h1 span { color: var(--faint); font-weight: 300; }
.lead { max-width: 40rem; margin: 0.6rem 0 0; color: var(--faint); font-size: 1.1rem; }

#tools { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 0.6rem 1rem; align-items: end;
  margin: 0 calc(-1 * clamp(1rem, 3vw, 2.5rem)); padding: 0.7rem clamp(1rem, 3vw, 2.5rem);
  background: var(--paper); border-bottom: 1px solid var(--line); }
#tools label { flex: 0 1 10rem; min-width: 0; }
#tools .search { flex: 1 1 16rem; }
#tools .original { flex-basis: 15rem; }
#tools span { display: block; color: var(--faint); font-size: 0.78rem; }
#count { margin: 0 0 0.45rem; color: var(--faint); font-size: 0.85rem; font-variant-numeric: tabular-nums; }
input[type=text], input[type=search], select { width: 100%; height: 2.3rem; padding: 0 0.6rem; border: 1px solid var(--line);
  border-radius: 0.5rem; background: var(--card); color: inherit; font-size: 0.9rem; line-height: 2.1rem; }
input[type=search], select, #original { font-family: inherit; font-size: 0.95rem; }
input::placeholder { color: var(--faint); opacity: 1; }
input[type=range] { flex: 1 1 7rem; min-width: 5rem; accent-color: var(--red); }
input[type=color] { flex: none; width: 2.6rem; height: 2.3rem; padding: 0.15rem; border: 1px solid var(--line);
  border-radius: 0.5rem; background: var(--card); }

.columns { display: grid; grid-template-columns: 12.5rem minmax(0, 1fr); gap: 2.5rem; }
nav { position: sticky; top: 4.9rem; align-self: start; max-height: calc(100vh - 4.9rem); overflow: auto; padding: 1.4rem 0.3rem;
  font-size: 0.88rem; scrollbar-width: thin; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav > ul > li { margin-bottom: 1rem; }
nav a { display: block; padding: 0.06rem 0; text-decoration: none; color: var(--faint); overflow-wrap: anywhere; }
nav a:hover { color: var(--ink); }
nav .kind { color: var(--ink); font-weight: 600; }
main { outline: none; padding-top: 1.4rem; min-width: 0; }
h2 { margin: 2.4rem 0 1rem; font-size: 1.35rem; letter-spacing: -0.01em; }
section:first-of-type h2 { margin-top: 0; }
.notice, #nothing { padding: 1rem 1.4rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--faint); }

article { margin: 0 0 1.4rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--card);
  content-visibility: auto; contain-intrinsic-size: auto 30rem; }
article:target { border-color: var(--red); }
article[data-status=unsupported] { contain-intrinsic-size: auto 6rem; }
article > * { margin-left: 1.4rem; margin-right: 1.4rem; }
article header { display: flex; flex-wrap: wrap; gap: 0.3rem 0.8rem; align-items: baseline; padding: 1.1rem 0 0; }
h3 { margin: 0; font-size: 1.08rem; }
h3 a { text-decoration: none; }
h3 a:hover { text-decoration: underline; }
.title { color: var(--faint); font-weight: 400; font-size: 0.95rem; margin-left: 0.4rem; }
.status { padding: 0 0.6rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--faint); font-size: 0.78rem; line-height: 1.5rem; }
.status::before { content: ""; display: inline-block; width: 0.5em; height: 0.5em; margin-right: 0.45em; border-radius: 50%; background: var(--c3); }
.status.approximate::before { background: var(--c0); }
.status.unsupported::before { background: var(--red); }
.docs { margin-left: auto; color: var(--faint); font-size: 0.85rem; }
.summary { margin-top: 0.4rem; margin-bottom: 0.9rem; max-width: 46rem; }
.note { margin-top: -0.5rem; margin-bottom: 0.9rem; max-width: 46rem; color: var(--faint); font-size: 0.9rem; }

.try { display: grid; grid-template-columns: minmax(0, 3fr) minmax(17rem, 2fr); margin: 0; border-top: 1px solid var(--line); }
.pair { display: grid; grid-template-columns: 1fr auto 1fr; gap: 0.8rem; align-items: center; align-self: start; padding: 1.4rem; }
.pair figure { margin: 0; min-width: 0; text-align: center; }
.pair img { display: block; max-width: 100%; max-height: 22rem; margin: 0 auto; transition: opacity 0.15s; }
.pair img, .example img { background: repeating-conic-gradient(var(--line) 0 25%, transparent 0 50%) 0 0 / 16px 16px; }
.loading img { opacity: 0.45; }
img.missing { min-width: 4rem; min-height: 4rem; opacity: 0.5; }
figcaption { margin-top: 0.5rem; color: var(--faint); font-size: 0.8rem; overflow-wrap: anywhere; }
.arrow { color: var(--red); font-size: 1.5rem; }
.try form { padding: 1.2rem 1.4rem; border-left: 1px solid var(--line); }
.field { margin-bottom: 0.75rem; }
.field label { display: block; font-size: 0.85rem; font-weight: 600; }
.entry { display: flex; gap: 0.6rem; align-items: center; }
.entry input[type=range] + input[type=text] { flex: 0 1 6rem; }
.help { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; margin: 0.15rem 0 0; color: var(--faint);
  font-size: 0.78rem; line-height: 1.35; overflow-wrap: anywhere; }
.field:focus-within .help { display: block; }
details { margin-bottom: 0.75rem; }
summary { cursor: pointer; color: var(--faint); font-size: 0.85rem; }
details[open] summary { margin-bottom: 0.6rem; }
.chain { margin-bottom: 0; }
.verdict { margin: 0.5rem 0 0; font-size: 0.88rem; line-height: 1.45; overflow-wrap: anywhere; }
.verdict:empty { display: none; }
.refused .verdict { color: var(--red); }
.refused .chain input { border-color: var(--red); }
.refused .after img, .refused .address { opacity: 0.45; }
.address, .examples { grid-column: 1 / -1; border-top: 1px solid var(--line); }
.address { display: flex; gap: 0.5rem 1rem; align-items: center; padding: 0.7rem 1.4rem; }
.url { flex: 1; min-width: 0; font-size: 0.85rem; line-height: 1.6; overflow-wrap: anywhere; text-decoration: none; }
.url:hover { text-decoration: underline; }
.cloud { color: var(--cloud); } .c0 { color: var(--c0); } .c1 { color: var(--c1); } .c2 { color: var(--c2); }
.c3 { color: var(--c3); } .name { color: var(--name); font-weight: 600; }
.explain { color: var(--faint); font-size: 0.85rem; }
.copy { flex: none; height: 2.1rem; min-width: 6rem; padding: 0 0.9rem; border: 1px solid var(--line); border-radius: 0.5rem; background: none;
  color: inherit; font: inherit; font-size: 0.85rem; cursor: pointer; }
.copy:hover { border-color: var(--faint); }
.examples { display: flex; gap: 0.6rem; margin: 0; padding: 0.9rem 1.4rem; list-style: none; overflow-x: auto; scrollbar-width: thin; }
.example { display: block; width: 8.4rem; padding: 0.5rem; border: 1px solid var(--line); border-radius: 0.6rem; background: none; color: inherit;
  font: inherit; cursor: pointer; }
.example:hover { border-color: var(--faint); }
.example[aria-pressed=true] { border-color: var(--red); }
.example img { display: block; width: 100%; height: 5rem; object-fit: contain; background: none; }
.example code { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; margin-top: 0.4rem; color: var(--faint);
  font-size: 0.7rem; line-height: 1.35; overflow-wrap: anywhere; text-align: left; min-height: 2.7em; }
@media (max-width: 62rem) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  nav { display: none; }
  .try { grid-template-columns: minmax(0, 1fr); }
  .try form { border-left: 0; border-top: 1px solid var(--line); }
}
@media (max-width: 40rem) {
  #tools { position: static; }
  #tools label, #tools .search { flex: 1 1 9rem; }
  #tools .search { flex-basis: 100%; }
  html { scroll-padding-top: 1rem; }
  article > * { margin-left: 1rem; margin-right: 1rem; }
  .pair, .try form, .address, .examples { padding-left: 1rem; padding-right: 1rem; }
  .pair { gap: 0.5rem; }
  .address { flex-wrap: wrap; }
  .url { flex-basis: 100%; }
}
@media (prefers-reduced-motion: reduce) { .pair img { transition: none; } }
`;
