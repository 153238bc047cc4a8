import type { DocId, SpaceId } from '@weft/shared/protocol/ids';
import type { Principal } from './principal.ts';

export type Action =
  | 'health.read'
  | 'metrics.read'
  | 'documents.list'
  | 'document.create'
  | 'document.read'
  | 'document.write'
  | 'document.delete'
  | 'presence.write'
  | 'spaces.list'
  | 'space.read'
  | 'space.write';

/** What is acted on: one document, one space with its pages, or the installation as a whole. */
export type AccessObject =
  | { readonly kind: 'installation' }
  | { readonly kind: 'document'; readonly doc: DocId }
  | { readonly kind: 'space'; readonly space: SpaceId };

export const INSTALLATION: AccessObject = { kind: 'installation' };

/** The object that stands for one document. */
export const documentObject = (doc: DocId): AccessObject => ({ kind: 'document', doc });

/** The object that stands for one space. */
export const spaceObject = (space: SpaceId): AccessObject => ({ kind: 'space', space });

/** Asked once per object that a request touches, by the handler, never by path prefix. */
export type Authorize = (principal: Principal, action: Action, object: AccessObject) => boolean;

/** Without accounts there is one owner, who may do everything. */
export const authorizeLocal: Authorize = (principal) => principal.kind === 'local';
