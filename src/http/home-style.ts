/** The style of the first page: one column of before and after, in the light of a darkroom at night. */
import { palette } from '../reference/palette.ts';

export const homeStyle = `${palette}* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; padding: clamp(1.5rem, 5vw, 4rem) clamp(1rem, 4vw, 2.5rem); background: var(--paper);
  color: var(--ink); font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", sans-serif; }
h1 { margin: 0; font-size: clamp(2.2rem, 6vw, 3.4rem); line-height: 1.1; letter-spacing: -0.03em; }
h1::after { content: ""; display: inline-block; width: 0.32em; height: 0.32em; margin-left: 0.18em; border-radius: 50%;
  background: var(--red); box-shadow: 0 0 0.6em var(--red); }
.lead { max-width: 40rem; margin: 0.8rem 0 3rem; color: var(--faint); font-size: 1.15rem; }
article { margin: 0 0 2.5rem; border: 1px solid var(--line); border-radius: 1rem; overflow: hidden; background: var(--card); }
.pair { display: grid; grid-template-columns: 1fr auto 1fr; align-items: center; gap: 1rem; padding: 1.5rem; }
.pair figure { margin: 0; text-align: center; }
.pair img { display: block; max-width: 100%; height: auto; max-height: 22rem; margin: 0 auto; }
.before img { border-radius: 0.4rem; }
figcaption { margin-top: 0.6rem; color: var(--faint); font-size: 0.85rem; }
.arrow { color: var(--red); font-size: 1.8rem; }
.text { padding: 1rem 1.5rem 1.3rem; border-top: 1px solid var(--line); }
.text h2 { margin: 0 0 0.5rem; font-size: 1rem; font-weight: 600; }
.text a { font: 0.9rem/1.7 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; text-decoration: none; }
.text a:hover, .text a:focus-visible { text-decoration: underline; }
.cloud { color: var(--cloud); } .c0 { color: var(--c0); } .c1 { color: var(--c1); } .c2 { color: var(--c2); }
.c3 { color: var(--c3); } .name { color: var(--name); font-weight: 600; }
footer { color: var(--faint); font-size: 0.95rem; }
footer code { color: var(--ink); font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
@media (max-width: 44rem) { .pair { grid-template-columns: 1fr; } .arrow { text-align: center; transform: rotate(90deg); } }
`;
