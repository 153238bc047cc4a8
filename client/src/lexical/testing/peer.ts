import { seedOf } from '@weft/shared/document/seed';
import {
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  INSERT_PARAGRAPH_COMMAND,
  type LexicalCommand,
} from 'lexical';
import { ObservableV2 } from 'lib0/observable';
import { Awareness } from 'y-protocols/awareness';
import { applyUpdate, Doc, XmlElement } from 'yjs';
import { bindLexical, type LexicalBindingOptions } from '../binding.ts';
import { createWeftEditor, type WeftEditor } from '../editor.ts';
import type { BindableProvider } from '../provider.ts';
import type { Link } from './link.ts';

/** A provider without a server: it has caught up when `catchUp` says so. */
export class StubProvider
  extends ObservableV2<{ sync: (synced: boolean) => void }>
  implements BindableProvider
{
  readonly doc: Doc;
  readonly awareness: Awareness;
  synced = false;

  constructor(doc: Doc) {
    super();
    this.doc = doc;
    this.awareness = new Awareness(doc);
  }

  catchUp(): void {
    this.synced = true;
    this.emit('sync', [true]);
  }
}

/** One person with a page open. */
export interface Peer {
  readonly doc: Doc;
  readonly editor: WeftEditor;
  readonly provider: StubProvider;
  /** Errors the editor reported. */
  readonly errors: Error[];
  /** Puts the caret at the end of the block at `index`. */
  place(index: number): void;
  /** Types at the caret, a key at a time, and lets the editor react to each. */
  type(text: string): void;
  enter(): void;
  press<T>(command: LexicalCommand<T>, payload: T): void;
  /** Runs an update and lets the editor react to it. */
  edit(change: () => void): void;
  /** The text of each block, as the editor shows it. */
  blocks(): string[];
  /** The editor's whole content, comparable between peers. */
  content(): unknown;
  /** The shared root, where what others will see is. */
  readonly root: XmlElement;
  unbind(): void;
  leave(): void;
}

export interface PeerOptions extends Partial<Omit<LexicalBindingOptions, 'editor' | 'provider'>> {
  readonly name?: string;
  readonly link?: Link;
  /** What the document begins with; the seed where nothing is said. */
  readonly start?: Uint8Array | undefined;
  readonly root?: HTMLElement;
  readonly synced?: boolean;
}

export function createPeer(options: PeerOptions = {}): Peer {
  const { name = 'Ada', link, root, synced = true } = options;
  const doc = new Doc();
  const start = 'start' in options ? options.start : seedOf('lexical-v2');
  if (start) applyUpdate(doc, start, 'start');
  link?.join(doc);
  const provider = new StubProvider(doc);
  const errors: Error[] = [];
  const editor = createWeftEditor({ onError: (error) => errors.push(error) });
  if (root) editor.setRootElement(root);
  const unbind = bindLexical({
    editor,
    provider,
    caretsContainer: options.caretsContainer ?? null,
    user: options.user ?? { name, color: 'teal' },
    ...(options.onUnreadable && { onUnreadable: options.onUnreadable }),
  });
  if (synced) provider.catchUp();

  const settle = (): void => editor.update(() => {}, { discrete: true });
  const peer: Peer = {
    doc,
    editor,
    provider,
    errors,
    root: doc.get('root-v2', XmlElement),
    edit(change) {
      editor.update(change, { discrete: true });
      settle();
    },
    place(index) {
      peer.edit(() => {
        const block = $getRoot().getChildAtIndex(index);
        if (!$isElementNode(block)) throw new Error(`There is no block ${index}.`);
        block.selectEnd();
      });
    },
    type(text) {
      for (const character of text) {
        peer.edit(() => {
          const selection = $getSelection();
          if (!$isRangeSelection(selection)) throw new Error('There is no caret.');
          selection.insertText(character);
        });
      }
    },
    enter: () => peer.press(INSERT_PARAGRAPH_COMMAND, undefined),
    press(command, payload) {
      editor.dispatchCommand(command, payload);
      settle();
    },
    blocks: () =>
      editor.getEditorState().read(() =>
        $getRoot()
          .getChildren()
          .map((block) => block.getTextContent()),
      ),
    content: () => editor.getEditorState().toJSON(),
    unbind,
    leave() {
      unbind();
      editor.dispose();
      provider.awareness.destroy();
      doc.destroy();
    },
  };
  return peer;
}
