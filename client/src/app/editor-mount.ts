import type { ReactNode } from 'react';
import type { DocId } from '@weft/shared/protocol/ids';
import type { Provider } from '../sync.ts';
import type { Workspace } from '../pages/workspace.ts';
import type { PageActions } from './page-actions.ts';
import type { Formatting } from './formatting.ts';
import type { Identity } from './identity.ts';
import type { UploadQueue } from '../uploads.ts';
import type { Setting } from '../widgets/setting.ts';

export interface EditorMountOptions {
  readonly id: DocId;
  /** The element that is edited. */
  readonly root: HTMLElement;
  readonly workspace: Workspace;
  /** Where teammates' carets are drawn: beside `root`, in the same positioned element. */
  readonly carets: HTMLElement;
  readonly provider: Provider;
  readonly identity: Setting<Identity>;
  readonly uploads: UploadQueue;
  /** Called with every change of whether the page has no text, for the words that invite to write some. */
  readonly onEmpty: (empty: boolean) => void;
  /** What stands around the page, once there is a page. */
  readonly onControls: (controls: ReactNode) => void;
  /** The caret goes up from the first line. */
  readonly onLeave: () => void;
  /** The document may be read but not written by this version; called once. */
  readonly onOutdated: () => void;
  /** The document cannot be shown by this version; called once. */
  readonly onUnreadable: () => void;
}

/** An editor on the page, joined to the document, whichever editor it is. */
export interface EditorMount {
  readonly formatting: Formatting;
  /** Not all editors have them. */
  readonly actions?: PageActions;
  /** Makes the text one to read and copy only. */
  freeze(): void;
  thaw(): void;
  dispose(): void;
}
