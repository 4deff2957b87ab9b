import { describe, expect, it } from 'vitest';
import { allDefinitions, definitions } from '../../src/params/index.ts';
import { renderPage } from '../../src/reference/page/page.ts';
import { refusedSection, sections } from '../../src/reference/sections.ts';
import { trialsOf } from '../../src/reference/trials.ts';

const page = renderPage({ cloud: 'a&b', version: 'v', scripted: true });

const cardOf = (id: string): string =>
  page.split('<article ').find((card) => card.startsWith(`id="${id}"`)) ?? '';

describe('the reference page', () => {
  it('has every definition once, and a link to it', () => {
    for (const { id } of allDefinitions) {
      expect(page.split(`<article id="${id}"`).length, id).toBe(2);
      expect(page).toContain(`href="#${encodeURIComponent(id)}" data-to="${id}"`);
    }
  });

  it('puts every definition into one section', () => {
    const ids = [...sections, refusedSection].flatMap((section) => section.definitions.map(({ id }) => id));
    expect(ids.toSorted()).toEqual(allDefinitions.map(({ id }) => id).toSorted());
  });

  it('shows every example of a definition, with its picture', () => {
    for (const definition of definitions) {
      const pictures = cardOf(definition.id).match(/<img [^>]*loading="lazy"/g) ?? [];
      const trials = trialsOf(definition).length;
      expect(pictures.length, definition.id).toBe(trials === 0 ? 0 : trials === 1 ? 2 : 2 + trials);
    }
  });

  it('tells status, note, documentation, ranges and defaults', () => {
    const card = cardOf('e_sepia');
    for (const part of [
      'approximate',
      'adaptive contrast',
      '#e_sepia',
      'from 1 to 100 %, 80 when left out',
    ]) {
      expect(card).toContain(part);
    }
    expect(card).toContain('<input type="range" min="1" max="100" step="1" value="80"');
  });

  it('refuses by name what is not done, with the reason and without a picture', () => {
    expect(cardOf('e_upscale')).toContain('Not supported: it needs an AI model.');
    expect(cardOf('e_upscale')).not.toContain('<img');
  });

  it('escapes what comes from settings, and loads nothing from elsewhere', () => {
    expect(page).not.toContain('a&b');
    expect(page).not.toMatch(/(?:src|<link[^>]*href)="(?:https?:)?\/\//);
    expect(page).not.toMatch(/ on[a-z]+="|<style|<script(?! type="module" src="reference)/);
  });

  it('says so where its script is missing', () => {
    const bare = renderPage({ cloud: 'demo', version: 'v', scripted: false });
    expect(bare).not.toContain('<script');
    expect(bare).toContain('npm run build');
  });
});
