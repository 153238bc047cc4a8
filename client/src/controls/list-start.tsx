import { useId, useLayoutEffect, useRef } from 'react';
import type { FormEvent } from 'react';
import type { BlockBinding } from '../editor/binding/binding.ts';
import {
  $setListStart,
  ASK_FOR_START_COMMAND,
  startOf,
} from '../editor/commands/list-numbering.ts';
import { signRect } from '../editor/pressed-sign.ts';
import { focusPage } from '../editor/selection/focus-page.ts';
import { placeBeside } from '../widgets/placement.ts';
import { message } from '../words/messages.ts';
import { useAsked } from './use-asked.ts';

/** As far as a list counts in Markdown. */
const MOST = 999_999_999;

/** Asks at which number a list begins, as soon as somebody wants another one. */
export function ListStart({ binding }: { readonly binding: BlockBinding }) {
  const { editor, page } = binding;
  const [item, close] = useAsked(editor, ASK_FOR_START_COMMAND);
  const line = item === undefined ? null : editor.getElementByKey(binding.keys.get(item) ?? '');
  if (item === undefined || !line) return null;
  return (
    <StartForm
      key={item}
      line={line}
      start={startOf(page, item)}
      onTake={(start) => {
        close();
        focusPage(editor);
        editor.update(() => $setListStart(binding, [item], start));
      }}
      onEscape={() => {
        close();
        focusPage(editor);
      }}
      onClose={close}
    />
  );
}

interface StartFormProps {
  readonly line: HTMLElement;
  readonly start: number;
  readonly onTake: (start: number) => void;
  readonly onEscape: () => void;
  readonly onClose: () => void;
}

function StartForm({ line, start, onTake, onEscape, onClose }: StartFormProps) {
  const surface = useRef<HTMLFormElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = surface.current;
    if (!element) return undefined;
    element.showPopover();
    element.querySelector('input')?.select();
    const toggled = (event: Event): void => {
      if ((event as ToggleEvent).newState === 'closed') onClose();
    };
    element.addEventListener('toggle', toggled);
    const stop = placeBeside(
      { getBoundingClientRect: () => signRect(line), contextElement: line },
      element,
      'start',
    );
    return () => {
      element.removeEventListener('toggle', toggled);
      stop();
    };
  }, [line, onClose]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const field = surface.current?.querySelector('input');
    if (field?.validity.valid && field.value !== '') onTake(field.valueAsNumber);
  };
  return (
    // Escape is a key of the form as a whole.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={surface}
      popover="auto"
      role="dialog"
      aria-label={message('list.start')}
      className="popover start-form"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onEscape();
      }}
    >
      <label htmlFor={id}>{message('list.first')}</label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        className="field"
        min={0}
        max={MOST}
        step={1}
        required
        defaultValue={String(start)}
      />
      <button type="submit" className="button button-main">
        {message('list.done')}
      </button>
    </form>
  );
}
