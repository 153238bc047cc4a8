import { onTestFinished } from 'vitest';
import { createLink, type Link } from './link.ts';
import { createPeer, type Peer, type PeerOptions } from './peer.ts';

/** A peer that leaves when the test is over. */
export function open(options: PeerOptions = {}): Peer {
  const peer = createPeer(options);
  onTestFinished(() => peer.leave());
  return peer;
}

/** Two people on one page, with their carets in the first block. */
export function openPair(options: PeerOptions = {}): { link: Link; ada: Peer; bob: Peer } {
  const link = createLink();
  const ada = open({ ...options, link, name: 'Ada' });
  const bob = open({ ...options, link, name: 'Bob' });
  ada.place(0);
  bob.place(0);
  return { link, ada, bob };
}
