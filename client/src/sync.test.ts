import { readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { docId } from './sync/testing/ids.ts';
import { createMemoryServer } from './sync/testing/memory-server.ts';
import { createWeftProvider, type Provider, type WeftProviderOptions } from './sync.ts';
import { startFakeServer } from './transport/testing/fake-server.ts';
import { answersOf } from './transport/testing/memory-answers.ts';

/** Every module reachable from `entry`: files of ours, and the packages that they ask for. */
function reachableFrom(entry: URL): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: URL): void => {
    if (files.has(file.pathname)) return;
    files.add(file.pathname);
    for (const wanted of importsOf(file)) {
      if (wanted.startsWith('.')) visit(new URL(wanted, file));
      else if (wanted.startsWith('@weft/shared/')) {
        visit(
          new URL(`../../shared/src/${wanted.slice('@weft/shared/'.length)}.ts`, import.meta.url),
        );
      } else packages.add(wanted.split('/', wanted.startsWith('@') ? 2 : 1).join('/'));
    }
  };
  visit(entry);
  return { files, packages };
}

/** What a module imports, types left out: those are gone when it runs. */
function importsOf(file: URL): string[] {
  const { program, module, errors } = parseSync(file.pathname, readFileSync(file, 'utf8'));
  if (errors[0] !== undefined) throw new Error(`${file.pathname}: ${errors[0].message}`);
  expect(module.dynamicImports).toEqual([]);
  return program.body.flatMap((node) => {
    const isImport = node.type === 'ImportDeclaration' && node.importKind !== 'type';
    const isExport =
      (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') &&
      node.exportKind !== 'type';
    return (isImport || isExport) && node.source ? [node.source.value] : [];
  });
}

test('SYNC-11 the provider needs no editor and no framework: only these packages', () => {
  const { files, packages } = reachableFrom(new URL('./sync.ts', import.meta.url));
  expect([...packages].toSorted()).toEqual([
    'eventsource-parser',
    'idb',
    'lib0',
    'valibot',
    'y-protocols',
    'yjs',
  ]);
  const folders = new Set([...files].map((file) => /(client|shared)\/src\/(\w+)/.exec(file)![0]));
  expect([...folders].toSorted()).toEqual([
    'client/src/copies',
    'client/src/device',
    'client/src/outbox',
    'client/src/sync',
    'client/src/transport',
    'shared/src/clock',
    'shared/src/codec',
    'shared/src/protocol',
  ]);
});

test('SYNC-11 the search for packages finds an editor where there is one', () => {
  const { packages } = reachableFrom(new URL('./lexical.ts', import.meta.url));
  expect(packages).toContain('lexical');
});

describe('in Node, over HTTP, with nothing but a server', () => {
  async function start() {
    const memory = createMemoryServer();
    const server = await startFakeServer(answersOf(memory));
    onTestFinished(server.close);
    return { memory, server };
  }

  function open(baseUrl: string, options: Partial<WeftProviderOptions> = {}) {
    const doc = new Y.Doc();
    const provider = createWeftProvider({ id: docId(1), doc, format: 'raw', baseUrl, ...options });
    onTestFinished(() => provider.destroy());
    provider.connect();
    return { provider, text: doc.getText('t') };
  }

  const saved = (provider: Provider): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (provider.save.kind === 'saved' && provider.link === 'live') resolve();
      };
      provider.on('save', check);
      provider.on('link', check);
      check();
    });

  const holds = (text: Y.Text, wanted: string): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (text.toString() === wanted) resolve();
      };
      text.observe(check);
      check();
    });

  test('SYNC-11 what one types, another one has', async () => {
    const { server } = await start();
    const [ada, bob] = [open(server.url), open(server.url)];
    ada.text.insert(0, 'hello');
    await holds(bob.text, 'hello');
    bob.text.insert(5, ' you');
    await holds(ada.text, 'hello you');
    await Promise.all([saved(ada.provider), saved(bob.provider)]);
  });

  test('SYNC-11 SYNC-4 what is typed while away arrives once', async () => {
    const { memory, server } = await start();
    const ada = open(server.url);
    await saved(ada.provider);
    ada.provider.disconnect();
    ada.text.insert(0, 'away');
    ada.provider.connect();
    await holds(open(server.url).text, 'away');
    await saved(ada.provider);
    expect(memory.rows).toHaveLength(1);
  });

  test('SYNC-11 faults of an observer are handed to whoever asked for them', async () => {
    const { server } = await start();
    const fault = new Error('the editor stumbled');
    const heard = new Promise((resolve) => {
      const bob = open(server.url, { onFault: resolve });
      bob.text.observe(() => {
        throw fault;
      });
    });
    open(server.url).text.insert(0, 'hello');
    expect(await heard).toBe(fault);
  });
});
