import { CodeExtension, CodeHighlightNode, CodeNode } from '@lexical/code-core';
import { buildEditorFromExtensions, defineExtension } from '@lexical/extension';
import { AutoLinkAnnounceExtension, AutoLinkNode, LinkNode } from '@lexical/link';
import { CheckListExtension, ListExtension, ListItemNode, ListNode } from '@lexical/list';
import {
  HeadingAnnounceExtension,
  HeadingNode,
  QuoteNode,
  RichTextExtension,
} from '@lexical/rich-text';
import { configExtension, type LexicalEditor } from 'lexical';
import { CheckListRoleExtension } from './check-lists.ts';
import { EditingHostExtension } from './editing-host.ts';
import { KeysExtension } from './keys.ts';
import { LinksExtension } from './links.ts';
import { MarkdownExtension } from './markdown.ts';
import { theme } from './theme.ts';

export interface WeftEditorOptions {
  /** Told of every error inside the editor, which goes on from its last good state. */
  onError: (error: Error) => void;
}

/** A Lexical editor that `dispose()` ends for good. */
export interface WeftEditor extends LexicalEditor {
  dispose(): void;
}

/**
 * A rich text editor without a framework: give it a place with `setRootElement` and content with
 * `bindLexical`. It starts empty and read-only, because content comes from the document alone, and has
 * no history of its own, because undo belongs to the document as well.
 */
export function createWeftEditor({ onError }: WeftEditorOptions): WeftEditor {
  return buildEditorFromExtensions(
    defineExtension({
      name: '@weft/client/lexical',
      namespace: 'weft',
      theme,
      editable: false,
      $initialEditorState: null,
      // Every type a document may hold is named here rather than left to what extensions happen to bring:
      // an editor that lacks one cannot show a teammate's page.
      nodes: [
        HeadingNode,
        QuoteNode,
        ListNode,
        ListItemNode,
        LinkNode,
        AutoLinkNode,
        CodeNode,
        CodeHighlightNode,
      ],
      dependencies: [
        RichTextExtension,
        ListExtension,
        CheckListExtension,
        CodeExtension,
        LinksExtension,
        MarkdownExtension,
        KeysExtension,
        EditingHostExtension,
        CheckListRoleExtension,
        // They would read out what teammates do as well, and every heading of a page that opens.
        configExtension(HeadingAnnounceExtension, { disabled: true }),
        configExtension(AutoLinkAnnounceExtension, { disabled: true }),
      ],
      onError,
    }),
  );
}
