import { button, element } from './element.ts';

/** Something that can be done about what a note says. */
export interface NoteAction {
  readonly label: string;
  press(): void;
}

/** A quiet sentence in place of media, and what can be done. */
export function mediaNote(
  sentence: string,
  actions: readonly NoteAction[] = [],
  kind: 'said' | 'pending' = 'said',
): HTMLElement {
  const note = element('div', 'media-note', { role: 'status' });
  note.dataset['kind'] = kind;
  note.append(
    element('span', 'media-said', {}, sentence),
    ...actions.map(({ label, press }) => button('media-act', press, label, label)),
  );
  return note;
}
