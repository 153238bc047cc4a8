import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import type { Block } from '@weft/shared/model/block';
import type { BlockId } from '@weft/shared/model/block-id';
import type { BlockContent } from '@weft/shared/model/content';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $fillMedia } from '../editor/commands/fill-media.ts';
import {
  contentOfAddress,
  contentsOfFiles,
  type FileBlockType,
} from '../editor/commands/media-content.ts';
import type { MediaFiles } from '../editor/media-files.ts';
import { webAddress } from '../editor/views/media-address.ts';
import { SELECT_VIEWED_COMMAND, SET_MEDIA_COMMAND } from '../editor/views/media-commands.ts';
import { Icon } from '../widgets/icons.tsx';
import { placeBeside } from '../widgets/placement.ts';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { parseAddress } from './link-address.ts';
import './media-panel.css';

/** What the file picker offers first. */
const ACCEPTED: { readonly [Type in FileBlockType]: string | undefined } = {
  image: 'image/*',
  video: 'video/*',
  audio: 'audio/*',
  file: undefined,
};

const LINKED = ['bookmark', 'embed'] as const;
type LinkedType = (typeof LINKED)[number];
const USE = { bookmark: 'media.use-bookmark', embed: 'media.use-embed' } as const;

type MediaType = FileBlockType | LinkedType;

interface MediaPanelProps {
  readonly binding: BlockBinding;
  readonly files: MediaFiles;
  readonly block: BlockId;
  readonly want: 'media' | 'description';
  readonly onClose: () => void;
}

/** Asks what a block of media is to show: a file of this device, or an address; or what an image shows, in words. */
export function MediaPanel({ binding, files, block, want, onClose }: MediaPanelProps) {
  const surface = useRef<HTMLDivElement>(null);
  const latest = useRef(onClose);
  latest.current = onClose;
  const { editor, page } = binding;
  const shown = page.block(block);
  const type = shown && isMedia(shown.type) ? shown.type : undefined;

  useLayoutEffect(() => {
    const element = surface.current;
    const anchor = editor
      .getElementByKey(binding.keys.get(block) ?? '')
      ?.querySelector<HTMLElement>('.media > *');
    if (!element || !anchor) {
      onClose();
      return undefined;
    }
    element.showPopover();
    element.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true });
    return placeBeside(anchor, element, 'start');
    // Placed once; it follows its anchor from then on.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  // Not anew when all is drawn anew: the caret may move between what the browser tells first and last.
  useLayoutEffect(() => {
    const element = surface.current;
    const root = editor.getRootElement();
    // The browser gives the focus back, but with the caret in the first line.
    const select = (): void => void editor.dispatchCommand(SELECT_VIEWED_COMMAND, block);
    const toggling = (event: Event): void => {
      const isClosing = (event as ToggleEvent).newState === 'closed';
      if (!isClosing || !element?.contains(document.activeElement)) return;
      root?.addEventListener('focus', select, { once: true });
      // It does so at once, or to what the panel was opened with: a later focus is the person's own.
      setTimeout(() => root?.removeEventListener('focus', select));
    };
    const toggled = (event: Event): void => {
      if ((event as ToggleEvent).newState === 'closed') latest.current();
    };
    element?.addEventListener('beforetoggle', toggling);
    element?.addEventListener('toggle', toggled);
    return () => {
      element?.removeEventListener('beforetoggle', toggling);
      element?.removeEventListener('toggle', toggled);
    };
  }, [editor, block]);

  if (type === undefined) return null;
  const back = (): void => {
    surface.current?.hidePopover();
    editor.dispatchCommand(SELECT_VIEWED_COMMAND, block);
  };
  const fill = (contents: readonly BlockContent[]): void => {
    if (editor.isEditable()) editor.update(() => $fillMedia(binding, block, contents));
  };
  return (
    <div
      ref={surface}
      popover="auto"
      role="dialog"
      aria-label={message(want === 'media' ? `media.add-${type}` : 'media.describe')}
      className="popover media-panel"
    >
      {want === 'description' ? (
        <AddressForm
          label={message('media.describe')}
          placeholder={panelMessage('media.description')}
          button={panelMessage('media.done')}
          value={shown ? textIn(shown, 'alt') : ''}
          isLong
          onTake={(alt) => {
            editor.dispatchCommand(SET_MEDIA_COMMAND, { block, props: { alt: alt.trim() } });
            back();
            return true;
          }}
        />
      ) : (
        <>
          {isLinked(type) ? null : (
            <Upload
              accept={ACCEPTED[type]}
              onPick={(picked) => {
                back();
                void contentsOfFiles(files, picked).then(fill);
              }}
            />
          )}
          <AddressForm
            label={message(isLinked(type) ? 'media.address' : 'media.or-address')}
            placeholder={message(type === 'embed' ? 'media.embeds' : 'link.placeholder')}
            button={message(isLinked(type) ? USE[type] : 'media.use-link')}
            value={shown ? textIn(shown, isLinked(type) ? 'address' : 'source') : ''}
            autoFocus={isLinked(type)}
            onTake={(typed) => {
              const address = webAddress(parseAddress(typed));
              if (address === undefined) return false;
              back();
              if (isLinked(type)) fill([{ type, props: { address } }]);
              else void contentOfAddress(type, address).then((content) => fill([content]));
              return true;
            }}
          />
        </>
      )}
    </div>
  );
}

function Upload({
  accept,
  onPick,
}: {
  readonly accept: string | undefined;
  readonly onPick: (files: File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="button button-main media-upload-button"
        data-autofocus=""
        onClick={() => input.current?.click()}
      >
        <Icon name="upload" />
        {panelMessage('media.upload')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={accept}
        onChange={({ currentTarget }) => {
          const picked = [...(currentTarget.files ?? [])];
          if (picked.length > 0) onPick(picked);
        }}
      />
    </>
  );
}

interface AddressFormProps {
  readonly label: string;
  readonly placeholder: string;
  readonly button: string;
  readonly value: string;
  readonly isLong?: boolean;
  readonly autoFocus?: boolean;
  /** Answers whether it can be taken. */
  readonly onTake: (typed: string) => boolean;
}

function AddressForm({
  label,
  placeholder,
  button,
  value,
  isLong = false,
  autoFocus = isLong,
  onTake,
}: AddressFormProps) {
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('typed');
    setWrong(typeof typed !== 'string' || !onTake(typed));
  };
  // A file of ours has a path and no address that anybody would type.
  const known = isLong || webAddress(value) !== undefined ? value : '';
  return (
    <form className="media-form" noValidate onSubmit={submit}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name="typed"
        className="field"
        autoComplete="off"
        defaultValue={known}
        placeholder={placeholder}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onInput={() => setWrong(false)}
        {...(autoFocus ? { 'data-autofocus': '' } : {})}
        {...(isLong
          ? {}
          : { inputMode: 'url', autoCapitalize: 'none', spellCheck: false, dir: 'ltr' })}
      />
      {isWrong ? (
        <p id={`${id}-wrong`} className="wrong" role="alert">
          {panelMessage('media.wrong-address')}
        </p>
      ) : null}
      <button type="submit" className="button">
        {button}
      </button>
    </form>
  );
}

function textIn(block: Block, prop: string): string {
  const value = block.props[prop];
  return typeof value === 'string' ? value : '';
}

function isLinked(type: MediaType): type is LinkedType {
  return LINKED.some((one) => one === type);
}

function isMedia(type: string): type is MediaType {
  return Object.hasOwn(ACCEPTED, type) || LINKED.some((one) => one === type);
}
