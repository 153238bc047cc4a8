import type { DocId } from '@weft/shared/protocol/ids';
import type { Provider } from '../sync.ts';
import type { Documents } from './documents.ts';

/**
 * Makes a page that is called `title`, without going there. Its id is answered at once, so that it can be linked to before
 * the server has heard of it.
 *
 * @param onFailure - told why, if the server does not make it
 */
export function makePage(
  documents: Documents,
  title: string,
  onFailure: (error: unknown) => void,
): DocId {
  const id = documents.mint();
  make(documents, id, title).catch(onFailure);
  return id;
}

async function make(documents: Documents, id: DocId, title: string): Promise<void> {
  await documents.create(id);
  documents.rename(id, title);
  try {
    const { openDocument } = await import('./open-document.ts');
    const opened = openDocument(id, 'blocks');
    opened.title.insert(0, title);
    await settled(opened.provider);
    await opened.provider.destroy();
  } finally {
    documents.rename(id, undefined);
  }
}

function settled(provider: Provider): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { kind } = provider.save;
      // What goes nowhere is not waited for.
      if (kind !== 'saved' && kind !== 'blocked') return;
      provider.off('save', look);
      resolve();
    };
    provider.on('save', look);
    look();
  });
}
