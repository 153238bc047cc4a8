import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ButtonHTMLAttributes, KeyboardEvent } from 'react';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $select } from '../editor/binding/points.ts';
import { type Found, findText } from '../editor/find/find-text.ts';
import { FoundPaint } from '../editor/find/found-paint.ts';
import { $replaceFound } from '../editor/find/replace-found.ts';
import { Icon, type IconName } from '../widgets/icons.tsx';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';

interface FindBarProps {
  readonly binding: BlockBinding;
  /** Where nobody may write nothing is replaced. */
  readonly isEditable: boolean;
  /** What was selected when it was opened. */
  readonly initial: string;
  readonly onClose: () => void;
}

/** Finds words in the page, those in closed toggles too, and puts others in their place. */
export function FindBar({ binding, isEditable, initial, onClose }: FindBarProps) {
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState(initial);
  const [replacement, setReplacement] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const [at, setAt] = useState(0);
  const [changes, setChanges] = useState(0);
  const { editor, page } = binding;
  const found = useMemo(
    () => findText(page, query, matchCase),
    // The page is another one after every change of it.
    // oxlint-disable-next-line react/exhaustive-deps
    [page, query, matchCase, changes],
  );
  const current = found.length === 0 ? -1 : Math.min(at, found.length - 1);
  const paint = useMemo(() => new FoundPaint(binding), [binding]);

  // Before the next key, which is a letter of what is looked for.
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  useEffect(() => {
    let frame = 0;
    const stop = page.observe(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setChanges((count) => count + 1));
    });
    return () => {
      cancelAnimationFrame(frame);
      stop();
    };
  }, [page]);
  useEffect(() => {
    paint.show(found, current);
    return () => paint.remove();
  }, [paint, found, current]);

  const reveal = useCallback(
    (one: Found | undefined) => {
      if (!one) return;
      binding.reveal(one.block);
      const key = binding.keys.get(one.block) ?? '';
      editor.getElementByKey(key)?.scrollIntoView({ block: 'center' });
    },
    [binding, editor],
  );
  const go = (by: number): void => {
    if (found.length === 0) return;
    const next = (current + by + found.length) % found.length;
    setAt(next);
    reveal(found[next]);
    // What was in a closed toggle can be painted only now.
    paint.show(found, next);
  };
  const replace = (which: readonly Found[]): void => {
    editor.update(() => $replaceFound(binding, which, replacement), { discrete: true });
    setChanges((count) => count + 1);
  };
  const close = (): void => {
    const one = found[current];
    onClose();
    editor.focus();
    if (!one) return;
    editor.update(() => {
      const line = binding.$lineOf(one.block);
      if (line) $select(line, one.from, line, one.to);
    });
  };
  const press = (event: KeyboardEvent): void => {
    // Enter and Escape end what an input method composes.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  const told =
    query === ''
      ? ''
      : found.length === 0
        ? panelMessage('find.none')
        : panelMessage('find.count', { at: String(current + 1), of: String(found.length) });

  return (
    <div className="find-bar" role="search" aria-label={panelMessage('find.heading')}>
      <div className="find-row">
        <input
          ref={field}
          type="text"
          className="field"
          aria-label={panelMessage('find.find')}
          placeholder={panelMessage('find.find')}
          autoComplete="off"
          value={query}
          onInput={({ currentTarget }) => {
            setQuery(currentTarget.value);
            setAt(0);
            reveal(findText(page, currentTarget.value, matchCase)[0]);
          }}
          onKeyDown={press}
        />
        <span className="find-count" role="status">
          {told}
        </span>
        <FindTool
          name={panelMessage('find.case')}
          icon="case"
          aria-pressed={matchCase}
          onClick={() => setMatchCase(!matchCase)}
        />
        <FindTool
          name={panelMessage('find.previous')}
          icon="up"
          disabled={found.length === 0}
          onClick={() => go(-1)}
        />
        <FindTool
          name={panelMessage('find.next')}
          icon="down"
          disabled={found.length === 0}
          onClick={() => go(1)}
        />
        <FindTool name={panelMessage('find.close')} icon="close" onClick={close} />
      </div>
      {isEditable ? (
        <div className="find-row">
          <input
            type="text"
            className="field"
            aria-label={panelMessage('find.replacement')}
            placeholder={panelMessage('find.replacement')}
            autoComplete="off"
            value={replacement}
            onInput={({ currentTarget }) => setReplacement(currentTarget.value)}
            onKeyDown={press}
          />
          <button
            type="button"
            className="button"
            disabled={found.length === 0}
            onClick={() => {
              const one = found[current];
              if (one) replace([one]);
            }}
          >
            {message('find.replace')}
          </button>
          <button
            type="button"
            className="button"
            disabled={found.length === 0}
            onClick={() => replace(found)}
          >
            {panelMessage('find.replace-all')}
          </button>
        </div>
      ) : null}
    </div>
  );
}

interface FindToolProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly name: string;
  readonly icon: IconName;
}

function FindTool({ name, icon, ...button }: FindToolProps) {
  return (
    <button {...button} type="button" className="tool" aria-label={name} title={name}>
      <Icon name={icon} />
    </button>
  );
}
