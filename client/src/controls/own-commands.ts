import { $onUpdate, type LexicalCommand } from 'lexical';
import type { BlockId } from '@weft/shared/model/block-id';
import { setProps } from '@weft/shared/model/operations/set-props';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { LIST_STYLES, listLabel } from '../editor/binding/list-label.ts';
import { CHOOSE_ICON_COMMAND } from '../editor/commands/choose-icon.ts';
import {
  $setListStart,
  $setListStyle,
  ASK_FOR_START_COMMAND,
  numberToGoOn,
  shownStyle,
  startOf,
} from '../editor/commands/list-numbering.ts';
import { CHOOSE_PAGE_COMMAND } from '../editor/commands/page-link.ts';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { CHOOSE_LANGUAGE_COMMAND } from './choose-language.ts';
import type { SlashCommand } from './slash-command.ts';

/** What blocks of one type have and others have not: the icon of callouts, how lists are numbered, how code is shown. */
export function ownCommands(binding: BlockBinding, blocks: readonly BlockId[]): SlashCommand[] {
  const ofType = (type: string): BlockId[] =>
    blocks.filter((id) => binding.page.block(id)?.type === type);
  return [
    ...calloutCommands(binding, ofType('callout')),
    ...listCommands(binding, ofType('numbered')),
    ...codeCommands(binding, ofType('code')),
    ...pageCommands(binding, ofType('page')),
  ];
}

function calloutCommands({ page }: BlockBinding, callouts: readonly BlockId[]): SlashCommand[] {
  const [first] = callouts;
  if (first === undefined) return [];
  const hasIcon = page.block(first)?.props['icon'] !== undefined;
  return [
    {
      id: 'callout-icon',
      group: 'callout',
      label: message(hasIcon ? 'callout.change' : 'callout.add'),
      words: message('words.icon'),
      icon: 'emoji',
      $do: ({ editor }) => $later(editor, CHOOSE_ICON_COMMAND, callouts),
    },
  ];
}

function listCommands({ page }: BlockBinding, items: readonly BlockId[]): SlashCommand[] {
  const [first] = items;
  if (first === undefined) return [];
  const [shown, start, next] = [
    shownStyle(page, first),
    startOf(page, first),
    numberToGoOn(page, first),
  ];
  const begin = (id: string, label: string, number: number): SlashCommand => ({
    id: `list-${id}`,
    group: 'numbered',
    label,
    words: message('words.start'),
    icon: 'numbered',
    state: listLabel(number, shown),
    $do: (binding) => $setListStart(binding, items, number),
  });
  return [
    ...LIST_STYLES.map((style): SlashCommand => ({
      id: `list-${style}`,
      group: 'numbered',
      label: message(`list.${style}`),
      words: message('words.style'),
      icon: style === shown ? 'check' : 'numbered',
      state: [1, 2, 3].map((number) => listLabel(number, style)).join(' '),
      $do: (binding) => $setListStyle(binding, items, style),
    })),
    {
      id: 'list-start',
      group: 'numbered',
      label: message('list.start'),
      words: message('words.start'),
      icon: 'numbered',
      state: listLabel(start, shown),
      $do: ({ editor }) => $later(editor, ASK_FOR_START_COMMAND, first),
    },
    ...(start === 1 ? [] : [begin('restart', message('list.restart'), 1)]),
    ...(next === undefined || next === start ? [] : [begin('go-on', message('list.go-on'), next)]),
  ];
}

function codeCommands(binding: BlockBinding, codes: readonly BlockId[]): SlashCommand[] {
  const { page, editor, keys } = binding;
  const [first] = codes;
  const block = first === undefined ? undefined : page.block(first);
  if (!block) return [];
  const toggle = (prop: 'wrap' | 'lineNumbers'): SlashCommand => {
    const isOn = block.props[prop] === true;
    return {
      id: `code-${prop}`,
      group: 'code',
      label: message(prop === 'wrap' ? 'code.wrap-lines' : 'code.line-numbers'),
      words: message('words.code-lines'),
      icon: isOn ? 'check' : 'code-block',
      state: message(isOn ? 'table.on' : 'table.off'),
      $do: () => binding.$run(() => setProps(binding.writer, codes, { [prop]: !isOn })),
    };
  };
  const button = editor
    .getElementByKey(keys.get(block.id) ?? '')
    ?.querySelector<HTMLElement>('.code-language');
  return [
    toggle('wrap'),
    toggle('lineNumbers'),
    ...(button ? [languageCommand(binding, block.id, button)] : []),
  ];
}

function pageCommands({ editor }: BlockBinding, [block]: readonly BlockId[]): SlashCommand[] {
  if (block === undefined) return [];
  return [
    {
      id: 'page-choose',
      group: 'page',
      label: panelMessage('page-link.change'),
      words: message('words.pageLink'),
      icon: 'page',
      $do: () => $later(editor, CHOOSE_PAGE_COMMAND, { block, isNew: false }),
    },
  ];
}

function languageCommand(
  { editor }: BlockBinding,
  block: BlockId,
  button: HTMLElement,
): SlashCommand {
  return {
    id: 'code-language',
    group: 'code',
    label: panelMessage('code.languages'),
    words: message('words.code-lines'),
    icon: 'code',
    $do: () => $later(editor, CHOOSE_LANGUAGE_COMMAND, { block, button }),
  };
}

/** Asks for something once the page is drawn, and the menu that asked is gone. */
function $later<Payload>(
  editor: BlockBinding['editor'],
  command: LexicalCommand<Payload>,
  payload: Payload,
): void {
  $onUpdate(() => editor.dispatchCommand(command, payload));
}
