import { typeset } from '../editor/maths/typeset.ts';
import type { CreateBlockView } from '../editor/nodes/block-view.ts';
import { message } from '../words/messages.ts';
import { scrollByKeys } from './scroll-by-keys.ts';
import { typesetWords } from './typeset-words.ts';
import { writeOnPress } from './write-on-press.ts';

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
  const stopScrolling = scrollByKeys(drawn);
  const words = document.createElement('p');
  words.className = 'equation-words';
  words.role = 'status';
  element.append(drawn, words);

  const reflect = (): void => {
    element.parentElement?.toggleAttribute('data-source', isIn || !isShown);
  };
  writeOnPress(element, editor, () => id);
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
    end: stopScrolling,
    enter(next) {
      isIn = next;
      reflect();
    },
  };
};
