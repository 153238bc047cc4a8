import {
  createBindingV2__EXPERIMENTAL,
  syncLexicalUpdateToYjsV2__EXPERIMENTAL,
} from '@lexical/yjs';
import { seedOf } from '@weft/shared/document/seed';
import {
  type LexicalEditor,
  mergeRegister,
  SKIP_COLLAB_TAG,
  type UpdateListenerPayload,
} from 'lexical';
import { applyUpdate, type Transaction, type XmlElement, type XmlText, type YEvent } from 'yjs';
import { type CaretUser, registerCarets } from './carets.ts';
import { $giveEmptyBlocksText, $recognizeEmptyBlocks } from './empty-blocks.ts';
import { presenceView } from './presence.ts';
import type { BindableProvider } from './provider.ts';
import { createRendering, isRendered } from './rendering.ts';
import { registerUndo } from './undo.ts';
import { $writeWholeCharacters } from './whole-characters.ts';

export interface LexicalBindingOptions {
  /** Any Lexical editor that knows the node types of the document and has no history of its own. */
  readonly editor: LexicalEditor;
  readonly provider: BindableProvider;
  /**
   * Where teammates' carets are drawn: an element without a position of its own, inside the positioned
   * element that also holds the editor. `null` draws none.
   */
  readonly caretsContainer: HTMLElement | null;
  readonly user: CaretUser;
  /**
   * Called once if the document cannot be drawn, for instance because it holds a block that this version
   * does not know. The editor stays read-only and nothing is written: it would take what it cannot show
   * for deleted.
   */
  readonly onUnreadable?: (error: Error) => void;
}

/**
 * Origin of what a client writes after Lexical has merged texts that a remote update or an undo put side by
 * side. Nobody typed it, so it must not become a step of undo.
 */
const NORMALIZING = Symbol('@weft/client/lexical/normalizing');

/**
 * Joins a Lexical editor to the document of a provider, by the stock binding of `@lexical/yjs` V2. Until the
 * provider has caught up the editor is empty, read-only and `aria-busy`; what it shows then is the
 * document, to which no client adds a first paragraph of its own: that is the seed, the same
 * bytes for everybody.
 *
 * Two people may begin the same empty block at once, and undo leaves a teammate's text alone. What remains
 * are limits of the stock binding:
 *
 * - A block turned into another kind, moved, split or merged is written anew. What a teammate types into it at
 *   that moment is lost, or lands in a neighbour; where both do it, the text they copied is doubled.
 * - The same goes for an empty block that gets something other than text first (a line break, a link), and
 *   for one whose making is undone before a teammate's first word in it has arrived.
 * - First words typed at once double where the text is not the block's only child, as after a line
 *   break, and in a block that was made by a program without an empty text in it.
 *
 * Returns the way to part them again; the editor is read-only from then on.
 */
export function bindLexical(options: LexicalBindingOptions): () => void {
  const { editor, provider, caretsContainer, user, onUnreadable } = options;
  const { doc, awareness } = provider;
  const binding = createBindingV2__EXPERIMENTAL(editor, doc.guid, doc, new Map([[doc.guid, doc]]));
  binding.cursorsContainer = caretsContainer;
  const presence = presenceView(awareness, caretsContainer !== null);
  const rendering = createRendering(binding, presence, (error) => onUnreadable?.(error));

  function onEditorUpdate(update: UpdateListenerPayload): void {
    const { tags, editorState, prevEditorState, dirtyElements, dirtyLeaves } = update;
    const rendered = isRendered(tags);
    editorState.read(() => $recognizeEmptyBlocks(binding, dirtyElements.keys()));
    if (tags.has(SKIP_COLLAB_TAG) || (!rendered && rendering.state !== 'shown')) return;
    try {
      doc.transact(
        () => {
          if (!rendered) {
            editorState.read(() => $writeWholeCharacters(binding, dirtyElements.keys()));
          }
          syncLexicalUpdateToYjsV2__EXPERIMENTAL(
            binding,
            presence,
            prevEditorState,
            editorState,
            dirtyElements,
            dirtyLeaves,
            update.normalizedNodes,
            tags,
          );
          if (!rendered) {
            editorState.read(() => $giveEmptyBlocksText(binding, dirtyElements.keys()));
          }
        },
        rendered ? NORMALIZING : binding,
      );
    } catch (error) {
      editor._onError(error instanceof Error ? error : new Error(String(error)));
      rendering.distrust();
    }
  }

  function onDocumentChange(
    events: YEvent<XmlElement | XmlText>[],
    transaction: Transaction,
  ): void {
    const { origin } = transaction;
    if (origin !== binding && origin !== NORMALIZING) rendering.changes(events, transaction);
  }

  function begin(): () => void {
    const seed = seedOf('lexical-v2');
    if (seed && binding.root.length === 0) applyUpdate(doc, seed, binding);
    const stop = mergeRegister(
      registerUndo(binding),
      editor.registerUpdateListener(onEditorUpdate),
    );
    rendering.all();
    if (rendering.state !== 'shown') return stop;
    binding.root.observeDeep(onDocumentChange);
    editor.setEditable(true);
    return mergeRegister(
      stop,
      () => binding.root.unobserveDeep(onDocumentChange),
      registerCarets(binding, presence, awareness, user),
    );
  }

  editor.setEditable(false);
  let end = provider.synced ? begin() : waitForSync();

  function waitForSync(): () => void {
    const onSync = (synced: boolean): void => {
      if (!synced) return;
      end();
      end = begin();
    };
    provider.on('sync', onSync);
    return mergeRegister(registerBusy(editor), () => void provider.off('sync', onSync));
  }

  return () => {
    end();
    rendering.dispose();
    editor.setEditable(false);
  };
}

/** Says that the content is still on its way, until the returned function is called. */
function registerBusy(editor: LexicalEditor): () => void {
  return editor.registerRootListener((root) => {
    if (!root) return undefined;
    root.ariaBusy = 'true';
    return () => {
      root.ariaBusy = null;
    };
  });
}
