import { useLayoutEffect, useRef } from 'react';
import type { CSSProperties, KeyboardEvent } from 'react';
import { MAX_TITLE_LENGTH } from '@weft/shared/protocol/limits';
import { Link } from '../navigation/link.tsx';
import { documentHref } from '../navigation/route.ts';
import type { Workspace } from '../pages/workspace.ts';
import type { TreeLine } from '../tree/tree-rows.ts';
import { Icon } from '../widgets/icons.tsx';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { PageIcon } from './page-icon.tsx';
import { RowMenu } from './row-menu.tsx';
import { nameOf } from './page-name.ts';

export interface TreeRowProps {
  readonly workspace: Workspace;
  readonly line: TreeLine;
  readonly top: number;
  readonly isCurrent: boolean;
  /** Whether Tab comes to this row. */
  readonly isEntry: boolean;
  readonly isRenaming: boolean;
  readonly isDropTarget: boolean;
  readonly onToggle: (line: TreeLine) => void;
  readonly onAdd: (line: TreeLine) => void;
  readonly onRename: (line: TreeLine) => void;
  /** `undefined` where the name stays as it is. */
  readonly onRenamed: (line: TreeLine, title: string | undefined, byKey: boolean) => void;
  readonly onFocus: (line: TreeLine) => void;
}

/** One page of the tree: a way to open it in the tree, its name, and what can be done with it. */
export function TreeRow(props: TreeRowProps) {
  const { workspace, line, top, isCurrent, isEntry, isRenaming, isDropTarget } = props;
  const { page, level, hasInside, isOpen, place, siblings } = line;
  const title = workspace.pages.titleOf(page);
  const name = nameOf(workspace.pages, page);
  return (
    <div
      id={rowId(page.id)}
      role="treeitem"
      className="tree-row"
      aria-label={name}
      aria-level={level}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-expanded={hasInside ? isOpen : undefined}
      aria-current={isCurrent ? 'page' : undefined}
      aria-selected={isCurrent}
      tabIndex={isEntry ? 0 : -1}
      data-page={page.id}
      data-current={isCurrent}
      data-drop={isDropTarget}
      style={{ transform: `translateY(${top}px)`, '--level': level - 1 } as CSSProperties}
      onFocus={({ target, currentTarget }) => {
        if (target === currentTarget) props.onFocus(line);
      }}
    >
      {/* Who cannot see it is told whether the row is open, and opens it by keys. */}
      <span
        className="tree-twist"
        aria-hidden="true"
        data-open={isOpen}
        data-empty={!hasInside}
        onClick={() => hasInside && props.onToggle(line)}
      >
        <Icon name="chevron" />
      </span>
      {isRenaming ? (
        <RenameField title={title} onDone={(text, byKey) => props.onRenamed(line, text, byKey)} />
      ) : (
        <Link
          href={documentHref(page.id, title)}
          className="tree-link"
          draggable={false}
          tabIndex={-1}
          title={name}
        >
          <PageIcon page={page} />
          <span className="document-title" dir="auto" data-untitled={title === ''}>
            {name}
          </span>
        </Link>
      )}
      {isRenaming ? null : (
        <span className="tree-tools">
          <RowMenu workspace={workspace} page={page} onRename={() => props.onRename(line)} />
          <button
            type="button"
            className="row-button"
            tabIndex={-1}
            aria-label={panelMessage('tree.add', { title: name })}
            title={panelMessage('tree.add', { title: name })}
            onClick={() => props.onAdd(line)}
          >
            <Icon name="plus" />
          </button>
        </span>
      )}
    </div>
  );
}

/** The element of a page's row. */
export function rowId(page: string): string {
  return `tree-${page}`;
}

interface RenameFieldProps {
  readonly title: string;
  /** By Enter or Escape, or because the person went elsewhere. */
  readonly onDone: (text: string | undefined, byKey: boolean) => void;
}

function RenameField({ title, onDone }: RenameFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  // With its first moment: what is typed before would go elsewhere.
  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);
  const done = (text: string | undefined, byKey: boolean): void => {
    if (isDone.current) return;
    isDone.current = true;
    onDone(text === title ? undefined : text, byKey);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    // The keys of the tree are not those of its field.
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') done(event.currentTarget.value.trim(), true);
    else if (event.key === 'Escape') done(undefined, true);
    else return;
    event.preventDefault();
  };
  return (
    <input
      ref={field}
      className="field tree-field"
      aria-label={message('page.title')}
      placeholder={message('pages.untitled')}
      defaultValue={title}
      maxLength={MAX_TITLE_LENGTH}
      autoComplete="off"
      enterKeyHint="done"
      onKeyDown={press}
      onBlur={({ currentTarget }) => done(currentTarget.value.trim(), false)}
    />
  );
}
