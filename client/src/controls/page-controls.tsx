import { useEffect, useState } from 'react';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { Typeahead } from '../editor/typeahead.ts';
import type { Setting } from '../widgets/setting.ts';
import { SlashMenu } from './slash-menu.tsx';

/** Signs that ask for a menu. */
const SIGNS = ['/'];

interface PageControlsProps {
  readonly binding: BlockBinding;
  readonly recent: Setting<readonly string[]>;
}

/** All that stands around a page for hands to use: menus, handles, tools. */
export function PageControls({ binding, recent }: PageControlsProps) {
  const [typeahead, setTypeahead] = useState<Typeahead>();
  useEffect(() => {
    const made = new Typeahead(binding, SIGNS);
    setTypeahead(made);
    return made.stop;
  }, [binding]);
  return (
    <>{typeahead ? <SlashMenu binding={binding} typeahead={typeahead} recent={recent} /> : null}</>
  );
}
