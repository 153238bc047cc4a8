import { BlockBinding } from '../editor/binding/binding.ts';
import { $lineLength, $select } from '../editor/binding/points.ts';
import { typeset } from '../editor/maths/typeset.ts';
import type { CreateBlockView } from '../editor/nodes/block-view.ts';
import { message } from '../words/messages.ts';
import { typesetWords } from './typeset-words.ts';

/**
 * An equation as it looks, above the TeX it is written in, which is to be seen while somebody writes in it, and as long
 * as there is nothing else to see.
 */
export const equationView: CreateBlockView = (first, editor) => {
  let { id } = first;
  let isIn = false;
  let isShown = false;
  const element = document.createElement('div');
  element.className = 'equation';
  const drawn = document.createElement('div');
  drawn.className = 'equation-drawn';
  drawn.dir = 'ltr';
  drawn.role = 'group';
  drawn.ariaLabel = message('equation.heading');
  // One that is wider than the page can be scrolled with the keyboard too.
  const sizes = new ResizeObserver(() => {
    if (drawn.scrollWidth > drawn.clientWidth) drawn.tabIndex = 0;
    else drawn.removeAttribute('tabindex');
  });
  sizes.observe(drawn);
  const words = document.createElement('p');
  words.className = 'equation-words';
  words.role = 'status';
  element.append(drawn, words);

  const reflect = (): void => {
    element.parentElement?.toggleAttribute('data-source', isIn || !isShown);
  };
  // The press is one on the text, wherever on the drawing it was.
  element.addEventListener('mousedown', (event) => event.preventDefault());
  element.addEventListener('click', () => {
    const binding = BlockBinding.of(editor);
    if (!binding || !editor.isEditable()) return;
    editor.focus();
    editor.update(() => {
      const line = binding.$lineOf(id);
      const end = line ? $lineLength(line) : 0;
      if (line) $select(line, end, line, end);
    });
  });
  return {
    element,
    update(facts) {
      ({ id } = facts);
    },
    read(text) {
      void typeset(drawn, text, true).then((result) => {
        if (result.outcome === 'late') return;
        const isEmpty = text.trim() === '';
        isShown = result.outcome === 'drawn' && !isEmpty;
        element.dataset['state'] = isEmpty ? 'empty' : isShown ? 'drawn' : 'wrong';
        words.textContent = isEmpty ? message('equation.empty') : typesetWords(result);
        reflect();
      });
    },
    end() {
      sizes.disconnect();
    },
    enter(next) {
      isIn = next;
      reflect();
    },
  };
};
