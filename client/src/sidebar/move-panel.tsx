import { useId, useMemo, useState } from 'react';
import type { DocId } from '@weft/shared/protocol/ids';
import type { Workspace } from '../pages/workspace.ts';
import { fits, lastPlaceIn } from '../tree/tree-places.ts';
import { type Choice, Choices } from '../widgets/choices.tsx';
import { ComboboxField } from '../widgets/combobox-field.tsx';
import { search } from '../widgets/search.ts';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { movePage } from './row-acts.ts';
import { pathOf } from './page-path.ts';
import { nameOf } from './page-name.ts';
import { usePages } from './use-pages.ts';

/** More than anybody looks through: there are letters to type. */
const MOST = 50;
const TOP = 'top';

interface MovePanelProps {
  readonly workspace: Workspace;
  readonly page: DocId;
  readonly onDone: () => void;
}

/** Where a page can go: the top, and every page but itself and what lies in it. */
export function MovePanel({ workspace, page: id, onDone }: MovePanelProps) {
  const { pages } = workspace;
  const { forest } = usePages(pages);
  const page = forest?.get(id);
  const list = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const places = useMemo(() => {
    if (!forest) return [];
    const all = [...forest.all()]
      .filter((one) => fits(forest, id, { parent: one.id, after: null }))
      .map((one) => ({
        id: one.id as string,
        label: nameOf(pages, one),
        words: pathOf(pages, one),
        emoji: one.icon,
      }));
    return [{ id: TOP, label: panelMessage('tree.top'), words: '', emoji: '' }, ...all];
  }, [forest, id, pages]);
  const choices = search(places, query)
    .slice(0, MOST)
    .map(({ id: place, label, words, emoji }): Choice => ({
      id: place,
      label,
      icon: place === TOP ? 'outdent' : 'page',
      ...(emoji !== '' && { emoji }),
      ...(words !== '' && { hint: words }),
    }));

  const pick = ({ id: place }: Choice): void => {
    if (!forest || !page) return;
    onDone();
    void movePage(workspace, page, lastPlaceIn(forest, place === TOP ? null : (place as DocId)));
  };
  if (!page) return <p className="panel-note">{message('gone.deleted')}</p>;
  const label = panelMessage('tree.move-search', { title: nameOf(pages, page) });
  return (
    <>
      <ComboboxField
        label={label}
        list={list}
        count={choices.length}
        active={active}
        value={query}
        onInput={setQuery}
        onActive={setActive}
        onPick={(index) => pick(choices[index]!)}
      />
      {choices.length === 0 ? (
        <p className="panel-note" role="status">
          {panelMessage('page-link.nothing')}
        </p>
      ) : (
        <Choices
          id={list}
          label={label}
          groups={[{ choices }]}
          active={active}
          onActive={setActive}
          onPick={pick}
        />
      )}
    </>
  );
}
