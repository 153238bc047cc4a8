import { Icon, type IconName } from './icons.tsx';
import { shownKeys } from './keys.ts';

/** One line of a menu. */
export interface MenuItem {
  readonly icon: IconName;
  readonly label: string;
  /** A shortcut that does the same. */
  readonly keys?: string | undefined;
  readonly act: () => void;
}

interface MenuItemsProps {
  readonly items: readonly MenuItem[];
  /** Closes the menu, before what is chosen is done. */
  readonly close: () => void;
}

/** The lines of a menu; the first one takes the focus. */
export function MenuItems({ items, close }: MenuItemsProps) {
  return items.map(({ icon, label, keys, act }, index) => (
    <button
      key={label}
      type="button"
      className="menu-item"
      role="menuitem"
      tabIndex={-1}
      {...(index === 0 ? { 'data-autofocus': '' } : {})}
      onClick={() => {
        close();
        act();
      }}
    >
      <Icon name={icon} />
      <span>{label}</span>
      {keys === undefined ? null : <kbd className="menu-keys">{shownKeys(keys)}</kbd>}
    </button>
  ));
}
