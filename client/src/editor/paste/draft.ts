import type { BlockContent, Json, Run } from '@weft/shared/model/content';

/** A block content while it is being read: a caption, colours or children may still come to it. */
export interface Draft {
  type: string;
  props?: { [prop: string]: Json };
  runs?: Run[];
  children?: Draft[];
  table?: {
    columns: { props?: { [prop: string]: Json } }[];
    rows: { props?: { [prop: string]: Json }; cells: Draft[][] }[];
  };
}

/** The parts of a draft; those that are empty are left out. */
interface Parts {
  props?: Draft['props'] | undefined;
  runs?: Run[] | undefined;
  children?: Draft[] | undefined;
}

export function draftOf(type: string, { props, runs, children }: Parts = {}): Draft {
  return {
    type,
    ...(props && Object.keys(props).length > 0 && { props }),
    ...(runs && runs.length > 0 && { runs }),
    ...(children && children.length > 0 && { children }),
  };
}

/** A block whose text is the first of `drafts` if that is a plain paragraph, and whose children are the others. */
export function withBody(type: string, drafts: Draft[], props: Draft['props'] = {}): Draft {
  const [first, ...rest] = drafts;
  if (first?.type !== 'text' || first.children) return draftOf(type, { props, children: drafts });
  return draftOf(type, { props: { ...first.props, ...props }, runs: first.runs, children: rest });
}

/** Letters without marks. */
export function letters(text: string): Run[] {
  return text === '' ? [] : [{ text, marks: {} }];
}

/** Whether `block` is a paragraph with no more to it than its letters. */
export function isBareText({ type, props, runs = [], children }: BlockContent): boolean {
  return (
    type === 'text' &&
    !props &&
    !children &&
    runs.every((run) => 'text' in run && Object.keys(run.marks).length === 0)
  );
}
