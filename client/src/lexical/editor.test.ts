import { $createLinkNode, $isLinkNode, TOGGLE_LINK_COMMAND } from '@lexical/link';
import { $isListItemNode, $isListNode } from '@lexical/list';
import { $createHeadingNode, $isHeadingNode } from '@lexical/rich-text';
import {
  $createTextNode,
  $getRoot,
  $isElementNode,
  $isTextNode,
  KEY_TAB_COMMAND,
  type LexicalNode,
} from 'lexical';
import { describe, expect, test } from 'vitest';
import type { Peer } from './testing/peer.ts';
import { open, openPair } from './testing/peers.ts';

function $describe(node: LexicalNode): string {
  const inside = $isElementNode(node) ? node.getChildren().map($describe).join('') : '';
  if ($isHeadingNode(node)) return `<${node.getTag()}>${inside}`;
  if ($isListNode(node)) return `<${node.getListType()}>${inside}`;
  if ($isListItemNode(node))
    return `<item${node.getChecked() === true ? ' checked' : ''}>${inside}`;
  if ($isLinkNode(node)) return `<link ${node.getURL()}>${inside}</link>`;
  if ($isTextNode(node)) {
    const formats = (['bold', 'italic', 'strikethrough', 'code'] as const).filter((format) =>
      node.hasFormat(format),
    );
    return formats.length > 0
      ? `<${formats.join(' ')}>${node.getTextContent()}</>`
      : node.getTextContent();
  }
  return `<${node.getType()}>${inside}`;
}
const shape = (peer: Peer): string =>
  peer.editor.getEditorState().read(() => $getRoot().getChildren().map($describe).join(' '));

describe('Markdown', () => {
  const cases = [
    ['# one', '<h1>one'],
    ['### three', '<h3>three'],
    ['#### four', '<paragraph>#### four'],
    ['- item', '<bullet><item>item'],
    ['1. item', '<number><item>item'],
    ['[ ] todo', '<check><item>todo'],
    ['[x] done', '<check><item checked>done'],
    ['> said', '<quote>said'],
    ['``` code', '<code>code'],
    ['a **b** c', '<paragraph>a <bold>b</> c'],
    ['a *b* c', '<paragraph>a <italic>b</> c'],
    ['a ~~b~~ c', '<paragraph>a <strikethrough>b</> c'],
    ['a `b` c', '<paragraph>a <code>b</> c'],
    ['[a](https://example.org) ', '<paragraph><link https://example.org>a</link> '],
  ] as const;
  test.each(cases)('LEX-16 typing %j makes %j, for teammates too', (typed, made) => {
    const { link, ada, bob } = openPair();
    ada.type(typed);
    link.settle();
    expect(shape(ada)).toBe(made);
    expect(shape(bob)).toBe(made);
  });

  test('LEX-16 nothing inside code is Markdown', () => {
    const { ada } = openPair();
    ada.type('``` # a **b**');
    expect(shape(ada)).toBe('<code># a **b**');
  });
});

test('LEX-17 a heading deeper than the third level becomes one of the third', () => {
  const { ada } = openPair();
  ada.edit(() => $getRoot().append($createHeadingNode('h5').append($createTextNode('deep'))));
  expect(shape(ada)).toBe('<paragraph> <h3>deep');
});

describe('links', () => {
  const cases = [
    ['see https://example.org/a now', '<link https://example.org/a>https://example.org/a</link>'],
    ['see www.example.org now', '<link https://www.example.org>www.example.org</link>'],
    ['mail ada@example.org now', '<link mailto:ada@example.org>ada@example.org</link>'],
  ] as const;
  test.each(cases)('LEX-18 an address in %j becomes a link', (typed, link) => {
    const { ada } = openPair();
    ada.type(typed);
    expect(shape(ada)).toContain(link);
  });

  test('LEX-18 an address in code stays text', () => {
    const { ada } = openPair();
    ada.type('``` https://example.org now');
    expect(shape(ada)).toBe('<code>https://example.org now');
  });

  const unsafe = ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', ' javascript:x'];
  test.each(unsafe)('LEX-19 a link to %j becomes its text', (url) => {
    const { ada } = openPair();
    ada.edit(() => {
      const paragraph = $getRoot().getFirstChildOrThrow();
      if (!$isElementNode(paragraph)) throw new Error('There is no paragraph.');
      paragraph.append($createLinkNode(url).append($createTextNode('press')));
    });
    expect(shape(ada)).toBe('<paragraph>press');
  });

  test('LEX-19 nothing can be linked to a script', () => {
    const { ada } = openPair();
    ada.type('press');
    ada.edit(() =>
      $getRoot()
        .selectStart()
        .focus.set(...textEnd()),
    );
    ada.press(TOGGLE_LINK_COMMAND, 'javascript:alert(1)');
    expect(shape(ada)).toBe('<paragraph>press');
    ada.press(TOGGLE_LINK_COMMAND, 'https://example.org');
    expect(shape(ada)).toBe('<paragraph><link https://example.org>press</link>');
  });
});

function textEnd(): [string, number, 'text'] {
  const text = $getRoot().getLastDescendant();
  if (!$isTextNode(text)) throw new Error('There is no text.');
  return [text.getKey(), text.getTextContentSize(), 'text'];
}

describe('Tab', () => {
  /** A key press as far as the editor looks at it; says whether the browser's own effect was stopped. */
  function tab(peer: Peer, shiftKey = false): boolean {
    let stopped = false;
    const event = { shiftKey, preventDefault: () => (stopped = true) } as unknown as KeyboardEvent;
    peer.press(KEY_TAB_COMMAND, event);
    return stopped;
  }

  test('LEX-20 nests a list item, and Shift+Tab brings it back', () => {
    const { ada } = openPair();
    ada.type('- one');
    ada.enter();
    ada.type('two');
    expect(tab(ada)).toBe(true);
    expect(shape(ada)).toBe('<bullet><item>one<item><bullet><item>two');
    expect(tab(ada, true)).toBe(true);
    expect(shape(ada)).toBe('<bullet><item>one<item>two');
  });

  test('LEX-20 nests no deeper than eight levels', () => {
    const { ada } = openPair();
    ada.type('- x');
    for (let i = 0; i < 12; i++) tab(ada);
    expect(shape(ada).match(/<bullet>/g)).toHaveLength(8);
  });

  test('LEX-20 indents code, which Shift+Tab leaves', () => {
    const { ada } = openPair();
    ada.type('``` ');
    expect(tab(ada)).toBe(true);
    ada.type('x');
    expect(ada.blocks()).toEqual(['\tx']);
    expect(tab(ada, true)).toBe(false);
  });

  test('LEX-20 moves the focus on everywhere else', () => {
    const { ada } = openPair();
    ada.type('text');
    expect(tab(ada)).toBe(false);
    expect(ada.blocks()).toEqual(['text']);
  });
});

test('LEX-21 an error inside the editor is reported, and costs neither text nor caret', async () => {
  const peer = open();
  peer.place(0);
  peer.type('kept');
  peer.edit(() => {
    $getRoot().clear();
    throw new Error('Broken command.');
  });
  expect(peer.errors.map((error) => error.message)).toEqual(['Broken command.']);
  await Promise.resolve();
  peer.type('!');
  expect(peer.blocks()).toEqual(['kept!']);
});
