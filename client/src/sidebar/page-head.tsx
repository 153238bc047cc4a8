import type { PageNode } from '@weft/shared/pages/page-tree';
import type { Workspace } from '../pages/workspace.ts';
import { Icon } from '../widgets/icons.tsx';
import { Popover } from '../widgets/popover.tsx';
import { failureReason } from '../words/failure-words.ts';
import { message, type PlainKey } from '../words/messages.ts';
import { IconPicker } from './icon-picker.tsx';

interface PageHeadProps {
  readonly workspace: Workspace;
  /** Absent as long as nothing is known of it. */
  readonly page: PageNode | undefined;
  readonly isFrozen: boolean;
}

/** What a page can have above it: colours that fit both themes, made in the style sheet. */
const COVERS = ['sand', 'moss', 'sea', 'sky', 'dusk', 'rose', 'ember', 'slate'] as const;
type Cover = (typeof COVERS)[number];

/** Above the title: the page's cover and icon, and ways to them where there are none. */
export function PageHead({ workspace, page, isFrozen }: PageHeadProps) {
  if (!page || page.format !== 'blocks') return null;
  const decorate = (look: { readonly icon?: string; readonly cover?: string }): void => {
    workspace.pages.decorate(page.id, look).catch((error: unknown) => {
      workspace.notices.fail(message('tree.failed', { why: failureReason(error) }));
    });
  };
  const cover = (COVERS as readonly string[]).includes(page.cover) ? (page.cover as Cover) : '';
  return (
    <div className="page-head" data-cover={cover !== ''} data-icon={page.icon !== ''}>
      {cover === '' ? null : <div className="cover" data-cover={cover} aria-hidden="true" />}
      {page.icon === '' ? null : (
        <IconPicker
          label={message('head.change-icon', { icon: page.icon })}
          button={{ className: 'page-sign', children: page.icon, disabled: isFrozen }}
          onPick={(icon) => decorate({ icon })}
          onRemove={() => decorate({ icon: '' })}
        />
      )}
      <div className="head-tools">
        {page.icon === '' ? (
          <IconPicker
            label={message('head.add-icon')}
            button={{
              className: 'head-tool',
              disabled: isFrozen,
              children: (
                <>
                  <Icon name="emoji" />
                  {message('head.add-icon')}
                </>
              ),
            }}
            onPick={(icon) => decorate({ icon })}
          />
        ) : null}
        <CoverPicker
          cover={cover}
          isFrozen={isFrozen}
          onPick={(next) => decorate({ cover: next })}
        />
      </div>
    </div>
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
              {message('head.remove-cover')}
            </button>
          )}
        </div>
      )}
    </Popover>
  );
}
