import { expect, test } from 'vitest';
import { ENGLISH } from './english.ts';
import { LANGUAGE, listed, message } from './messages.ts';
import { PANEL_ENGLISH } from './panel-english.ts';
import { panelMessage } from './panel-messages.ts';

const ALL = { ...ENGLISH, ...PANEL_ENGLISH };

const sources = import.meta.glob<string>(
  [
    '../{app,controls,navigation,offline,pages,sidebar,widgets}/*.{ts,tsx}',
    './messages.ts',
    './failure-words.ts',
    '../main.tsx',
    '!../**/*.test.ts',
  ],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);
const components = Object.entries(sources).filter(([file]) => file.endsWith('.tsx'));

test('APP-13 parameters are filled in, numbers as the language writes them', () => {
  expect(panelMessage('trash.restore-one', { title: 'Plan' })).toBe('Restore Plan');
  expect(message('people.more', { count: 1200 })).toBe('+1,200');
});

test('APP-13 what fills a parameter is not itself read as a message', () => {
  expect(panelMessage('trash.restore-one', { title: '{title} {count}' })).toBe(
    'Restore {title} {count}',
  );
});

test('APP-14 a count chooses the plural form', () => {
  expect(message('people.here', { count: 1, names: 'Ada' })).toBe('1 person here: Ada');
  expect(message('people.here', { count: 2, names: listed(['Ada', 'Jon']) })).toBe(
    '2 people here: Ada and Jon',
  );
});

test('APP-14 every plural has a form for each category of the language, and no other', () => {
  const { pluralCategories } = new Intl.PluralRules(LANGUAGE).resolvedOptions();
  const plurals = Object.values(ALL).filter((entry) => typeof entry !== 'string');
  expect(plurals.length).toBeGreaterThan(0);
  for (const forms of plurals) {
    expect(Object.keys(forms).toSorted()).toEqual(pluralCategories.toSorted());
  }
});

test('APP-15 no message is empty, and none is never said', () => {
  const code = Object.values(sources).join('\n');
  /** Those whose keys are put together: `message(`format.${block}`)`. */
  const composed = [...code.matchAll(/`([a-z]+\.)\$\{/g)].flatMap((match) => match.slice(1, 2));
  const unused = Object.keys(ALL).filter(
    (key) => !code.includes(`'${key}'`) && !composed.some((prefix) => key.startsWith(prefix)),
  );
  expect(unused).toEqual([]);
  expect(Object.values(ALL)).not.toContain('');
});

test('APP-16 components hold no words of their own', () => {
  expect(components.length).toBeGreaterThan(10);
  for (const [file, code] of components) {
    const markup = code.slice(code.indexOf('return ('));
    const text = [...markup.matchAll(/>\s*([^<>{}()=;:&|?]*\p{L}{2,}[^<>{}()=;:&|?]*)</gu)];
    const attributes = [...code.matchAll(/\b(?:aria-label|title|placeholder|alt)="[^"]/g)];
    expect([file, ...text.map((match) => match[1]), ...attributes.map(String)]).toEqual([file]);
  }
});
