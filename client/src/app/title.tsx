import { useEffect, useLayoutEffect, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import type * as Y from 'yjs';
import { MAX_TITLE_LENGTH } from '@weft/shared/protocol/limits';
import { message } from '../words/messages.ts';
import { bindTitle } from './title-binding.ts';

interface TitleProps {
  /** Where it is written. */
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** The document's title; `undefined` until the document has been seen whole. */
  readonly title: Y.Text | undefined;
  /** What the list calls the page, shown until then. */
  readonly known: string;
  /** The server takes no more changes. */
  readonly frozen: boolean;
  readonly onChange: (title: string) => void;
  /** The person is done with the title and goes on to the text. */
  readonly onLeave: () => void;
}

/** The page's title: one paragraph that grows with its text and takes no line breaks. */
export function Title({ field, title, known, frozen, onChange, onLeave }: TitleProps) {
  const [text, setText] = useState(known);
  const shown = title ? text : known;

  // With the field's first moment in which it can be written in: what is typed before it is bound would be lost.
  useLayoutEffect(() => {
    const element = field.current;
    if (!title || !element) return undefined;
    const stop = bindTitle(element, title, (next) => {
      setText(next);
      onChange(next);
    });
    // A page without a name is a new one: its name comes first.
    if (title.length === 0) element.focus({ preventScroll: true });
    return stop;
  }, [field, title, onChange]);

  useEffect(() => {
    if (!title && field.current) field.current.value = known;
  }, [field, title, known]);

  const keyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { selectionStart, value } = event.currentTarget;
    const leaves =
      event.key === 'Enter' || (event.key === 'ArrowDown' && selectionStart === value.length);
    // The Enter that ends a composition is the input method's.
    if (!leaves || event.nativeEvent.isComposing || event.shiftKey) return;
    event.preventDefault();
    onLeave();
  };

  return (
    <h1 className="title" data-text={shown}>
      <textarea
        ref={field}
        rows={1}
        dir="auto"
        readOnly={title === undefined || frozen}
        maxLength={MAX_TITLE_LENGTH}
        aria-label={message('page.title')}
        placeholder={title ? message('pages.untitled') : ''}
        autoComplete="off"
        enterKeyHint="next"
        onKeyDown={keyDown}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </h1>
  );
}
