import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { placeBeside, type Placement } from './placement.ts';

interface PopoverProps {
  /** What the surface is called, for those who cannot see where it opened. */
  readonly label: string;
  readonly role?: 'dialog' | 'menu';
  readonly placement?: Placement;
  /**
   * Where the focus goes on opening: always to the content's `[data-autofocus]`, or only along with a button
   * that has it, so that a press on a tool leaves the caret (and a phone's keyboard) where they are.
   */
  readonly focus?: 'always' | 'along';
  readonly button: ButtonHTMLAttributes<HTMLButtonElement> & {
    readonly [data: `data-${string}`]: string;
  };
  /** Called before it closes with the focus in it, which the browser then gives back to where it was, but no selection. */
  readonly onLeave?: () => void;
  /** The content, made when it opens. */
  readonly children: (close: () => void) => ReactNode;
}

/**
 * A button and the small surface it opens. The browser's own popover does what is easily done wrong: it lies
 * above everything, closes on Escape or on a press elsewhere, and gives the focus back to where it was.
 */
export function Popover({
  label,
  role = 'dialog',
  placement = 'start',
  focus = 'always',
  button,
  onLeave,
  children,
}: PopoverProps) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const id = useId();
  const leave = useRef(onLeave);
  leave.current = onLeave;

  useEffect(() => {
    const element = surface.current;
    if (!element) return undefined;
    const opening = (event: Event): void => {
      if ((event as ToggleEvent).newState === 'open') setOpen(true);
      else if (element.contains(document.activeElement)) leave.current?.();
    };
    const toggled = (event: Event): void => {
      // Not before it has closed: a focus that vanishes with the content is not given back.
      if ((event as ToggleEvent).newState !== 'open') return setOpen(false);
      if (!element.contains(document.activeElement)) enter(element, anchor.current, focus);
    };
    element.addEventListener('beforetoggle', opening);
    element.addEventListener('toggle', toggled);
    return () => {
      element.removeEventListener('beforetoggle', opening);
      element.removeEventListener('toggle', toggled);
    };
  }, [focus]);

  useLayoutEffect(() => {
    const [from, element] = [anchor.current, surface.current];
    if (!open || !from || !element) return undefined;
    // With the content itself: the next key may be pressed as soon as it is seen, and the browser tells later.
    enter(element, from, focus);
    return placeBeside(from, element, placement);
  }, [open, placement, focus]);

  return (
    <>
      <button
        {...button}
        ref={anchor}
        type="button"
        popoverTarget={id}
        aria-haspopup={role}
        aria-expanded={open}
      />
      <div ref={surface} id={id} popover="auto" className="popover" role={role} aria-label={label}>
        {open ? children(() => surface.current?.hidePopover()) : null}
      </div>
    </>
  );
}

function enter(
  surface: HTMLElement,
  button: HTMLElement | null,
  focus: NonNullable<PopoverProps['focus']>,
): void {
  if (focus === 'along' && document.activeElement !== button) return;
  surface.querySelector<HTMLElement>('[data-autofocus]')?.focus();
}
