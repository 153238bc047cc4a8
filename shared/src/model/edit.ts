import { Text } from 'yjs';
import type { BlockId } from './block-id.ts';
import { type Json, type Run, runLength } from './content.ts';
import type { Marks } from './marks.ts';
import type { Page } from './page.ts';
import { registerKey } from './registers.ts';

/**
 * One change to a document. Operations are lists of them, planned on one state of the page: every index is one of
 * that state, whatever the other edits of the list do.
 */
export type Edit =
  | { readonly kind: 'strand'; readonly strand: BlockId; readonly runs: readonly Run[] }
  | {
      readonly kind: 'insert';
      readonly strand: BlockId;
      readonly index: number;
      readonly runs: readonly Run[];
    }
  | {
      readonly kind: 'mark';
      readonly strand: BlockId;
      readonly index: number;
      /** The block whose text begins here. */
      readonly block: BlockId;
      /** Marks of the letters around it, which the marker must not interrupt. */
      readonly marks: Marks;
    }
  | {
      readonly kind: 'delete';
      readonly strand: BlockId;
      readonly index: number;
      readonly length: number;
    }
  | {
      readonly kind: 'format';
      readonly strand: BlockId;
      readonly index: number;
      readonly length: number;
      /** `null` takes a mark away. */
      readonly marks: { readonly [mark: string]: Json };
    }
  | {
      readonly kind: 'set';
      readonly block: BlockId;
      readonly prop: string;
      /** `undefined` takes the value away. */
      readonly value: Json | undefined;
    };

type TextEdit = Exclude<Edit, { kind: 'set' | 'strand' }>;

/** Writes `edits` in one transaction: texts from their ends, so that indices stay true. */
export function applyEdits(page: Page, edits: readonly Edit[], origin: unknown): void {
  page.doc.transact(() => {
    const texts: { readonly edit: TextEdit; readonly order: number }[] = [];
    for (const [order, edit] of edits.entries()) {
      if (edit.kind === 'set') setRegister(page, edit);
      else if (edit.kind === 'strand') makeStrand(page, edit);
      else texts.push({ edit, order });
    }
    texts.sort(
      (a, b) => b.edit.index - a.edit.index || rank(a.edit) - rank(b.edit) || b.order - a.order,
    );
    for (const { edit } of texts) writeText(page, edit);
  }, origin);
}

/** At one index, what is there is dealt with before anything is put before it. */
function rank({ kind }: TextEdit): number {
  return kind === 'format' ? 0 : kind === 'delete' ? 1 : 2;
}

function setRegister(page: Page, { block, prop, value }: Extract<Edit, { kind: 'set' }>): void {
  const key = registerKey(block, prop);
  if (value === undefined) page.props.delete(key);
  else page.props.set(key, value);
}

function makeStrand(page: Page, { strand, runs }: Extract<Edit, { kind: 'strand' }>): void {
  const text = new Text();
  page.texts.set(strand, text);
  insertRuns(text, 0, runs);
}

function writeText(page: Page, edit: TextEdit): void {
  const text = page.strand(edit.strand);
  if (!text) return;
  switch (edit.kind) {
    case 'insert':
      insertRuns(text, edit.index, edit.runs);
      break;
    case 'mark':
      text.insertEmbed(edit.index, { b: edit.block }, { ...edit.marks });
      break;
    case 'delete':
      text.delete(edit.index, edit.length);
      break;
    case 'format':
      text.format(edit.index, edit.length, { ...edit.marks });
      break;
  }
}

function insertRuns(text: Text, index: number, runs: readonly Run[]): void {
  let at = index;
  for (const run of runs) {
    // Marks are always given, even none: Yjs would let the text take on those before it.
    if ('text' in run) text.insert(at, run.text, { ...run.marks });
    else text.insertEmbed(at, run.inline, { ...run.marks });
    at += runLength(run);
  }
}
