import { useEffect, useState } from 'react';
import { COMMAND_PRIORITY_EDITOR, type LexicalEditor } from 'lexical';
import { NOTICE_COMMAND } from './notice-command.ts';

/** As long as it takes to read a few words twice, in milliseconds. */
const SHOWN = 3000;

/** The last notice, for a moment at the foot of the window. */
export function Notices({ editor }: { readonly editor: LexicalEditor }) {
  const [notice, setNotice] = useState<{ readonly words: string }>();
  useEffect(
    () =>
      editor.registerCommand(
        NOTICE_COMMAND,
        (words) => {
          setNotice({ words });
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
    [editor],
  );
  useEffect(() => {
    if (!notice) return undefined;
    const timer = setTimeout(() => setNotice(undefined), SHOWN);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div className="tellings" role="status">
      {notice ? <p className="telling">{notice.words}</p> : null}
    </div>
  );
}
