import { ListNode } from '@lexical/list';
import { $getNodeByKey, defineExtension } from 'lexical';

/**
 * Lexical draws a to-do as `<li role="checkbox">`, which assistive technology does not accept as an item of a
 * list; around check boxes the list is therefore a group.
 */
export const CheckListRoleExtension = defineExtension({
  name: '@weft/client/lexical/check-list-role',
  register: (editor) =>
    editor.registerMutationListener(ListNode, (mutations) => {
      editor.getEditorState().read(() => {
        for (const [key, mutation] of mutations) {
          const element = mutation === 'destroyed' ? null : editor.getElementByKey(key);
          const node = $getNodeByKey(key);
          if (!element || !(node instanceof ListNode)) continue;
          if (node.getListType() === 'check') element.setAttribute('role', 'group');
          else element.removeAttribute('role');
        }
      });
    }),
});
