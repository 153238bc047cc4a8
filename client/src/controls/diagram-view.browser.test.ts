import { expect, onTestFinished, test, vi } from 'vitest';
import { Diagrams } from '../editor/diagrams/diagrams.ts';
import { createDiagramView } from './diagram-view.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>';

/** A diagram on the page, and how often it was drawn. There is a network as long as `line.isUp`. */
function open(line = { isUp: true }) {
  const shown: boolean[] = [];
  const drawings: string[] = [];
  const diagrams = new Diagrams(() =>
    line.isUp
      ? Promise.resolve({
          draw({ source }) {
            drawings.push(source);
            return Promise.resolve({
              outcome: 'drawn' as const,
              svg: SVG,
              width: 40,
              height: 20,
              title: '',
            });
          },
          close: () => undefined,
        })
      : Promise.reject(new Error('down')),
  );
  const view = createDiagramView((isShown) => shown.push(isShown), diagrams);
  document.body.append(view.element);
  onTestFinished(() => {
    view.end();
    view.element.remove();
    document.documentElement.removeAttribute('data-anything');
  });
  const state = (): string | undefined => view.element.dataset['state'];
  return { view, state, shown, drawings, picture: () => view.element.querySelector('img') };
}

test('DIAGRAM-4 a picture is not drawn anew by changes of the page that are none of its colours', async () => {
  const { view, state, shown, drawings, picture } = open();
  view.show('%% it\nflowchart LR');
  await vi.waitFor(() => expect(state()).toBe('drawn'));
  expect(picture()?.alt).toBe('Diagram (flowchart)');
  const before = picture()?.src;
  const count = shown.length;
  document.documentElement.toggleAttribute('data-anything');
  await vi.waitFor(() => expect(shown.length).toBeGreaterThan(count));
  expect(picture()?.src).toBe(before);
  expect(drawings).toHaveLength(1);
});

test('DIAGRAM-1 a source that was emptied and comes back has its picture again', async () => {
  const { view, state, picture } = open();
  view.show('flowchart LR');
  await vi.waitFor(() => expect(picture()?.isConnected).toBe(true));
  view.show('');
  await vi.waitFor(() => expect(state()).toBe('empty'));
  expect(picture()).toBeNull();
  view.show('flowchart LR');
  await vi.waitFor(() => expect(state()).toBe('drawn'));
  expect(picture()).not.toBeNull();
});

test('DIAGRAM-2 what could not be loaded is asked for again as soon as there is a network', async () => {
  const line = { isUp: false };
  const { view, state, drawings } = open(line);
  view.show('flowchart LR');
  await vi.waitFor(() => expect(state()).toBe('unloaded'));
  line.isUp = true;
  dispatchEvent(new Event('online'));
  await vi.waitFor(() => expect(state()).toBe('drawn'));
  dispatchEvent(new Event('online'));
  expect(drawings).toHaveLength(1);
});
