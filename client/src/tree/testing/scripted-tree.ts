import { manualClock } from '@weft/shared/testing/clock';
import { mintSessionId } from '@weft/shared/protocol/ids';
import type { PageAnswer, PageChange, PageInfo, PageList } from '@weft/shared/protocol/down';
import type { Failure, FollowSink } from '../../sync/ports.ts';
import { createMemoryTreeOutbox } from '../memory-outbox.ts';
import type { KnownSpace, TreeCommand, TreeMemory, TreeServer } from '../ports.ts';
import { createTree } from '../tree.ts';
import { SPACE } from './forest.ts';

const EPOCH = 'epochAepoch';
const TAG = 'tag-of-0000';

export const cursorAt = (offset: number, epoch = EPOCH): string => `${epoch}.${offset}.${TAG}`;
export const UNREACHABLE: Failure = { ok: false, code: 'unreachable', retry: 'same' };

/** One request that a test answers. */
interface Asked<Q, A> {
  readonly question: Q;
  answer(answer: A | Failure): Promise<void>;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A tree whose server is played by the test. */
export function openTree({ known }: { known?: KnownSpace } = {}) {
  const clock = manualClock(1_000);
  const lists: Asked<'spaces' | 'pages', object>[] = [];
  const sent: Asked<{ command: TreeCommand; n: number; session: string }, object>[] = [];
  const follows: { readonly from: number; readonly sink: FollowSink; isOver: boolean }[] = [];
  const ask = <Q>(asked: Asked<Q, object>[], question: Q): Promise<never> =>
    new Promise((resolve) =>
      asked.push({
        question,
        async answer(answer) {
          resolve(answer as never);
          await settled();
        },
      }),
    );
  const server: TreeServer = {
    spaces: () => ask(lists, 'spaces'),
    pages: () => ask(lists, 'pages'),
    send: (command, { n, session }) => ask(sent, { command, n, session }),
    follow(_, { offset }, sink) {
      const one = { from: offset, sink, isOver: false };
      follows.push(one);
      return () => void (one.isOver = true);
    },
  };
  let kept = known;
  const memory: TreeMemory = {
    load: async () => kept,
    save: async (next) => void (kept = next),
  };
  let minted = 0;
  const tab = createMemoryTreeOutbox(() =>
    mintSessionId(() => new Uint8Array(16).fill((minted += 1))),
  );
  const open = () => createTree({ server, outbox: tab(), memory, clock, random: () => 0 });
  return {
    tree: open(),
    /** Another tab of the same browser. */
    open,
    lists,
    sent,
    follows,
    settled,
    get kept() {
      return kept;
    },
    async pass(ms: number) {
      clock.advance(ms);
      await settled();
    },
    /** Answers what the tree asks for first. */
    async start(pages: readonly PageInfo[], offset = 5) {
      await settled();
      await lists[0]!.answer({
        ok: true,
        list: { spaces: [{ id: SPACE, name: '', createdAt: 0 }] },
      });
      await lists[1]!.answer(listOf(pages, offset));
    },
    /** Changes come over the newest stream. */
    async change(changes: readonly PageChange[], offset: number) {
      const doc = `space:${SPACE}`;
      follows
        .at(-1)!
        .sink.event({ name: 'pages', doc, cursor: cursorAt(offset), pages: [...changes] });
      await settled();
    },
    async say(event: Parameters<FollowSink['event']>[0]) {
      follows.at(-1)!.sink.event(event);
      await settled();
    },
  };
}

export function listOf(pages: readonly PageInfo[], offset: number): { ok: true; list: PageList } {
  return { ok: true, list: { cursor: cursorAt(offset), pages: [...pages] } };
}

export function answerOf(
  pages: readonly PageChange[],
  offset: number,
): { ok: true; answer: PageAnswer } {
  return { ok: true, answer: { cursor: cursorAt(offset), pages: [...pages] } };
}
