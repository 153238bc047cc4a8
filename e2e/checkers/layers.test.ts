import { expect, test } from 'vitest';
import { lintFaults } from './lint-faults.ts';
import { plantTree } from './planted-tree.ts';

/** Folder or entry, and what it may import. */
const ALLOWED: readonly (readonly [string, readonly string[]])[] = [
  ['shared/src/codec', ['../protocol/x.ts']],
  ['shared/src/document', ['../protocol/x.ts', '../codec/x.ts']],
  ['shared/src/pages', ['../protocol/x.ts']],
  ['shared/src/model/operations', ['../x.ts']],
  ['shared/src/testing', ['../protocol/x.ts', '../model/x.ts', '../pages/x.ts', '../clock.ts']],
  ['shared/src/markdown', ['../model/x.ts']],
  ['shared/src/html', ['../model/x.ts']],
  ['shared/src/plain-text', ['../model/x.ts']],
  ['shared/src/search', ['../model/x.ts']],
  [
    'server/src/app.ts',
    [
      './http/x.ts',
      './room/x.ts',
      './access/x.ts',
      './documents/x.ts',
      './files/x.ts',
      './history/x.ts',
      './hub/x.ts',
      './log/log.ts',
      './search/search.ts',
      './compaction/compaction.ts',
      './load/load.ts',
      './metrics/metrics.ts',
    ],
  ],
  ['server/src/main.ts', ['./app.ts', './store/x.ts', './log/x.ts', '@weft/shared/protocol']],
  [
    'server/src/http',
    [
      '../room/x.ts',
      '../access/x.ts',
      '../documents/x.ts',
      '../files/x.ts',
      '../history/x.ts',
      '../hub/x.ts',
      '../search/search.ts',
      '../load/load.ts',
      '../metrics/metrics.ts',
    ],
  ],
  [
    'server/src/room',
    ['../log/log.ts', '../hub/x.ts', '../metrics/metrics.ts', '@weft/shared/codec/frames'],
  ],
  ['server/src/log', ['../database/x.ts', '../load/load.ts', '../metrics/metrics.ts']],
  ['server/src/documents', ['../database/x.ts']],
  [
    'server/src/pages',
    ['../database/x.ts', '../hub/x.ts', '../log/tag.ts', '../documents/documents.ts'],
  ],
  ['server/src/files', ['../database/x.ts', '../documents/documents.ts']],
  [
    'server/src/store',
    [
      '../log/x.ts',
      '../documents/x.ts',
      '../files/x.ts',
      '../history/x.ts',
      '../load/load.ts',
      '../metrics/metrics.ts',
    ],
  ],
  [
    'server/src/projection',
    [
      '../log/log.ts',
      '../documents/documents.ts',
      '../threads/x.ts',
      '../search/search-database.ts',
    ],
  ],
  ['server/src/history', ['../log/log.ts', '../database/migration.ts']],
  ['server/src/search', ['../threads/x.ts', 'better-sqlite3', '@weft/shared/model/page-lines']],
  [
    'server/src/compaction',
    ['../log/x.ts', '../database/x.ts', '../threads/x.ts', '../room/past.ts'],
  ],
  [
    'server/src/maintenance',
    ['../log/x.ts', '../compaction/folding.ts', '../room/past.ts', '../pages/recreated-spaces.ts'],
  ],
  ['client/src/sync', ['yjs', 'lib0/encoding', 'y-protocols/awareness', '@weft/shared/protocol']],
  [
    'client/src/transport',
    [
      '../sync/ports.ts',
      '../sync/backoff.ts',
      '../uploads/ports.ts',
      '../tree/ports.ts',
      '../pages/page-finder.ts',
      '@weft/shared/codec/sse',
    ],
  ],
  ['client/src/outbox', ['../sync/ports.ts', '../device/x.ts']],
  ['client/src/copies', ['../sync/ports.ts', '../device/x.ts']],
  ['client/src/uploads', ['../sync/ports.ts', '../sync/backoff.ts', '../device/x.ts', 'idb']],
  ['client/src/tree', ['../sync/ports.ts', '../sync/backoff.ts', '../device/x.ts', 'idb']],
  ['client/src/sandbox', ['../editor/diagrams/diagram-messages.ts', 'mermaid']],
  ['client/src/lexical', ['../sync/x.ts', 'lexical']],
  ['client/src/editor', ['./binding/x.ts', '../sync/x.ts', 'lexical', '@weft/shared/model/page']],
  ['client/src/editor/keys', ['../binding/x.ts', '../nodes.ts', '../../sync.ts']],
  ['client/src/editor/paste', ['./x.ts', '@weft/shared/markdown', '@weft/shared/html/x']],
  [
    'client/src/app',
    [
      '../sync/x.ts',
      '../transport/x.ts',
      '../outbox/x.ts',
      '../copies/x.ts',
      '../uploads/x.ts',
      '../tree/x.ts',
      '../pages/x.ts',
      '../navigation/x.ts',
      '../offline/x.ts',
      '../archive/x.ts',
      '../history/x.ts',
      '../templates/x.ts',
      '../sidebar/x.tsx',
      '../lexical/x.ts',
      '../editor/x.ts',
      '../words/x.ts',
      '../widgets/x.tsx',
      '../controls/x.tsx',
    ],
  ],
  [
    'client/src/pages',
    [
      '../sync/ports.ts',
      '../tree/x.ts',
      '../archive/x.ts',
      '../history/x.ts',
      '../templates/x.ts',
      '../widgets/x.ts',
      '@weft/shared/pages/page-tree',
    ],
  ],
  [
    'client/src/sidebar',
    [
      '../navigation/x.ts',
      '../pages/x.ts',
      '../tree/x.ts',
      '../archive/x.ts',
      '../history/x.ts',
      '../templates/x.ts',
      '../words/x.ts',
      '../widgets/x.tsx',
    ],
  ],
  ['client/src/widgets', ['../words/x.ts']],
  ['client/src/offline', ['../widgets/x.ts']],
  ['client/src/archive', ['../editor/paste/x.ts', '@weft/shared/markdown']],
  ['client/src/controls', ['../words/x.ts', '../widgets/x.tsx', '../editor/commands/x.ts']],
  ['client/src/main.tsx', ['./app/x.ts', './transport/x.ts']],
];

