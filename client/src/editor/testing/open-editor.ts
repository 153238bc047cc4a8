import { seededRandom } from '@weft/shared/testing/random';
import { onTestFinished } from 'vitest';
import { bindBlocks, type BoundBlocks } from '../bind-blocks.ts';
import { type BlockEditor, createBlockEditor } from '../block-editor.ts';
import type { MediaFiles } from '../media-files.ts';
import { mediaViews } from '../views/media-views.ts';
import { ENGLISH_MEDIA_WORDS } from '../views/media-words.ts';
import { type PageLink, StubProvider } from './page-link.ts';

export interface OpenEditorOptions {
  readonly name?: string;
  readonly seed?: number;
  readonly link?: PageLink;
  /** What the document begins with. */
  readonly state?: Uint8Array;
  readonly root?: HTMLElement;
  readonly caretsContainer?: HTMLElement;
  readonly synced?: boolean;
  /** With them media are shown. */
  readonly files?: MediaFiles;
}

/** One person with a page open, until the test is over. */
export interface OpenEditor {
  readonly provider: StubProvider;
  readonly editor: BlockEditor;
  readonly bound: BoundBlocks;
  /** Errors the editor reported, and whether the page was called unreadable or outdated. */
  readonly errors: Error[];
}

export function openEditor(options: OpenEditorOptions = {}): OpenEditor {
  const { name = 'Ada', seed = 1, link, root, state, synced = true, files } = options;
  const random = seededRandom(seed);
  const provider = new StubProvider(state);
  link?.join(provider.doc);
  const errors: Error[] = [];
  const editor = createBlockEditor({
    onError: (error) => errors.push(error),
    ...(files && { views: mediaViews({ files, words: ENGLISH_MEDIA_WORDS }) }),
  });
  if (root) editor.setRootElement(root);
  const bound = bindBlocks({
    editor,
    provider,
    caretsContainer: options.caretsContainer ?? null,
    user: { name, color: '#147a73' },
    onOutdated: () => errors.push(new Error('outdated')),
    onUnreadable: (error) => errors.push(error),
    random: () => random.next(),
    now: () => 0,
    ...(files && { files }),
  });
  if (synced) provider.catchUp();
  onTestFinished(() => {
    bound.dispose();
    editor.dispose();
    provider.awareness.destroy();
    provider.doc.destroy();
  });
  return { provider, editor, bound, errors };
}
