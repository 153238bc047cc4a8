import { useEffect, useState } from 'react';
import { embedOf } from '@weft/shared/html/embeds';
import { COMMAND_PRIORITY_EDITOR } from 'lexical';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $selectionEnds } from '../editor/binding/points.ts';
import { $placeOf, rectOf } from '../editor/carets/place.ts';
import { contentOfAddress } from '../editor/commands/media-content.ts';
import {
  $pastedToBlock,
  $pastedToInline,
  PASTED_ADDRESS_COMMAND,
  type PastedAddress,
  placeOfPasted,
} from '../editor/keys/pasted-address.ts';
import type { Choice } from '../widgets/choices.tsx';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import type { MentionSources } from './mention-choices.ts';
import { useMentionables } from './use-mentionables.ts';
import { TypeaheadMenu } from './typeahead-menu.tsx';

interface PastedMenuProps {
  readonly binding: BlockBinding;
  readonly sources: MentionSources;
}

interface PastedChoice extends Choice {
  /** Nothing for what it is already. */
  readonly pick?: () => void;
}

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif)$/i;

/** Asks what an address that was pasted is to be. It is a link, and whoever writes on keeps it as one. */
export function PastedMenu({ binding, sources }: PastedMenuProps) {
  const { editor } = binding;
  const [pasted, setPasted] = useState<PastedAddress>();
  useEffect(
    () =>
      editor.registerCommand(
        PASTED_ADDRESS_COMMAND,
        (made) => {
          setPasted(made);
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
    [editor],
  );
  useEffect(() => {
    if (!pasted) return undefined;
    return editor.registerUpdateListener(() => {
      const place = placeOfPasted(binding, pasted);
      const ends = editor.read($selectionEnds);
      const isThere = [ends?.anchor, ends?.focus].every(
        (end) => end?.block === place?.block && end?.offset === place?.to,
      );
      if (!place || !isThere) setPasted(undefined);
    });
  }, [binding, editor, pasted]);
  useMentionables(sources, pasted !== undefined);
  if (!pasted) return null;
  const choices = choicesFor(binding, sources, pasted);
  return (
    <TypeaheadMenu
      key={pasted.address}
      editor={editor}
      label={panelMessage('pasted.heading')}
      groups={[{ heading: panelMessage('pasted.heading'), choices }]}
      anchor={() =>
        editor.read(() => {
          const at = placeOfPasted(binding, pasted);
          const place = at && $placeOf(binding, { block: at.block, offset: at.from });
          return place ? rectOf(place) : new DOMRect();
        })
      }
      onPick={({ id }) => {
        setPasted(undefined);
        choices.find((choice) => choice.id === id)?.pick?.();
      }}
      onCancel={() => setPasted(undefined)}
    />
  );
}

function choicesFor(
  binding: BlockBinding,
  sources: MentionSources,
  pasted: PastedAddress,
): PastedChoice[] {
  const { address } = pasted;
  const { editor } = binding;
  const page = sources.pageAt(address);
  const embed = embedOf(address);
  const toBlock = (type: 'bookmark' | 'embed') => () =>
    editor.update(() => $pastedToBlock(binding, pasted, { type, props: { address } }));
  const choices: (PastedChoice | undefined)[] = [
    page && {
      id: 'page',
      label: panelMessage('pasted.page', { page: page.name || message('pages.untitled') }),
      icon: 'page',
      pick: () =>
        editor.update(() =>
          $pastedToInline(binding, pasted, { kind: 'mention', page: page.id, label: page.name }),
        ),
    },
    { id: 'link', label: panelMessage('pasted.link'), icon: 'link' },
    embed && {
      id: 'embed',
      label: panelMessage('pasted.embed', { provider: embed.provider }),
      icon: 'embed',
      pick: toBlock('embed'),
    },
    PICTURE.test(pathOf(address))
      ? {
          id: 'image',
          label: panelMessage('pasted.image'),
          icon: 'image',
          pick: () =>
            void contentOfAddress('image', address).then((content) =>
              editor.update(() => $pastedToBlock(binding, pasted, content)),
            ),
        }
      : undefined,
    {
      id: 'bookmark',
      label: panelMessage('pasted.bookmark'),
      icon: 'bookmark',
      pick: toBlock('bookmark'),
    },
  ];
  return choices.filter((choice) => choice !== undefined);
}

function pathOf(address: string): string {
  return URL.canParse(address) ? new URL(address).pathname : '';
}
