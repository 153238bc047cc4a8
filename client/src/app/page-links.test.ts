import type { DocumentInfo } from '@weft/shared/protocol/down';
import { mintDocId } from '@weft/shared/protocol/ids';
import { seededRandom } from '@weft/shared/testing/random';
import { expect, test, vi } from 'vitest';
import { createDocuments } from './documents.ts';
import { createPageLinks } from './page-links.ts';

const random = seededRandom(5);
const info = (title: string) => ({
  id: mintDocId(random.bytes),
  format: 'blocks' as const,
  title,
  createdAt: 1,
  updatedAt: 1,
});

/** Documents whose list is what `server` has when it is asked; without one it cannot be asked. */
function linksTo(server: { list: DocumentInfo[] | undefined; asked: number }) {
  const documents = createDocuments({
    client: {
      list: () => {
        server.asked += 1;
        return server.list ? Promise.resolve([...server.list]) : Promise.reject(new Error());
      },
      create: () => Promise.reject(new Error()),
      remove: () => Promise.resolve(),
    },
    mintId: () => mintDocId(random.bytes),
    exclusively: (task) => task(),
  });
  return { documents, links: createPageLinks(documents) };
}

test('PLINK-1 a page is called what it is called now, and one that somebody has just made is found', async () => {
  const [plan, fresh] = [info('Plan'), info('Fresh')];
  const server = { list: [plan], asked: 0 };
  const { documents, links } = linksTo(server);
  const changed = vi.fn();
  links.subscribe(changed);
  expect(links.find(plan.id)).toBe('unknown');
  await vi.waitFor(() => expect(links.find(plan.id)).toMatchObject({ title: 'Plan' }));
  documents.rename(plan.id, 'Great plan');
  expect(links.find(plan.id)).toMatchObject({ title: 'Great plan' });
  server.list = [plan, fresh];
  expect(links.find(fresh.id)).toBe('unknown');
  changed.mockClear();
  await vi.waitFor(() => expect(changed).toHaveBeenCalled());
  expect(links.find(fresh.id)).toMatchObject({ title: 'Fresh' });
});

test('PLINK-1 a page that is in no list is gone once a new list has said so, whoever deleted it', async () => {
  const [plan, other] = [info('Plan'), info('Other')];
  const server = { list: [plan, other], asked: 0 };
  const { documents, links } = linksTo(server);
  await documents.refresh();
  expect(links.find(plan.id)).toMatchObject({ title: 'Plan' });
  await documents.remove(plan.id);
  server.list = [];
  expect(links.find(plan.id)).toBe('unknown');
  await vi.waitFor(() => expect(links.find(plan.id)).toBe('gone'));
  await vi.waitFor(() => expect(links.find(other.id)).toBe('gone'));
  expect(links.find('no id at all')).toBe('gone');
  expect(links.hrefOf('javascript:alert(1)')).toBeUndefined();
  expect(links.hrefOf(plan.id)).toBe(`/d/${plan.id}`);
});

test('PLINK-1 without a list nobody knows, and the server is not asked again and again', async () => {
  const plan = info('Plan');
  const server: { list: DocumentInfo[] | undefined; asked: number } = { list: undefined, asked: 0 };
  const { documents, links } = linksTo(server);
  links.subscribe(() => void links.find(plan.id));
  expect(links.find(plan.id)).toBe('unknown');
  await documents.refresh();
  await documents.refresh();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(server.asked).toBeLessThan(4);
  expect(links.find(plan.id)).toBe('unknown');
  server.list = [plan];
  await documents.refresh();
  expect(links.find(plan.id)).toMatchObject({ title: 'Plan' });
});
