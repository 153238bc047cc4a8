import { createElement } from 'react';
import { createRoot } from 'preact/compat/client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Doc, type Text } from 'yjs';
import { Title } from './title.tsx';

test('APP-1 nothing is lost that is typed as soon as the title can be written in', async () => {
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  onTestFinished(() => {
    root.unmount();
    place.remove();
  });
  const title = new Doc().getText('title');
  title.insert(0, 'Plan');
  const held = { current: null };
  const show = (shown: Text | undefined): void =>
    root.render(
      createElement(Title, {
        field: held,
        title: shown,
        known: 'Plan',
        frozen: false,
        onChange: () => undefined,
        onLeave: () => undefined,
      }),
    );
  show(undefined);
  await vi.waitFor(() => expect(place.querySelector('textarea')?.value).toBe('Plan'));
  const field = place.querySelector('textarea')!;
  // As an input that the browser has waiting when the field becomes one to write in.
  const typed = new Promise<void>((resolve) => {
    new MutationObserver(() => {
      if (field.readOnly) return;
      field.value = 'Plan B';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      resolve();
    }).observe(field, { attributes: true });
  });
  show(title);
  await typed;
  expect(title.toString()).toBe('Plan B');
});
