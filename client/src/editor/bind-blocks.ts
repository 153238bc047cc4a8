import { seedOf } from '@weft/shared/document/seed';
import type { RandomSource } from '@weft/shared/model/block-id';
import { mayWrite, META_ROOT } from '@weft/shared/model/min-writer';
import {
  $getRoot,
  CAN_REDO_COMMAND,
  CAN_UNDO_COMMAND,
  type LexicalEditor,
  mergeRegister,
} from 'lexical';
import { applyUpdate } from 'yjs';
import { BlockBinding } from './binding/binding.ts';
import type { OpenToggles } from './binding/folding.ts';
import { $browserEnds } from './binding/points.ts';
import { type CaretUser, registerCarets } from './carets/carets.ts';
import { registerBusy } from './editing-host.ts';
import { registerClickBelow } from './click-below.ts';
import { registerBlockKeys } from './keys/block-keys.ts';
import { registerCellKeys } from './keys/cell-keys.ts';
import { registerCommandKeys } from './keys/command-keys.ts';
import { registerFootnotes } from './footnotes/footnotes.ts';
import { registerFootnoteKeys } from './keys/footnote-keys.ts';
import { registerEquationKeys } from './keys/equations.ts';
import { registerCommands } from './keys/commands.ts';
import { registerMarkEdges } from './keys/mark-edges.ts';
import { registerTypedAddresses } from './keys/typed-address.ts';
import { registerMarkdown } from './keys/markdown.ts';
import { registerMedia } from './keys/media-keys.ts';
import { registerSourceKeys } from './keys/source-keys.ts';
import { registerLeaveKeys } from './keys/leave-keys.ts';
import { registerVoidKeys } from './keys/void-keys.ts';
import { registerPageKeys } from './keys/page-keys.ts';
import type { MediaFiles } from './media-files.ts';
import type { PageProvider } from './page-provider.ts';
import { cryptoRandom } from './random-source.ts';
import { BlockSelection } from './selection/block-selection.ts';
import { createLastColor, type LastColor } from './commands/recolor.ts';
import { registerRecoloring } from './keys/recoloring.ts';
import { registerPressedSigns } from './pressed-signs.ts';

export interface BlockBindingsOptions {
  /** An editor that knows `PAGE_NODES`, as `createBlockEditor` makes it. */
  readonly editor: LexicalEditor;
  readonly provider: PageProvider;
  /**
   * Where teammates' carets are drawn: an element without a position of its own, inside the positioned element
   * that also holds the editor. `null` draws none.
   */
  readonly caretsContainer: HTMLElement | null;
  readonly user: CaretUser;
  /** Where the person keeps which toggles are open; without it all of them are. */
  readonly openToggles?: OpenToggles;
  /** Where the person keeps the colour they used last; without it, for as long as the page is open. */
  readonly lastColor?: LastColor;
  /** Called once the page is shown. */
  readonly onBound?: (binding: BlockBinding, selection: BlockSelection) => void;
  /** Called once if the page cannot be shown. The editor stays read-only and nothing is written. */
  readonly onUnreadable?: (error: Error) => void;
  /**
   * Called once the page is shown if only a newer Weft may write in it, and as soon as that becomes so. The
   * editor is read-only from then on.
   */
  readonly onOutdated?: () => void;
  /** Called when the caret goes up from the first line, for instance to a title. */
  readonly onLeave?: () => void;
  /** Takes the files that are pasted; without it they are not taken. */
  readonly files?: MediaFiles;
  /** Numbers from 0 up to and without 1, for ids; the browser's generator where nothing is said. */
  readonly random?: RandomSource;
  /** Milliseconds since 1970; the machine's clock where nothing is said. */
  readonly now?: () => number;
}

/** An editor that is joined to a page. */
export interface BoundBlocks {
  /** `undefined` until the provider has caught up, and if the page cannot be shown. */
  readonly binding: BlockBinding | undefined;
  /** Makes the page one to read and copy only, for instance because the server takes no more changes. */
  freeze(): void;
  /** Takes `freeze` back. */
  thaw(): void;
  /** Parts them again; the editor is read-only from then on. */
  dispose(): void;
}

