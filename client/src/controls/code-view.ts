import { setProps } from '@weft/shared/model/operations/set-props';
import type { LexicalEditor } from 'lexical';
import { BlockBinding } from '../editor/binding/binding.ts';
import type { CreateBlockView } from '../editor/nodes/block-view.ts';
import { languageOf } from '../editor/code/languages.ts';
import { message } from '../words/messages.ts';
import { CHOOSE_LANGUAGE_COMMAND } from './choose-language.ts';
import { createCodeNumbers } from './code-numbers.ts';
import { createCodeDiagram } from './code-diagram.ts';
import { copyText } from '../widgets/copy-text.ts';
import { languageLabel } from './language-label.ts';
import { keepEvents, leaveOnEscape } from './view-events.ts';

/** Milliseconds for which a button says what became of a press. */
const TOLD = 2000;

/** Above code: its language, whether long lines are wrapped and numbered, a button that copies it, and what it draws. */
export const codeView: CreateBlockView = (first, editor) => {
  let facts = first;
  let text = '';
  let told: number | undefined;
  const element = document.createElement('div');
  element.className = 'code-header';
  const tools = document.createElement('div');
  tools.className = 'code-tools';
  keepEvents(tools);
  leaveOnEscape(tools, editor, () => facts.id);
  const language = button('code-language');
  language.ariaHasPopup = 'dialog';
  const wrap = button('code-wrap');
  wrap.textContent = message('code.wrap');
  const number = button('code-number');
  number.textContent = message('code.numbers');
  number.ariaLabel = message('code.line-numbers');
  const source = button('code-source');
  source.textContent = message('diagram.source');
  source.ariaLabel = message('diagram.show-source');
  const copy = button('code-copy');
  const status = document.createElement('span');
  status.className = 'code-status';
  status.role = 'status';
  const numbers = createCodeNumbers(element);
  tools.append(language, source, wrap, number, copy, status);
  const diagram = createCodeDiagram(() => facts.id, editor);
  element.append(tools, diagram.element, numbers.element);

  language.addEventListener('click', () => {
    if (!editor.isEditable()) return;
    editor.dispatchCommand(CHOOSE_LANGUAGE_COMMAND, { block: facts.id, button: language });
  });
  wrap.addEventListener('click', () => {
    setProp(editor, facts.id, { wrap: facts.props['wrap'] !== true });
  });
  number.addEventListener('click', () => {
    setProp(editor, facts.id, { lineNumbers: facts.props['lineNumbers'] !== true });
  });
  source.addEventListener('click', () => {
    setProp(editor, facts.id, { showSource: facts.props['showSource'] !== true });
  });
  const tell = (words: string): void => {
    copy.textContent = words;
    status.textContent = words;
    clearTimeout(told);
    told = window.setTimeout(() => {
      copy.textContent = message('code.copy');
      status.textContent = '';
    }, TOLD);
  };
  copy.addEventListener('click', () => {
    void copyText(text).then((isCopied) =>
      tell(message(isCopied ? 'code.copied' : 'code.not-copied')),
    );
  });
  copy.textContent = message('code.copy');

  const show = (): void => {
    const { language: name } = facts.props;
    const label = languageLabel(typeof name === 'string' ? name : '');
    language.textContent = label;
    language.ariaLabel = message('code.language', { language: label });
    const isWrapped = facts.props['wrap'] === true;
    const isNumbered = facts.props['lineNumbers'] === true;
    wrap.ariaPressed = String(isWrapped);
    number.ariaPressed = String(isNumbered);
    numbers.show(text, isNumbered, isWrapped);
    const isDiagram = typeof name === 'string' && languageOf(name)?.id === 'mermaid';
    const isSourceShown = facts.props['showSource'] === true;
    source.hidden = !isDiagram;
    source.ariaPressed = String(isSourceShown);
    diagram.show(isDiagram ? text : undefined, isSourceShown);
  };
  const reflect = (): void => {
    for (const one of [language, source, wrap, number])
      one.ariaDisabled = String(!editor.isEditable());
  };
  const stop = editor.registerEditableListener(reflect);
  reflect();
  show();
  return {
    element,
    update(next) {
      facts = next;
      show();
    },
    read(next) {
      text = next;
      show();
    },
    enter(isIn) {
      element.parentElement?.toggleAttribute('data-caret', isIn);
      diagram.enter(isIn);
    },
    end() {
      stop();
      clearTimeout(told);
      numbers.end();
      diagram.end();
    },
  };
};

function button(className: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = `code-button ${className}`;
  // A press leaves the caret, and a phone's keyboard, where they are.
  made.addEventListener('mousedown', (event) => event.preventDefault());
  return made;
}

function setProp(
  editor: LexicalEditor,
  block: string,
  props: { readonly [prop in 'wrap' | 'lineNumbers' | 'showSource']?: boolean },
): void {
  const binding = BlockBinding.of(editor);
  if (!binding || !editor.isEditable()) return;
  editor.update(() => binding.$run(() => setProps(binding.writer, [block], props)));
}
