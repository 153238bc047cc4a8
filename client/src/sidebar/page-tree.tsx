import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent, RefObject } from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { DocId } from '@weft/shared/protocol/ids';
import { ancestry } from '@weft/shared/pages/page-tree';
import { documentHref } from '../navigation/route.ts';
import { navigate } from '../navigation/router.ts';
import { toggle, type Workspace } from '../pages/workspace.ts';
import type { PageForest } from '../tree/page-forest.ts';
import { placeByKey } from '../tree/tree-places.ts';
import { treeLines, type TreeLine } from '../tree/tree-rows.ts';
import { useSetting } from '../widgets/use-setting.ts';
import { message } from '../words/messages.ts';
import { addPage } from './page-acts.ts';
import { movePage, renamePage, trashPage } from './row-acts.ts';
import { DropMark, useTreeDrag } from './tree-drag.tsx';
import { lineNamed, treeKey, type TreeKey } from './tree-keys.ts';
import { rowId, TreeRow } from './tree-row.tsx';
import { useRowHeight } from './row-height.ts';
import { nameOf } from './page-name.ts';

/** Letters typed within this long are one name that is looked for, milliseconds. */
const TYPED_MS = 700;

interface PageTreeProps {
  readonly workspace: Workspace;
  readonly forest: PageForest;
  readonly current: DocId | undefined;
  /** What scrolls, with the tree in it. */
  readonly scroller: RefObject<HTMLElement | null>;
}

/** All pages as they lie in each other. Only what is in view is drawn: there may be ten thousand. */
export function PageTree({ workspace, forest, current, scroller }: PageTreeProps) {
  const { pages } = workspace;
  const opened = useSetting(workspace.open);
  const lines = useMemo(() => {
    const open = new Set(opened);
    return treeLines(forest, (page) => open.has(page));
  }, [forest, opened]);
  const height = useRowHeight();
  const list = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<DocId>();
  const [renaming, setRenaming] = useState<DocId>();
  const typed = useRef({ text: '', at: 0 });
  const wantsFocus = useRef<DocId>(undefined);
  const [, redraw] = useReducer((count: number) => count + 1, 0);

  const indexOf = useCallback(
    (page: DocId | undefined) => lines.findIndex((line) => line.page.id === page),
    [lines],
  );
  const entry = [indexOf(focused), indexOf(current), 0].find((index) => index >= 0)!;
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => lines[index]!.page.id,
    overscan: 8,
    scrollMargin: list.current?.offsetTop ?? 0,
    // Where the focus is stays there, in view or not.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return shown.includes(entry) || entry >= lines.length ? shown : [...shown, entry];
    },
  });
  useEffect(() => virtual.measure(), [virtual, height]);

  const setOpen = (line: TreeLine, isOpen: boolean): void =>
    toggle(workspace.open, line.page.id, isOpen);
  const { drop, dragged } = useTreeDrag({ workspace, forest, lines, height, list, scroller });

  const focus = (index: number): void => {
    const page = lines[index]?.page.id;
    if (page === undefined) return;
    setFocused(page);
    wantsFocus.current = page;
    virtual.scrollToIndex(index, { align: 'auto' });
  };
  useEffect(() => {
    if (wantsFocus.current === undefined) return;
    const row = document.getElementById(rowId(wantsFocus.current));
    if (!row) return;
    wantsFocus.current = undefined;
    row.focus({ preventScroll: true });
  });

  /** The browser lets go of the focus where a row is put elsewhere. */
  const refocus = (page: DocId): void => {
    wantsFocus.current = page;
    redraw();
  };

  useReveal(workspace, forest, current, (page) => {
    const index = indexOf(page);
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
    return index >= 0;
  });

  const act = (line: TreeLine, index: number, key: TreeKey): void => {
    const { page } = line;
    switch (key.act) {
      case 'focus':
        return focus(key.index);
      case 'open':
      case 'close':
        return setOpen(line, key.act === 'open');
      case 'visit':
        return navigate(documentHref(page.id, pages.titleOf(page)));
      case 'rename':
        return setRenaming(page.id);
      case 'trash':
        // The focus goes on to what is there then.
        focus(lines[index + 1]?.level === line.level ? index + 1 : index - 1);
        return void trashPage(workspace, page);
      case 'menu':
        return document
          .getElementById(rowId(page.id))
          ?.querySelector<HTMLElement>('.row-more')
          ?.click();
      case 'move': {
        const place = placeByKey(forest, page, key.way);
        if (!place) return undefined;
        return void movePage(workspace, page, place).then(() => refocus(page.id));
      }
    }
  };

  const keyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const index = lines.findIndex(({ page }) => rowId(page.id) === (event.target as Element).id);
    const line = lines[index];
    if (!line) return;
    const isForwards = document.documentElement.dir !== 'rtl';
    const isTyping = event.timeStamp - typed.current.at < TYPED_MS && typed.current.text !== '';
    const key =
      event.key === ' ' && isTyping ? undefined : treeKey(lines, index, event, isForwards);
    if (key) {
      event.preventDefault();
      return act(line, index, key);
    }
    // That one asks what the keys are.
    if (event.key === '?') return;
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    typed.current = {
      text: (isTyping ? typed.current.text : '') + event.key,
      at: event.timeStamp,
    };
    const names = lines.map(({ page }) => nameOf(pages, page));
    const found = lineNamed(names, index, typed.current.text);
    if (found !== undefined) focus(found);
  };

  const renamed = ({ page }: TreeLine, title: string | undefined, byKey: boolean): void => {
    setRenaming(undefined);
    // Whoever has gone elsewhere meanwhile writes there.
    if (byKey) wantsFocus.current = page.id;
    if (title !== undefined) void renamePage(workspace, page, title);
  };

  return (
    <div
      ref={list}
      role="tree"
      className="tree"
      aria-label={message('pages.heading')}
      data-dragging={dragged !== undefined}
      style={{ blockSize: `${virtual.getTotalSize()}px`, '--row': `${height}px` } as CSSProperties}
      onKeyDown={keyDown}
    >
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const line = lines[index];
        if (!line) return null;
        return (
          <TreeRow
            key={key}
            workspace={workspace}
            line={line}
            top={start - (virtual.options.scrollMargin ?? 0)}
            isCurrent={line.page.id === current}
            isEntry={index === entry}
            isRenaming={line.page.id === renaming}
            isDropTarget={drop?.mark.kind === 'in' && drop.mark.page === line.page.id}
            onToggle={(one) => setOpen(one, !one.isOpen)}
            onAdd={({ page }) => void addPage(workspace, page.id)}
            onRename={({ page }) => setRenaming(page.id)}
            onRenamed={renamed}
            onFocus={({ page }) => setFocused(page.id)}
          />
        );
      })}
      <DropMark drop={drop} height={height} />
    </div>
  );
}

/** Opens what the current page lies in, and brings it into view: once for each page that is come to. */
function useReveal(
  workspace: Workspace,
  forest: PageForest,
  current: DocId | undefined,
  show: (page: DocId) => boolean,
): void {
  const revealed = useRef<DocId>(undefined);
  const latest = useRef(show);
  latest.current = show;
  useEffect(() => {
    if (current === undefined || revealed.current === current || !forest.isShown(current)) return;
    const [, ...outer] = Array.from(ancestry(forest, current), ({ id }) => id);
    const open = new Set(workspace.open.get());
    const closed = outer.filter((id) => !open.has(id));
    if (closed.length > 0) workspace.open.set([...open, ...closed]);
    // With the next drawing where something had to be opened first.
    if (latest.current(current)) revealed.current = current;
  });
}
