import type { BlockContent } from '@weft/shared/model/content';
import { pageWith } from '@weft/shared/testing/page-peer';
import { onTestFinished } from 'vitest';
import { encodeStateAsUpdate } from 'yjs';
import { openEditor } from './open-editor.ts';
import type { ScriptedFiles } from './scripted-files.ts';

/** A page of 600 pixels that shows media, with a line of text at its end. */
export function openMedia(files: ScriptedFiles, ...blocks: readonly BlockContent[]) {
  const root = document.createElement('div');
  root.className = 'weft-page';
  root.style.inlineSize = '600px';
  document.body.append(root);
  onTestFinished(() => root.remove());
  const page = pageWith(...blocks, 'the end');
  const opened = openEditor({ root, files, state: encodeStateAsUpdate(page.doc) });
  const propsOf = (index: number) =>
    opened.bound.binding?.page.block(page.ids[index] ?? '')?.props ?? {};
  const find = <Found extends HTMLElement>(selector: string): Found => {
    const found = root.querySelector<Found>(selector);
    if (!found) throw new Error(`There is no ${selector}.`);
    return found;
  };
  return { ...opened, root, ids: page.ids, propsOf, find };
}
