import { Captions, Download, ExternalLink, type IconNode, Replace } from 'lucide';
import { button, element, icon } from './element.ts';
import { ASK_FOR_MEDIA_COMMAND } from './media-commands.ts';
import { type MediaContext, wordsIn } from './media-context.ts';

/** What can be done with a block of media, besides its own controls. */
export interface MediaTools {
  readonly element: HTMLElement;
  /** Where what is shown is loaded from now. */
  show(url: string): void;
}

export type MediaTool = 'describe' | 'replace' | 'open' | 'download';

const ICONS: { readonly [Tool in MediaTool]: IconNode } = {
  describe: Captions,
  replace: Replace,
  open: ExternalLink,
  download: Download,
};

export function createMediaTools(context: MediaContext, tools: readonly MediaTool[]): MediaTools {
  const { editor, words, facts } = context;
  const links: HTMLAnchorElement[] = [];
  const made = element('div', 'media-tools', { role: 'group', 'aria-label': words.tools });
  const ask = (want: 'media' | 'description') => (): void => {
    if (editor.isEditable())
      editor.dispatchCommand(ASK_FOR_MEDIA_COMMAND, { block: facts().id, want });
  };
  for (const tool of tools) {
    if (tool === 'describe' || tool === 'replace') {
      const want = tool === 'describe' ? 'description' : 'media';
      const control = button('media-tool', ask(want), words[tool], icon(ICONS[tool]));
      control.dataset['edits'] = '';
      made.append(control);
    } else {
      const link = element(
        'a',
        'media-tool',
        { 'aria-label': words[tool], title: words[tool], ...AWAY },
        icon(ICONS[tool]),
      );
      if (tool === 'download') link.dataset['download'] = '';
      links.push(link);
      made.append(link);
    }
  }
  return {
    element: made,
    show(url) {
      for (const link of links) {
        link.href = url;
        if (link.dataset['download'] !== undefined) link.download = wordsIn(facts(), 'name');
      }
    },
  };
}

/** Where a link leads must neither know nor reach this page. */
export const AWAY = { target: '_blank', rel: 'noopener noreferrer nofollow' } as const;
