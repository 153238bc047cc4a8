import { Icon } from '../widgets/icons.tsx';
import { Popover } from '../widgets/popover.tsx';
import { failureReason } from '../words/failure-words.ts';
import { message, type PlainKey } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { IconPicker } from './icon-picker.tsx';
import { type Cover, COVERS, coverOf } from './covers.ts';
import type { HeadToolsProps } from './page-head.tsx';

/** Ways to another icon and cover, or to the first ones. */
export function HeadTools({ workspace, page, isFrozen }: HeadToolsProps) {
  const decorate = (look: { readonly icon?: string; readonly cover?: string }): void => {
    workspace.pages.decorate(page.id, look).catch((error: unknown) => {
      workspace.notices.fail(message('tree.failed', { why: failureReason(error) }));
    });
  };
  const hasIcon = page.icon !== '';
  const label = hasIcon
    ? panelMessage('head.change-icon', { icon: page.icon })
    : message('head.add-icon');
  return (
    <>
      <IconPicker
        label={label}
        button={{
          className: 'head-tool',
          disabled: isFrozen,
          children: (
            <>
              <Icon name="emoji" />
              {message(hasIcon ? 'head.another-icon' : 'head.add-icon')}
            </>
          ),
        }}
        onPick={(icon) => decorate({ icon })}
        {...(hasIcon && { onRemove: () => decorate({ icon: '' }) })}
      />
      <CoverPicker
        cover={coverOf(page)}
        isFrozen={isFrozen}
        onPick={(cover) => decorate({ cover })}
      />
    </>
  );
}

interface CoverPickerProps {
  readonly cover: Cover | '';
  readonly isFrozen: boolean;
  readonly onPick: (cover: Cover | '') => void;
}

function CoverPicker({ cover, isFrozen, onPick }: CoverPickerProps) {
  const label = message(cover === '' ? 'head.add-cover' : 'head.change-cover');
  return (
    <Popover
      label={label}
      button={{
        className: 'head-tool',
        disabled: isFrozen,
        children: (
          <>
            <Icon name="image" />
            {label}
          </>
        ),
      }}
    >
      {(close) => (
        <div className="covers">
          {COVERS.map((one, index) => (
            <button
              key={one}
              type="button"
              className="cover-choice"
              data-cover={one}
              aria-label={message(`cover.${one}` satisfies PlainKey)}
              aria-pressed={one === cover}
              title={message(`cover.${one}` satisfies PlainKey)}
              {...(index === 0 ? { 'data-autofocus': '' } : {})}
              onClick={() => {
                close();
                onPick(one);
              }}
            />
          ))}
          {cover === '' ? null : (
            <button
              type="button"
              className="button covers-none"
              onClick={() => {
                close();
                onPick('');
              }}
            >
              {panelMessage('head.remove-cover')}
            </button>
          )}
        </div>
      )}
    </Popover>
  );
}
