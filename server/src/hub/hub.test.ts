import { expect, test } from 'vitest';
import { createHub } from './hub.ts';

test('DOWN-2 a message reaches everybody who listens to its topic, once and in order', () => {
  const hub = createHub<number>();
  const heard: string[] = [];
  hub.listen('a', (message) => heard.push(`one ${message}`));
  hub.listen('a', (message) => heard.push(`two ${message}`));
  hub.listen('b', (message) => heard.push(`other ${message}`));
  hub.publish('a', 1);
  hub.publish('b', 2);
  hub.publish('a', 3);
  hub.publish('c', 4);
  expect(heard).toEqual(['one 1', 'two 1', 'other 2', 'one 3', 'two 3']);
});

test('DOWN-2 who has ended hears nothing more, and ending twice ends nobody else', () => {
  const hub = createHub<number>();
  const heard: string[] = [];
  const listener = (message: number): void => void heard.push(`${message}`);
  const endFirst = hub.listen('a', listener);
  hub.listen('a', listener);
  hub.publish('a', 1);
  endFirst();
  endFirst();
  hub.publish('a', 2);
  expect(heard).toEqual(['1', '1', '2']);
});

test('DOWN-2 who ends while a message is delivered does not keep it from the others', () => {
  const hub = createHub<number>();
  const heard: string[] = [];
  const end = hub.listen('a', () => {
    heard.push('first');
    end();
  });
  hub.listen('a', () => heard.push('second'));
  hub.publish('a', 1);
  hub.publish('a', 2);
  expect(heard).toEqual(['first', 'second', 'second']);
});

test('DOWN-2 a topic counts its listeners, and is forgotten with the last', () => {
  const hub = createHub<number>();
  expect(hub.count('a')).toBe(0);
  const ends = [1, 2].map(() => hub.listen('a', () => undefined));
  expect([hub.count('a'), hub.count('b')]).toEqual([2, 0]);
  const late = hub.listen('b', () => undefined);
  ends[0]!();
  expect(hub.count('a')).toBe(1);
  ends[1]!();
  expect([hub.count('a'), hub.count('b')]).toEqual([0, 1]);
  // The first listener's end must not take a later topic of the same name with it.
  hub.listen('a', () => undefined);
  ends[0]!();
  expect(hub.count('a')).toBe(1);
  late();
});