/** Folder or entry, and what it may not import. */
const FORBIDDEN: readonly (readonly [string, readonly string[]])[] = [
  ['shared/src/protocol', ['../codec/x.ts', '../document/x.ts', '../clock.ts', '@weft/server/app']],
  ['shared/src/codec', ['../document/x.ts', '../testing/x.ts', '@weft/client/sync']],
  ['shared/src/document', ['../testing/x.ts']],
  ['shared/src/pages', ['../model/x.ts', '../codec/x.ts', '../document/x.ts']],
  ['shared/src/model', ['../protocol/x.ts', '../codec/x.ts', '../testing/x.ts', '../clock.ts']],
  ['shared/src/model/operations', ['../../protocol/x.ts', '../../markdown/x.ts']],
  ['shared/src/testing', ['../codec/x.ts', '../document/x.ts']],
  ['shared/src/markdown', ['../html/x.ts', '../protocol/x.ts', '../document/x.ts']],
  ['shared/src/html', ['../markdown/x.ts', '../codec/x.ts']],
  ['shared/src/plain-text', ['../html/x.ts', '../markdown.ts']],
  ['shared/src/search', ['../pages/x.ts', '../protocol/x.ts']],
  [
    'server/src/app.ts',
    [
      './log/journal.ts',
      './search/thread-search.ts',
      './database/x.ts',
      './store/x.ts',
      './load/measured-load.ts',
      './metrics/prometheus.ts',
      './logging/x.ts',
      './main.ts',
    ],
  ],
  ['server/src/database', ['../log/x.ts', '../store/x.ts']],
  [
    'server/src/http',
    [
      '../log/log.ts',
      '../search/search-database.ts',
      '../store/x.ts',
      '../metrics/prometheus.ts',
      '../logging/x.ts',
      '../app.ts',
      '@weft/client/sync',
    ],
  ],
  ['server/src/room', ['../log/sqlite-log.ts', '../http/x.ts', '../store/x.ts', '../app.ts']],
  ['server/src/log', ['../hub/x.ts', '../room/x.ts', '../store/x.ts', '@weft/server/hub/hub']],
  ['server/src/hub', ['../log/log.ts', '../room/x.ts', '../documents/x.ts']],
  ['server/src/documents', ['../room/x.ts', '../http/x.ts', '../store/x.ts']],
  ['server/src/pages', ['../room/x.ts', '../log/log.ts', '../http/x.ts', '../store/x.ts']],
  ['server/src/files', ['../room/x.ts', '../http/x.ts', '../store/x.ts', '../log/log.ts']],
  ['server/src/access', ['../room/x.ts', '../http/x.ts']],
  ['server/src/load', ['../log/log.ts', '../http/x.ts', '../metrics/metrics.ts']],
  ['server/src/metrics', ['../log/log.ts', '../http/x.ts', '../logging/x.ts']],
  ['server/src/logging', ['../http/x.ts', '../metrics/metrics.ts']],
  ['server/src/store', ['../room/x.ts', '../http/x.ts', '../hub/x.ts', '../main.ts']],
  ['server/src/projection', ['../log/journal.ts', '../store/x.ts', '../room/x.ts']],
  ['server/src/compaction', ['../room/room.ts', '../http/x.ts', '../store/x.ts', '../hub/x.ts']],
  ['server/src/maintenance', ['../room/room.ts', '../http/x.ts', '../store/x.ts', '../hub/x.ts']],
  [
    'server/src/search',
    ['../pages/x.ts', '../log/log.ts', '../http/x.ts', '../projection/titles.ts'],
  ],
  ['server/src/history', ['../log/journal.ts', '../room/x.ts', '../http/x.ts', '../store/x.ts']],
  ['server/src/threads', ['../log/log.ts', '../projection/titles.ts']],
  ['server/src/newcomer', ['../room/x.ts', '../main.ts']],
  ['client/src/sync', ['../transport/x.ts', '../outbox/x.ts', '../lexical/x.ts', 'lexical']],
  ['client/src/transport', ['../sync/x.ts', '../outbox/x.ts', '../app/x.ts', '@weft/server/app']],
  ['client/src/outbox', ['../sync/x.ts', '../transport/x.ts', '../app/x.ts']],
  ['client/src/uploads', ['../sync/x.ts', '../transport/x.ts', '../outbox/x.ts', '../app/x.ts']],
  ['client/src/device', ['../sync/x.ts', '../outbox/x.ts', '../tree/x.ts']],
  ['client/src/tree', ['../sync/x.ts', '../transport/x.ts', '../outbox/x.ts', '../app/x.ts']],
  ['client/src/sandbox', ['../editor/x.ts', '../editor/diagrams/x.ts', '../app/x.ts']],
  ['client/src/lexical', ['../transport/x.ts', '../outbox/x.ts', '../app/x.ts', '../editor/x.ts']],
  ['client/src/editor', ['../lexical/x.ts', '../lexical.ts', '../app/x.ts', '../transport/x.ts']],
  ['client/src/editor/keys', ['../../lexical/x.ts', '../../app/x.ts', '../../lexical.ts']],
  ['client/src/editor/paste', ['../binding/x.ts', '../../sync.ts', 'lexical', 'yjs']],
  ['client/src/app', ['../main.tsx', '../../../server/src/room/x.ts']],
  ['client/src/words', ['../widgets/x.tsx', '../app/x.ts', '../editor/x.ts']],
  ['client/src/navigation', ['../pages/x.ts', '../app/x.ts', '../widgets/x.ts']],
  ['client/src/pages', ['../sidebar/x.tsx', '../app/x.ts', '../transport/x.ts']],
  ['client/src/sidebar', ['../app/x.ts', '../editor/x.ts', '../controls/x.tsx', '../sync.ts']],
  ['client/src/widgets', ['../controls/x.tsx', '../app/x.ts', '../editor/x.ts']],
  ['client/src/controls', ['../app/x.ts', '../sync/x.ts', '../lexical/x.ts']],
  ['client/src/newcomer', ['../app/x.ts', '../sync/x.ts']],
  ['client/src/sync.ts', ['./app/x.ts']],
  ['client/src/lexical.ts', ['./app/x.ts', './main.tsx']],
  ['client/src/editor.ts', ['./app/x.ts']],
  ['client/src/uploads.ts', ['./app/x.ts']],
];

