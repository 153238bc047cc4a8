import type { Page, Response } from '@playwright/test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { bodyOf, expect } from './weft.ts';

/** A file that the browser fetched. */
export interface Fetched {
  readonly name: string;
  readonly type: 'script' | 'stylesheet' | 'font' | 'other';
  /** Bytes of the body as the server sent it. */
  readonly sent: number;
  readonly encoding: string;
  /** What they are by the other way to compress. */
  readonly gzip: number;
  readonly brotli: number;
  /** It was asked for before one could type. */
  readonly isFirst: boolean;
}

/**
 * Opens a page in a browser that has nothing yet, and answers all that it fetched by itself: what it takes until one
 * can type, and what comes after that without anybody asking for it.
 */
export async function fetchedBy(page: Page, url: string): Promise<readonly Fetched[]> {
  const responses: Response[] = [];
  const heard = (response: Response): void => void responses.push(response);
  page.on('response', heard);
  await page.addInitScript(markWhenEditable);
  await page.goto(url);
  await expect(bodyOf(page)).toBeEditable();
  await page.waitForFunction(() => performance.getEntriesByName('editable').length > 0);
  await settled(page);
  page.off('response', heard);
  const begun = await page.evaluate(beginnings);
  return Promise.all(
    responses
      .filter((response) => !new URL(response.url()).pathname.startsWith('/api/'))
      .map((response) => weigh(response, begun[response.url()] ?? 0)),
  );
}

/** Notes the moment at which the text can be edited. Runs in the page. */
function markWhenEditable(): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('#editor[contenteditable="true"]')) return;
    performance.mark('editable');
    observer.disconnect();
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true });
}

/** For each address when it was asked for, in milliseconds before (below 0) or after one could type. Runs in the page. */
function beginnings(): Record<string, number> {
  const editable = performance.getEntriesByName('editable')[0]?.startTime ?? 0;
  return Object.fromEntries(
    performance
      .getEntriesByType('resource')
      .map(({ name, startTime }) => [name, startTime - editable]),
  );
}

/** Until nothing was fetched for a while: streams stay open, so that the network is never idle. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const last = performance.getEntriesByType('resource').at(-1)?.startTime ?? 0;
      return performance.now() - last > 1_000;
    },
    undefined,
    { polling: 100 },
  );
}

async function weigh(response: Response, begun: number): Promise<Fetched> {
  const plain = await response.body();
  const type = response.request().resourceType();
  const { responseBodySize } = await response.request().sizes();
  return {
    name: new URL(response.url()).pathname.split('/').at(-1) ?? '',
    type: type === 'script' || type === 'stylesheet' || type === 'font' ? type : 'other',
    sent: responseBodySize,
    encoding: response.headers()['content-encoding'] ?? 'plain',
    gzip: gzipSync(plain, { level: 9 }).length,
    brotli: brotliCompressSync(plain).length,
    isFirst: begun <= 0,
  };
}

/** A table of what was fetched, for people. */
export function tableOf(files: readonly Fetched[]): string {
  const rows = files
    .toSorted((a, b) => Number(b.isFirst) - Number(a.isFirst) || b.sent - a.sent)
    .map(({ name, sent, encoding, gzip, isFirst }) =>
      [
        name.padEnd(36),
        encoding.padEnd(6),
        String(sent).padStart(8),
        `gzip ${String(gzip).padStart(7)}`,
        isFirst ? 'before one can type' : 'after',
      ].join('  '),
    );
  return rows.join('\n');
}
