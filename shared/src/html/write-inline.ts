import type { Inline, Run } from '../model/content.ts';
import { FOOTNOTE, numberOf } from '../model/footnotes.ts';
import type { MarkName } from '../model/marks.ts';
import { knownMarks } from '../model/marks.ts';
import { element, escapeHtml } from './element.ts';
import { safeAddress } from './safe-address.ts';

type Wrap = (inner: string, value: unknown) => string;

/** The element of each mark, from the innermost to the outermost. */
const WRAPS: Readonly<Record<MarkName, Wrap>> = {
  code: (inner) => element('code', {}, inner),
  bold: (inner) => element('strong', {}, inner),
  italic: (inner) => element('em', {}, inner),
  underline: (inner) => element('u', {}, inner),
  strike: (inner) => element('s', {}, inner),
  color: (inner, value) => element('span', { 'data-color': String(value) }, inner),
  background: (inner, value) => element('span', { 'data-background': String(value) }, inner),
  link(inner, value) {
    const href = safeAddress(value);
    return href === undefined ? inner : element('a', { href, rel: 'noopener noreferrer' }, inner);
  },
};

const CHANGES = { added: 'ins', removed: 'del', changed: 'span', moved: 'span', written: 'span' };

/** Runs as phrasing HTML; marks that this version does not know are left out, their letters stay. */
export function writeInline(runs: readonly Run[] = []): string {
  return runs.map(writeRun).join('');
}

function writeRun(run: Run): string {
  const marks = knownMarks(run.marks);
  const inner =
    'text' in run
      ? escapeHtml(run.text).replaceAll('\n', '<br>')
      : writeObject(run.inline, Object.hasOwn(marks, 'link'));
  const html = Object.entries(WRAPS).reduce(
    (shown, [name, wrap]) => (Object.hasOwn(marks, name) ? wrap(shown, marks[name]) : shown),
    inner,
  );
  const { change } = run;
  return change ? element(CHANGES[change.kind], { 'data-author': change.author }, html) : html;
}

function writeObject(inline: Inline, isLinked: boolean): string {
  const field = (name: string): string => {
    const value = inline[name];
    return typeof value === 'string' ? value : '';
  };
  switch (inline.kind) {
    case 'equation':
      return element('code', { class: 'equation' }, escapeHtml(field('text')));
    case FOOTNOTE: {
      const number = numberOf(inline);
      const href = `#note-${field('note')}`;
      // There are no links in links.
      const sign = String(number ?? '?');
      const shown = number === undefined || isLinked ? sign : element('a', { href }, sign);
      return element('sup', { class: 'footnote', 'data-note': field('note') }, shown);
    }
    case 'image': {
      const src = safeAddress(inline['source']);
      const alt = field('alt');
      return src === undefined
        ? escapeHtml(alt)
        : element('img', { src, alt, title: field('title') || undefined });
    }
    case 'mention': {
      const target = ['page', 'user', 'date'].find((name) => field(name) !== '') ?? 'unknown';
      const attributes = { class: 'mention', [`data-${target}`]: field(target) };
      return element(
        'span',
        attributes,
        escapeHtml(field('name') || field('date') || `@${target}`),
      );
    }
    default:
      return element('span', { class: 'unknown', 'data-kind': inline.kind });
  }
}