test('CHECK-7 each folder imports what its layer allows and nothing else', () => {
  const tree = plantTree(filesOf(ALLOWED, 'allowed'));
  expect(lintFaults(tree)).toEqual([]);

  tree.plant(filesOf(FORBIDDEN, 'forbidden'));
  const expected = FORBIDDEN.flatMap(([place, imports]) =>
    imports.map(() => `${fileIn(place, 'forbidden')} eslint(no-restricted-imports)`),
  );
  const crossings = lintFaults(tree).filter((fault) => fault.includes('restricted-imports'));
  expect(crossings).toEqual(expected.sort());
});

test('CHECK-7 a type alone does not cross a layer either', () => {
  const tree = plantTree({ 'server/src/room/room.ts': 'export interface Room {}\n' });
  expect(lintFaults(tree)).toEqual([]);

  tree.plant({
    'server/src/hub/hub.ts':
      "import type { Room } from '../room/room.ts';\n\nexport type Hub = Room[];\n",
  });
  expect(lintFaults(tree)).toEqual(['server/src/hub/hub.ts eslint(no-restricted-imports)']);
});

function filesOf(rows: typeof ALLOWED, name: string): Record<string, string> {
  return Object.fromEntries(
    rows.map(([place, imports]) => [
      fileIn(place, name),
      imports.map((specifier) => `import '${specifier}';\n`).join(''),
    ]),
  );
}

/** A folder gets a file of its own; an entry is one already. */
function fileIn(place: string, name: string): string {
  return /\.tsx?$/.test(place) ? place : `${place}/${name}.ts`;
}
