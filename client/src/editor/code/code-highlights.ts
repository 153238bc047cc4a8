import { $getNodeByKey, type LexicalEditor, mergeRegister, type NodeKey } from 'lexical';
import { $isBlockNode, BlockNode } from '../nodes/block-node.ts';
import { CAN_PAINT, CodePaint, readCode } from './code-paint.ts';
import { languageOf } from './languages.ts';
import { type Tokenize, tokenizerFor } from './tokenizer.ts';

/** Letters of a block beyond which it stays plain. */
const LARGEST = 50_000;
/** Letters of a block up to which it is coloured before the letter that was typed is seen. */
const AT_ONCE = 6_000;

/** Colours blocks of code. Nothing is done where the browser cannot paint text, and code stays plain. */
export function registerCodeHighlights(editor: LexicalEditor): () => void {
  if (!CAN_PAINT) return () => undefined;
  const paints = new Map<NodeKey, CodePaint>();
  /** Languages that are loaded; `undefined` while they are on their way. */
  const tokenizers = new Map<string, Tokenize | undefined>();
  const changed = new Set<NodeKey>();
  let frame = 0;
  let idle = 0;
  let isOver = false;

  const clear = (key: NodeKey): void => {
    paints.get(key)?.clear();
    paints.delete(key);
  };

  const $languageOf = (key: NodeKey): string | undefined => {
    const node = $getNodeByKey(key);
    if (!$isBlockNode(node) || node.facts.type !== 'code') return undefined;
    const name = node.facts.props['language'];
    return typeof name === 'string' ? languageOf(name)?.id : undefined;
  };

  const load = (language: string): void => {
    if (tokenizers.has(language)) return;
    tokenizers.set(language, undefined);
    tokenizerFor(language).then(
      (tokenize) => {
        if (isOver) return;
        tokenizers.set(language, tokenize);
        for (const key of waiting(language)) look(key);
      },
      // The next change of the block asks again.
      () => tokenizers.delete(language),
    );
  };
  const waitingFor = new Map<NodeKey, string>();
  const waiting = (language: string): NodeKey[] =>
    [...waitingFor].flatMap(([key, wanted]) => (wanted === language ? [key] : []));

  const paint = (key: NodeKey, most: number): boolean => {
    const language = editor.getEditorState().read(() => $languageOf(key), { editor });
    const element = editor.getElementByKey(key);
    if (language === undefined || !element) {
      waitingFor.delete(key);
      clear(key);
      return true;
    }
    const tokenize = tokenizers.get(language);
    if (!tokenize) {
      waitingFor.set(key, language);
      clear(key);
      load(language);
      return true;
    }
    waitingFor.delete(key);
    const code = readCode(element);
    if (code.text.length > LARGEST) clear(key);
    else if (code.text.length > most) return false;
    else {
      const own = paints.get(key) ?? new CodePaint();
      paints.set(key, own);
      own.paint(code, tokenize(code.text));
    }
    return true;
  };

  const paintAll = (most: number): void => {
    for (const key of changed) if (paint(key, most)) changed.delete(key);
  };
  const onFrame = (): void => {
    frame = 0;
    paintAll(AT_ONCE);
    if (changed.size > 0 && idle === 0) idle = requestWhenIdle(onIdle);
  };
  const onIdle = (): void => {
    idle = 0;
    paintAll(LARGEST);
  };
  const look = (key: NodeKey): void => {
    changed.add(key);
    if (frame === 0) frame = requestAnimationFrame(onFrame);
  };

  const lookAt = (keys: Iterable<NodeKey>): void => {
    for (const key of keys) {
      const isCode = editor.getElementByKey(key)?.dataset['type'] === 'code';
      if (isCode || paints.has(key) || waitingFor.has(key)) look(key);
    }
  };

  return mergeRegister(
    editor.registerMutationListener(BlockNode, (mutations) => lookAt(mutations.keys())),
    // Where only the letters of a line are others, the line itself is not.
    editor.registerUpdateListener(({ dirtyElements }) => lookAt(dirtyElements.keys())),
    () => {
      isOver = true;
      cancelAnimationFrame(frame);
      if (idle !== 0) cancelWhenIdle(idle);
      for (const key of paints.keys()) clear(key);
    },
  );
}

/** Safari has no idle time to ask for. */
const hasIdle = typeof requestIdleCallback === 'function';
const requestWhenIdle = (task: () => void): number =>
  hasIdle ? requestIdleCallback(task, { timeout: 500 }) : window.setTimeout(task, 100);
const cancelWhenIdle = (id: number): void => (hasIdle ? cancelIdleCallback(id) : clearTimeout(id));
