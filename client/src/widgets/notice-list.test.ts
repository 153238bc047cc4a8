import { expect, test, vi } from 'vitest';
import { createNoticeList } from './notice-list.ts';

test('APP-20 one notice is shown at a time, the last one, with what can be done about it', () => {
  const notices = createNoticeList();
  const changed = vi.fn();
  const stop = notices.subscribe(changed);
  notices.tell('First');
  const act = vi.fn();
  notices.tell('Second', { label: 'Undo', act });
  expect(notices.get()).toMatchObject({ words: 'Second', isFailure: false });
  notices.get()!.action!.act();
  expect(act).toHaveBeenCalledOnce();
  // The same words again are told again.
  const { id } = notices.get()!;
  notices.fail('Second');
  expect(notices.get()).toMatchObject({ words: 'Second', isFailure: true });
  expect(notices.get()!.id).not.toBe(id);
  notices.dismiss();
  expect(notices.get()).toBeUndefined();
  expect(changed).toHaveBeenCalledTimes(4);
  stop();
  notices.tell('Third');
  expect(changed).toHaveBeenCalledTimes(4);
});
