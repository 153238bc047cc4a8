import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { BlockBinding } from '../editor/binding/binding.ts';
import {
  $writeEquation,
  type EquationAsked,
  WRITE_EQUATION_COMMAND,
} from '../editor/commands/inline-equation.ts';
import { texOf } from '../editor/maths/inline-equation.ts';
import { typeset } from '../editor/maths/typeset.ts';
import { placeBeside } from '../widgets/placement.ts';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { useAsked } from './use-asked.ts';
import { typesetWords } from './typeset-words.ts';

/** Where an equation of a line is written, as soon as somebody asks for it. */
export function EquationEditor({ binding }: { readonly binding: BlockBinding }) {
  const { editor } = binding;
  const [asked, close] = useAsked(editor, WRITE_EQUATION_COMMAND);
  const end = useCallback(
    (tex: string | undefined) => {
      close();
      if (!asked) return;
      editor.focus();
      if (tex !== undefined) editor.update(() => $writeEquation(binding, asked, tex));
    },
    [asked, binding, close, editor],
  );
  return asked ? <EquationForm asked={asked} root={editor.getRootElement()} onEnd={end} /> : null;
}

interface EquationFormProps {
  readonly asked: EquationAsked;
  readonly root: HTMLElement | null;
  /** With nothing if it is to stay as it was. */
  readonly onEnd: (tex: string | undefined) => void;
}

function EquationForm({ asked, root, onEnd }: EquationFormProps) {
  const surface = useRef<HTMLFormElement>(null);
  const preview = useRef<HTMLDivElement>(null);
  const [tex, setTex] = useState(asked.inline ? texOf(asked.inline) : '');
  const [words, setWords] = useState('');
  const id = useId();
  const latest = useRef({ tex, onEnd });
  latest.current = { tex, onEnd };

  useLayoutEffect(() => {
    const element = surface.current;
    if (!element) return undefined;
    element.showPopover();
    const field = element.querySelector('textarea');
    field?.focus({ preventScroll: true });
    field?.select();
    // A press elsewhere keeps what was written.
    const toggled = (event: Event): void => {
      if ((event as ToggleEvent).newState === 'closed') latest.current.onEnd(latest.current.tex);
    };
    element.addEventListener('toggle', toggled);
    const stop = placeBeside(
      { getBoundingClientRect: asked.anchor, ...(root && { contextElement: root }) },
      element,
      'start',
    );
    return () => {
      element.removeEventListener('toggle', toggled);
      stop();
    };
  }, [asked, root]);

  useEffect(() => {
    if (!preview.current) return;
    void typeset(preview.current, tex, false).then((result) => {
      if (result.outcome !== 'late') setWords(typesetWords(result));
    });
  }, [tex]);

  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onEnd(undefined);
    else if (event.key === 'Enter' && !event.shiftKey) onEnd(tex);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      ref={surface}
      popover="auto"
      role="dialog"
      aria-label={message('equation.heading')}
      className="popover equation-form"
      onSubmit={(event) => {
        event.preventDefault();
        onEnd(tex);
      }}
    >
      <div ref={preview} className="equation-preview" dir="ltr" />
      <div className="equation-field">
        <textarea
          className="field"
          rows={Math.min(tex.split('\n').length, 6)}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-label={panelMessage('equation.tex')}
          aria-describedby={words === '' ? undefined : `${id}-words`}
          aria-invalid={words !== ''}
          placeholder={panelMessage('equation.example')}
          value={tex}
          onInput={({ currentTarget }) => setTex(currentTarget.value)}
          onKeyDown={press}
        />
        <button type="submit" className="button button-main">
          {panelMessage('equation.done')}
        </button>
      </div>
      <p id={`${id}-words`} className="equation-words" role="status">
        {words}
      </p>
    </form>
  );
}
