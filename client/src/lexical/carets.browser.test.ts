import { onTestFinished, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { createLink, type Link } from './testing/link.ts';
import type { Peer, PeerOptions } from './testing/peer.ts';
import { open } from './testing/peers.ts';
import './editor.css';

/** A page with an editor and a place for carets beside it. */
function openPage(options: PeerOptions): { peer: Peer; root: HTMLElement; carets: HTMLElement } {
  const page = document.createElement('main');
  page.style.position = 'relative';
  const root = document.createElement('div');
  const caretsContainer = document.createElement('div');
  page.append(root, caretsContainer);
  document.body.append(page);
  onTestFinished(() => page.remove());
  return { peer: open({ ...options, root, caretsContainer }), root, carets: caretsContainer };
}

function openPages(): {
  link: Link;
  ada: ReturnType<typeof openPage>;
  bob: ReturnType<typeof openPage>;
} {
  const link = createLink();
  const ada = openPage({ link, name: 'Ada' });
  const bob = openPage({ link, name: 'Bob' });
  const [from, to] = [ada.peer.provider.awareness, bob.peer.provider.awareness];
  from.on('update', () => {
    applyAwarenessUpdate(to, encodeAwarenessUpdate(from, [from.clientID]), 'network');
  });
  return { link, ada, bob };
}

const names = (carets: HTMLElement): string[] =>
  [...carets.querySelectorAll('.weft-caret-name')].map((name) => name.textContent);

test('LEX-22 a teammate is shown as a caret with a name where they are', async () => {
  const { link, ada, bob } = openPages();
  await userEvent.click(ada.root);
  expect(names(bob.carets)).toEqual(['Ada']);
  const caret = bob.carets.querySelector('.weft-caret')!;
  const atStart = caret.getBoundingClientRect();
  await userEvent.keyboard('hello');
  link.settle();
  const atEnd = bob.carets.querySelector('.weft-caret')!.getBoundingClientRect();
  const text = bob.root.querySelector('[data-lexical-text]')!.getBoundingClientRect();
  expect(atStart.left).toBeCloseTo(text.left, -1);
  expect(atEnd.left).toBeCloseTo(text.right, -1);
});

test('LEX-22 the caret goes when its owner leaves the editor, and when they leave the page', async () => {
  const { ada, bob } = openPages();
  await userEvent.click(ada.root);
  ada.root.blur();
  expect(names(bob.carets)).toEqual([]);
  await userEvent.click(ada.root);
  expect(names(bob.carets)).toEqual(['Ada']);
  ada.peer.unbind();
  expect(names(bob.carets)).toEqual([]);
});

test('LEX-23 a caret that arrives before its text appears with it', async () => {
  const { link, ada, bob } = openPages();
  await userEvent.click(ada.root);
  await userEvent.keyboard('one{Enter}two');
  expect(names(bob.carets)).toEqual([]);
  link.settle();
  expect(names(bob.carets)).toEqual(['Ada']);
  const caret = bob.carets.querySelector('.weft-caret')!.getBoundingClientRect();
  const second = bob.root.querySelector('p + p')!.getBoundingClientRect();
  expect(caret.top).toBeGreaterThanOrEqual(second.top);
});

test('LEX-24 presence of any other shape is left alone, and draws nothing', async () => {
  const { ada, bob } = openPages();
  await userEvent.click(ada.root);
  const { awareness } = ada.peer.provider;
  const good = awareness.getLocalState()!;
  const broken = [
    {},
    { ...good, anchorPos: { item: { client: 'x' } } },
    { ...good, focusPos: 7 },
    { ...good, anchorPos: { type: null, item: null, tname: null } },
    { ...good, focusing: 'yes' },
  ];
  for (const state of broken) {
    awareness.setLocalState(state);
    expect(names(bob.carets)).toEqual([]);
  }
  awareness.setLocalState({ ...good, name: 'x'.repeat(1000), color: 'url(//example.org)' });
  expect(names(bob.carets)).toEqual(['x'.repeat(40)]);
  const caret = bob.carets.querySelector<HTMLElement>('.weft-caret')!;
  expect(caret.style.getPropertyValue('--lexical-cursor-color')).toBe('gray');
  expect(bob.peer.errors).toEqual([]);
});

test('LEX-24 what others keep in the same presence stays there', async () => {
  const { ada } = openPages();
  const { awareness } = ada.peer.provider;
  awareness.setLocalStateField('avatar', 'cat');
  await userEvent.click(ada.root);
  await userEvent.keyboard('x');
  expect(awareness.getLocalState()).toMatchObject({ avatar: 'cat', name: 'Ada', focusing: true });
});

test('LEX-25 the editor is a text box that is busy and read-only until it has its content', async () => {
  const { peer, root } = openPage({ synced: false });
  expect(root.role).toBe('textbox');
  expect([root.ariaBusy, root.ariaReadOnly, root.isContentEditable]).toEqual([
    'true',
    'true',
    false,
  ]);
  peer.provider.catchUp();
  expect([root.ariaBusy, root.ariaReadOnly, root.isContentEditable]).toEqual([null, 'false', true]);
  await userEvent.click(root);
  await userEvent.keyboard('# title');
  expect(root.querySelector('h1')?.textContent).toBe('title');
});
