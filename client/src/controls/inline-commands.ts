import { $onUpdate } from 'lexical';
import { $askForNewEquation } from '../editor/commands/inline-equation.ts';
import { insertInline } from '../editor/commands/insert-inline.ts';
import { CHOOSE_PAGE_COMMAND, MAKE_PAGE_COMMAND } from '../editor/commands/page-link.ts';
import { addFootnote } from '../editor/footnotes/add-footnote.ts';
import { message } from '../words/messages.ts';
import { todayMention } from './mention-choices.ts';
import type { SlashCommand } from './slash-command.ts';

/** A page in this one, with a block that links to it. */
export const NEW_PAGE: SlashCommand = {
  id: 'newPage',
  group: 'basic',
  label: message('insert.newPage'),
  words: message('words.newPage'),
  icon: 'page',
  $do: ({ editor }, { block }) => {
    $onUpdate(() => editor.dispatchCommand(MAKE_PAGE_COMMAND, block));
  },
};

/** A block that links to another page, which is chosen first. */
export const LINK_TO_PAGE: SlashCommand = {
  id: 'pageLink',
  group: 'basic',
  label: message('insert.pageLink'),
  words: message('words.pageLink'),
  icon: 'page',
  $do: ({ editor }, { block }) => {
    $onUpdate(() => editor.dispatchCommand(CHOOSE_PAGE_COMMAND, { block, isNew: true }));
  },
};

/** What goes into the line. */
export const INLINE_COMMANDS: readonly SlashCommand[] = [
  {
    id: 'mention',
    group: 'inline',
    label: message('insert.mention'),
    words: message('words.mention'),
    icon: 'mention',
    sign: '@',
    opens: '@',
    $do: () => undefined,
  },
  {
    id: 'date',
    group: 'inline',
    label: message('insert.date'),
    words: message('words.date'),
    icon: 'date',
    $do: (binding, at) => binding.$run(() => insertInline(binding, at, todayMention(Date.now()))),
  },
  {
    id: 'emoji',
    group: 'inline',
    label: message('emoji.heading'),
    words: message('words.emoji'),
    icon: 'emoji',
    sign: ':',
    opens: ':',
    $do: () => undefined,
  },
  {
    id: 'footnote',
    group: 'inline',
    label: message('insert.footnote'),
    words: message('words.footnote'),
    icon: 'footnote',
    $do: (binding, at) => binding.$run(() => addFootnote(binding, at)),
  },
  {
    id: 'inlineEquation',
    group: 'inline',
    label: message('insert.inlineEquation'),
    words: message('words.inlineEquation'),
    icon: 'equation',
    sign: '$$',
    $do: (binding, at) => void $askForNewEquation(binding, at),
  },
];
