import type { DocId } from '@weft/shared/protocol/ids';
import type { PageNode } from '@weft/shared/pages/page-tree';
import { idListSetting } from '../widgets/id-list.ts';
import type { NoticeList } from '../widgets/notice-list.ts';
import type { Setting } from '../widgets/setting.ts';
import type { PageArchive } from './page-archive.ts';
import type { PageFinder } from './page-finder.ts';
import type { PageHistory } from './page-history.ts';
import type { Templates } from '../templates/page-template.ts';
import type { Pages } from './pages.ts';
import type { WaitingTexts } from './waiting.ts';

/** Pages that a person came to last are remembered so many. */
const MAX_RECENT = 20;

/** What the app's parts share: the pages, what this person made of them, and a way to tell of what happened. */
export interface Workspace {
  readonly pages: Pages;
  /** Pages that lie open in the tree. */
  readonly open: Setting<readonly string[]>;
  readonly favourites: Setting<readonly string[]>;
  /** Pages that this person begins others with. */
  readonly templates: Setting<readonly string[]>;
  /** The last one first. */
  readonly recent: Setting<readonly string[]>;
  readonly notices: NoticeList;
  readonly documents: PageDocuments;
  readonly finder: PageFinder;
  readonly waiting: WaitingTexts;
  readonly archive: PageArchive;
  /** What is in front of the page, if anything is. */
  readonly asks: Setting<Ask | undefined>;
}

/** Something in front of the page that a person is asked or shown. */
export type Ask =
  | {
      readonly kind:
        | 'trash'
        | 'finder'
        | 'settings'
        | 'shortcuts'
        | 'outbox'
        | 'import'
        | 'templates';
    }
  /** One page and what lies in it, or all there are. */
  | { readonly kind: 'export'; readonly page: DocId | undefined }
  | { readonly kind: 'history'; readonly history: PageHistory }
  | { readonly kind: 'move'; readonly page: DocId };

/** What is done with pages whose text is not on screen. */
export interface PageDocuments {
  /** Calls a page so. Resolves once that would survive power loss; rejects for a page that can only be had from the server, without it. */
  rename(page: Pick<PageNode, 'id' | 'format'>, title: string): Promise<void>;
  /** Gives a new page the title, icon and text of a template that comes with Weft. */
  fill(page: DocId, template: keyof Templates): Promise<void>;
  /** Makes a page's text that of another one. */
  copy(from: Pick<PageNode, 'id' | 'format'>, to: DocId, signal: AbortSignal): Promise<void>;
}

export type WorkspaceOptions = Omit<
  Workspace,
  'open' | 'favourites' | 'templates' | 'recent' | 'asks'
>;

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const lists = {
    open: idListSetting('weft.open-pages'),
    favourites: idListSetting('weft.favourites'),
    templates: idListSetting('weft.templates'),
    recent: idListSetting('weft.recent-pages'),
  };
  // Followed for as long as the window is there: what other windows write would be overwritten otherwise.
  for (const list of Object.values(lists)) list.subscribe(() => undefined);
  return { ...options, ...lists, asks: createAsks() };
}

function createAsks(): Workspace['asks'] {
  const listeners = new Set<() => void>();
  let asked: Ask | undefined;
  return {
    get: () => asked,
    set(next) {
      asked = next;
      for (const listener of Array.from(listeners)) listener();
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
}

/** Notes that the person came to a page. */
export function visit({ recent }: Workspace, page: DocId): void {
  const before = recent.get();
  if (before[0] === page) return;
  recent.set([page, ...before.filter((id) => id !== page)].slice(0, MAX_RECENT));
}

/** Puts an id into a list that it is not in, or takes it out. */
export function toggle(setting: Setting<readonly string[]>, id: DocId, isIn: boolean): void {
  const others = setting.get().filter((other) => other !== id);
  setting.set(isIn ? [...others, id] : others);
}
