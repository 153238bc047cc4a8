import { afterEach, expect, test } from 'vitest';
import { createLink } from './testing/link.ts';
import { createPeer, type Peer, type PeerOptions } from './testing/peer.ts';

const peers: Peer[] = [];
function open(options: PeerOptions = {}): Peer {
  const peer = createPeer(options);
  peers.push(peer);
  return peer;
}
afterEach(() => {
  for (const peer of peers.splice(0)) peer.leave();
});

test('LEX-4 try', () => {
  const link = createLink();
  const a = open({ link }), b = open({ link });
  a.place(0); b.place(0);
  a.type('AAA'); b.type('BBB');
  link.settle();
  console.log(a.blocks(), b.blocks(), a.root.toString(), a.errors);
  a.enter(); link.settle(); console.log(a.blocks(), b.blocks());
  b.place(1);
  a.type('one'); b.type('two'); link.settle();
  console.log(a.blocks(), b.blocks(), a.root.toString(), a.errors);
  a.enter(); a.type('# Hi '); a.type('**bold** x'); link.settle();
  console.log(JSON.stringify(a.content()) === JSON.stringify(b.content()), b.root.toString());
  expect(a.content()).toEqual(b.content());
});