/**
 * Joins an editor to the page that the document of a provider is. Until the provider has caught up the editor is empty,
 * read-only and `aria-busy`; what it shows then is the document, to which no client adds a first line of its
 * own: that is the seed, the same bytes for everybody.
 */
export function bindBlocks(options: BlockBindingsOptions): BoundBlocks {
  const { editor, provider, caretsContainer, user, onBound, onUnreadable, onOutdated, onLeave } =
    options;
  const { random = cryptoRandom, now = Date.now, openToggles, files, lastColor } = options;
  const { doc, awareness } = provider;
  let binding: BlockBinding | undefined;
  let frozen = false;
  let outdated = false;

  const reflect = (): void => editor.setEditable(binding !== undefined && !frozen && !outdated);

  function lookAtFormat(): void {
    if (outdated || mayWrite(doc)) return;
    outdated = true;
    reflect();
    onOutdated?.();
  }

  function begin(): () => void {
    const seed = seedOf('blocks');
    const isEmpty = doc.getMap('texts').size === 0 && doc.getMap('props').size === 0;
    if (seed && isEmpty && mayWrite(doc)) applyUpdate(doc, seed, editor);
    let made: BlockBinding;
    try {
      made = new BlockBinding({
        editor,
        doc,
        random,
        now,
        $movedTo: () => $browserEnds(editor),
        ...(openToggles && { openToggles }),
        onHistory: () => tellHistory(made),
      });
    } catch (error) {
      onUnreadable?.(error instanceof Error ? error : new Error('The page could not be shown.'));
      return () => undefined;
    }
    // A page that holds nothing still shows a line to write in.
    if (editor.read(() => $getRoot().isEmpty())) {
      made.dispose();
      onUnreadable?.(new Error('The page could not be shown.'));
      return () => undefined;
    }
    binding = made;
    const meta = doc.getMap(META_ROOT);
    meta.observe(lookAtFormat);
    lookAtFormat();
    reflect();
    const selection = new BlockSelection(made);
    onBound?.(made, selection);
    return mergeRegister(
      () => meta.unobserve(lookAtFormat),
      () => made.dispose(),
      registerBlockKeys(made, selection),
      registerCellKeys(made),
      registerFootnotes(made),
      registerFootnoteKeys(made),
      registerVoidKeys(made, selection),
      onLeave ? registerLeaveKeys(made, onLeave) : () => undefined,
      registerSourceKeys(made),
      registerCommandKeys(made),
      registerEquationKeys(made),
      registerRecoloring(made, lastColor ?? createLastColor()),
      registerCommands(made, files),
      registerMedia(made, selection),
      registerPageKeys(made),
      registerMarkdown(made),
      registerTypedAddresses(made),
      registerMarkEdges(made),
      registerPressedSigns(made),
      registerClickBelow(made),
      registerCarets({ binding: made, awareness, container: caretsContainer, user }),
    );
  }

  function tellHistory({ history }: BlockBinding): void {
    editor.dispatchCommand(CAN_UNDO_COMMAND, history.canUndo);
    editor.dispatchCommand(CAN_REDO_COMMAND, history.canRedo);
  }

  function waitForSync(): () => void {
    const onSync = (synced: boolean): void => {
      if (!synced) return;
      end();
      end = begin();
    };
    provider.on('sync', onSync);
    return mergeRegister(registerBusy(editor), () => void provider.off('sync', onSync));
  }

  reflect();
  let end = provider.synced ? begin() : waitForSync();

  return {
    get binding() {
      return binding;
    },
    freeze() {
      frozen = true;
      reflect();
    },
    thaw() {
      frozen = false;
      reflect();
    },
    dispose() {
      end();
      binding = undefined;
      reflect();
    },
  };
}
