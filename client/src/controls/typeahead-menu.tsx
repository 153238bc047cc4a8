/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- What scrolls can be reached by whoever has no wheel. */
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import {
  COMMAND_PRIORITY_CRITICAL,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalCommand,
  type LexicalEditor,
  mergeRegister,
} from 'lexical';
import { type Choice, type ChoiceGroup, choiceId, Choices } from '../widgets/choices.tsx';
import { placeBeside } from '../widgets/placement.ts';

interface TypeaheadMenuProps {
  readonly editor: LexicalEditor;
  readonly label: string;
  readonly groups: readonly ChoiceGroup[];
  /** Where the sign is in the window: another function when others have moved it. */
  readonly anchor: () => DOMRect;
  readonly onPick: (choice: Choice) => void;
  readonly onCancel: () => void;
}

/** A menu under the caret that what is typed filters: arrows move in it, Enter and Tab take, Escape leaves the text as it is. */
export function TypeaheadMenu(props: TypeaheadMenuProps) {
  const { editor, label, groups, anchor, onPick, onCancel } = props;
  const surface = useRef<HTMLDivElement>(null);
  const list = useId();
  const all = groups.flatMap(({ choices }) => choices);
  const key = all.map(({ id }) => id).join(' ');
  const [chosen, setChosen] = useState({ key, index: 0 });
  // Another query begins at its best match again.
  const active = chosen.key === key ? chosen.index : 0;
  const latest = useRef({ all, active, onPick, onCancel });
  latest.current = { all, active, onPick, onCancel };

  useLayoutEffect(() => {
    const element = surface.current;
    const root = editor.getRootElement();
    if (!element || !root) return undefined;
    if (!element.matches(':popover-open')) element.showPopover();
    return placeBeside({ getBoundingClientRect: anchor, contextElement: root }, element, 'start');
  }, [editor, anchor]);

  useEffect(() => {
    const root = editor.getRootElement();
    root?.setAttribute('aria-controls', list);
    root?.setAttribute('aria-autocomplete', 'list');
    root?.setAttribute('aria-activedescendant', choiceId(list, active));
    return () => {
      for (const name of ['aria-controls', 'aria-autocomplete', 'aria-activedescendant']) {
        root?.removeAttribute(name);
      }
    };
  }, [editor, list, active]);

  // With the menu itself: Enter may be pressed as soon as it is seen.
  useLayoutEffect(() => {
    const step = (by: number): void => {
      const { all: choices, active: index } = latest.current;
      const next = (index + by + choices.length) % choices.length;
      setChosen({ key: choices.map(({ id }) => id).join(' '), index: next });
    };
    const take = (): void => {
      const { all: choices, active: index, onPick: pick } = latest.current;
      const choice = choices[index];
      // Once the key's own update is over, in which what is picked could not move the focus.
      if (choice) queueMicrotask(() => pick(choice));
    };
    const on = (
      command: LexicalCommand<KeyboardEvent> | LexicalCommand<KeyboardEvent | null>,
      act: () => void,
    ): (() => void) =>
      editor.registerCommand(
        command as LexicalCommand<KeyboardEvent | null>,
        (event) => {
          if (editor.isComposing() || event?.shiftKey === true) return false;
          event?.preventDefault();
          act();
          return true;
        },
        COMMAND_PRIORITY_CRITICAL,
      );
    return mergeRegister(
      on(KEY_ARROW_DOWN_COMMAND, () => step(1)),
      on(KEY_ARROW_UP_COMMAND, () => step(-1)),
      on(KEY_ENTER_COMMAND, take),
      on(KEY_TAB_COMMAND, take),
      on(KEY_ESCAPE_COMMAND, () => latest.current.onCancel()),
    );
  }, [editor]);

  return (
    // A press beside the choices leaves the caret where it is.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={surface}
      popover="manual"
      // What scrolls can be reached by whoever has no wheel.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="popover choices-surface"
      onMouseDown={(event) => event.preventDefault()}
    >
      <Choices
        id={list}
        label={label}
        groups={groups}
        active={active}
        onActive={(index) => setChosen({ key, index })}
        onPick={onPick}
      />
    </div>
  );
}
