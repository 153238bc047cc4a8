import type { BlockFacts } from '../nodes/block-facts.ts';
import type { CreateBlockView } from '../nodes/block-view.ts';
import { emptyMedia, type MediaKind } from './empty-media.ts';
import { mediaAddress } from './media-address.ts';
import {
  type MediaContext,
  mediaElement,
  type MediaViewOptions,
  wordsIn,
} from './media-context.ts';
import { mediaNote } from './media-note.ts';
import { createMediaTools, type MediaTool } from './media-tools.ts';
import { createPatience } from './patience.ts';
import { createUploadNote } from './upload-note.ts';

/** Shows what is at one address. */
export interface Player {
  readonly element: HTMLElement;
  /** Where notes and tools go; the element itself where nothing is said. */
  readonly desk?: HTMLElement;
  readonly tools: readonly MediaTool[];
  /** Called again with another address for the same file once the server has it. */
  load(url: string, isSame: boolean): void;
  update(facts: BlockFacts): void;
  end?(): void;
}

/** What a player tells of what it loads. */
export interface PlayerEvents {
  loaded(): void;
  failed(): void;
}

export type CreatePlayer = (context: MediaContext, events: PlayerEvents) => Player;

/**
 * A view of something that is loaded: a picture, a film, a sound, a file. It asks for what is missing, says how far a file is
 * on its way, waits for one that somebody else sends, and says what went wrong.
 */
export function loadedView(
  options: MediaViewOptions,
  kind: MediaKind,
  createPlayer: CreatePlayer,
): CreateBlockView {
  return (first, editor) => {
    const { files, words } = options;
    let facts = first;
    const context: MediaContext = { ...options, editor, facts: () => facts };
    const element = mediaElement(context, kind);
    let shown:
      | { readonly source: string; readonly kind: 'empty' | 'unsafe' | 'loaded' }
      | undefined;
    let url = '';
    let problem: HTMLElement | undefined;
    let over = false;
    /** Whether it failed although it was there: the first time it may have come between the two questions. */
    let isSuspect = false;

    const clear = (): void => {
      problem?.remove();
      problem = undefined;
      delete element.dataset['failed'];
    };
    const complain = (note: HTMLElement): void => {
      clear();
      element.dataset['failed'] = '';
      problem = note;
      desk.append(note);
    };
    const again = (): void => {
      player.load(url, false);
    };
    const patience = createPatience(again);
    const player = createPlayer(context, {
      loaded() {
        patience.stop();
        isSuspect = false;
        clear();
      },
      failed() {
        const source = wordsIn(facts, 'source');
        if (mediaAddress(source, files)?.isOwn !== true) {
          complain(mediaNote(words.broken, [{ label: words.again, press: again }]));
          return;
        }
        void files.isThere(source).then((isThere) => {
          if (over || wordsIn(facts, 'source') !== source) return;
          if (isThere && !isSuspect) {
            isSuspect = true;
            again();
            return;
          }
          // What is there and cannot be shown can still be downloaded.
          if (isThere) {
            complain(mediaNote(words.broken, [{ label: words.again, press: again }]));
            return;
          }
          patience.failed();
          complain(
            mediaNote(words.pending, [{ label: words.again, press: patience.hurry }], 'pending'),
          );
        });
      },
    });
    const desk = player.desk ?? player.element;
    const tools = createMediaTools(context, player.tools);
    const upload = createUploadNote(context, desk);
    desk.append(tools.element);

    function draw(): void {
      const source = wordsIn(facts, 'source');
      const address = mediaAddress(source, files);
      const next = source === '' ? 'empty' : address ? 'loaded' : 'unsafe';
      if (shown?.source !== source || shown.kind !== next) {
        patience.stop();
        isSuspect = false;
        clear();
        url = '';
        shown = { source, kind: next };
        element.dataset['shows'] = next;
        element.replaceChildren(
          next === 'empty'
            ? emptyMedia(context, kind)
            : next === 'unsafe'
              ? unsafe()
              : player.element,
        );
      }
      if (!address) return;
      player.update(facts);
      if (address.url !== url) {
        const isSame = url !== '';
        ({ url } = address);
        player.load(url, isSame);
      }
      tools.show(url);
      upload.show(address.isOwn ? files.stateOf(source) : undefined);
    }

    /** It can still be replaced by something that can be shown. */
    function unsafe(): HTMLElement {
      const note = mediaNote(words.unsafe);
      note.append(createMediaTools(context, ['replace']).element);
      return note;
    }

    draw();
    const stop = files.subscribe(draw);
    return {
      element,
      update(next) {
        facts = next;
        draw();
      },
      end() {
        over = true;
        stop();
        patience.stop();
        player.end?.();
      },
    };
  };
}
