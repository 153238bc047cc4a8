import { Icon } from '../widgets/icons.tsx';
import { Popover } from '../widgets/popover.tsx';
import { failureReason } from '../words/failure-words.ts';
import { panelMessage, type PanelKey } from '../words/panel-messages.ts';
import { IconPicker } from './icon-picker.tsx';
import { useRef } from 'react';
import { type Cover, coverFileOf, COVERS, coverOf } from './covers.ts';
import type { HeadToolsProps } from './page-head.tsx';

/** Ways to another icon and cover, or to the first ones. */
export function HeadTools({ workspace, page, isFrozen, keepFile }: HeadToolsProps) {
  const decorate = (look: { readonly icon?: string; readonly cover?: string }): void => {
    workspace.pages.decorate(page.id, look).catch((error: unknown) => {
      workspace.notices.fail(panelMessage('tree.failed', { why: failureReason(error) }));
    });
  };
  const takeCover = async (file: File): Promise<void> => {
    try {
      decorate({ cover: await keepFile(file) });
    } catch (error) {
      workspace.notices.fail(panelMessage('tree.failed', { why: failureReason(error) }));
    }
  };
  const hasIcon = page.icon !== '';
  const label = hasIcon
    ? panelMessage('head.change-icon', { icon: page.icon })
    : panelMessage('head.add-icon');
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
              {panelMessage(hasIcon ? 'head.another-icon' : 'head.add-icon')}
            </>
          ),
        }}
        onPick={(icon) => decorate({ icon })}
        {...(hasIcon && { onRemove: () => decorate({ icon: '' }) })}
      />
      <CoverPicker
        cover={coverFileOf(page) ?? coverOf(page)}
        isFrozen={isFrozen}
        onPick={(cover) => decorate({ cover })}
        onFile={(file) => void takeCover(file)}
      />
    </>
  );
}

interface CoverPickerProps {
  /** One that comes with Weft, the path of a file, or none. */
  readonly cover: string;
  readonly isFrozen: boolean;
  readonly onPick: (cover: Cover | '') => void;
  readonly onFile: (file: File) => void;
}

function CoverPicker({ cover, isFrozen, onPick, onFile }: CoverPickerProps) {
  const label = panelMessage(cover === '' ? 'head.add-cover' : 'head.change-cover');
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
              aria-label={panelMessage(`cover.${one}` satisfies PanelKey)}
              aria-pressed={one === cover}
              title={panelMessage(`cover.${one}` satisfies PanelKey)}
              {...(index === 0 ? { 'data-autofocus': '' } : {})}
              onClick={() => {
                close();
                onPick(one);
              }}
            />
          ))}
          <FileButton
            onFile={(file) => {
              close();
              onFile(file);
            }}
          />
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

/** A picture of one's own. */
function FileButton({ onFile }: { readonly onFile: (file: File) => void }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button covers-none" onClick={() => field.current?.click()}>
        {panelMessage('head.cover-file')}
      </button>
      <input
        ref={field}
        type="file"
        accept="image/*"
        hidden
        aria-label={panelMessage('head.cover-file')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onFile(file);
        }}
      />
    </>
  );
}
