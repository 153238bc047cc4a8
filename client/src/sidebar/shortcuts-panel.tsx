import { shownKeys } from '../widgets/keys.ts';
import { panelMessage, type PanelKey } from '../words/panel-messages.ts';

/** Keys, in groups; of several that do one thing the first is named. */
const GROUPS: readonly (readonly [PanelKey, readonly (readonly [string, PanelKey])[]])[] = [
  [
    'shortcuts.everywhere',
    [
      ['Mod+P', 'shortcuts.find-page'],
      ['Mod+N', 'pages.new'],
      ['Mod+[', 'shortcuts.back'],
      ['Mod+]', 'shortcuts.forward'],
      ['Mod+Shift+U', 'shortcuts.outer'],
      ['Mod+\\', 'shortcuts.sidebar'],
      ['?', 'shortcuts.heading'],
    ],
  ],
  [
    'shortcuts.tree',
    [
      ['Enter', 'shortcuts.open'],
      ['F2', 'tree.rename'],
      ['Delete', 'tree.trash'],
      ['Mod+Shift+↑ ↓ ← →', 'shortcuts.move'],
      ['Shift+F10', 'shortcuts.menu'],
    ],
  ],
  [
    'shortcuts.page',
    [
      ['/', 'shortcuts.slash'],
      ['Mod+/', 'shortcuts.block-menu'],
      ['Escape', 'shortcuts.select'],
      ['Mod+D', 'tree.duplicate'],
      ['Mod+Shift+↑ ↓', 'shortcuts.move'],
      ['Tab', 'shortcuts.nest'],
      ['Mod+Enter', 'shortcuts.do'],
      ['Mod+F', 'page-menu.find'],
      ['Mod+Z', 'shortcuts.undo'],
      ['Mod+Shift+Z', 'shortcuts.redo'],
      ['Alt+F10', 'shortcuts.tools'],
    ],
  ],
  [
    'shortcuts.letters',
    [
      ['Mod+B', 'format.bold'],
      ['Mod+I', 'format.italic'],
      ['Mod+U', 'format.underline'],
      ['Mod+Shift+S', 'format.strike'],
      ['Mod+E', 'format.code'],
      ['Mod+K', 'shortcuts.link'],
    ],
  ],
];

/** All keys at a glance. */
export function ShortcutsPanel() {
  return (
    // Arrows scroll it: there is nothing else in it to go to.
    <div
      className="shortcuts"
      role="region"
      aria-label={panelMessage('shortcuts.heading')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {GROUPS.map(([heading, keys]) => (
        <section key={heading}>
          <h3>{panelMessage(heading)}</h3>
          <dl>
            {keys.map(([pressed, what]) => (
              <div key={pressed} className="shortcut">
                <dt>{panelMessage(what)}</dt>
                <dd>
                  <kbd className="menu-keys">{shownKeys(pressed)}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
