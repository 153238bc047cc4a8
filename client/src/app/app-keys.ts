import { useEffect } from 'react';
import type { DocId } from '@weft/shared/protocol/ids';
import { documentHref } from '../navigation/route.ts';
import { navigate } from '../navigation/router.ts';
import type { Workspace } from '../pages/workspace.ts';
import { addPage } from '../sidebar/page-acts.ts';
import { isApple } from '../widgets/keys.ts';

interface AppKeysOptions {
  readonly workspace: Workspace;
  readonly current: DocId | undefined;
  readonly onSidebar: () => void;
}

/** Keys that hold everywhere in the app, whatever has the focus. */
export function useAppKeys({ workspace, current, onSidebar }: AppKeysOptions): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.isComposing || event.defaultPrevented || event.altKey) return;
      if (event.key === '?' && !isTyping(event.target)) {
        event.preventDefault();
        return workspace.asks.set({ kind: 'shortcuts' });
      }
      // On Apple's keyboards Control is for the caret.
      const isMod = isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      if (!isMod || event.repeat) return;
      const act = actOf(event);
      if (!act) return;
      event.preventDefault();
      act();
    };
    const actOf = ({ key, shiftKey }: KeyboardEvent): (() => void) | undefined => {
      if (shiftKey) return key.toLowerCase() === 'u' ? goOut : undefined;
      switch (key) {
        case 'p':
          return () => workspace.asks.set({ kind: 'finder' });
        case 'n':
          return () => void addPage(workspace, null);
        case '[':
          return () => history.back();
        case ']':
          return () => history.forward();
        case '\\':
          return onSidebar;
        default:
          return undefined;
      }
    };
    const goOut = (): void => {
      const { forest } = workspace.pages.get();
      const parent = current && forest?.get(current)?.parent;
      const outer = parent && forest?.get(parent);
      if (outer) navigate(documentHref(outer.id, workspace.pages.titleOf(outer)));
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [workspace, current, onSidebar]);
}

/** Whether letters go into something that is written in. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select');
}
