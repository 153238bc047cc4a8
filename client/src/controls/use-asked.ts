import { useCallback, useEffect, useState } from 'react';
import { COMMAND_PRIORITY_EDITOR, type LexicalCommand, type LexicalEditor } from 'lexical';

/** What a command asked for last, until it is closed; with `editsOnly` nothing where the page can only be read. */
export function useAsked<Payload>(
  editor: LexicalEditor,
  command: LexicalCommand<Payload>,
  { editsOnly = false } = {},
): readonly [asked: Payload | undefined, close: () => void] {
  const [asked, setAsked] = useState<{ readonly payload: Payload }>();
  useEffect(
    () =>
      editor.registerCommand(
        command,
        (payload) => {
          if (editsOnly && !editor.isEditable()) return false;
          setAsked({ payload });
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
    [editor, command, editsOnly],
  );
  return [asked?.payload, useCallback(() => setAsked(undefined), [])];
}
