import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { root } from '../../.run/repository.mjs';

/** The real configurations: what is proved of the tree is proved of the repository. */
const CONFIGURATIONS = [
  'package.json',
  'pnpm-workspace.yaml',
  'tsconfig.base.json',
  '.oxfmtrc.json',
  'shared/package.json',
  'shared/tsconfig.json',
  'shared/.oxlintrc.base.json',
  'shared/.oxlintrc.json',
  'server/package.json',
  'server/tsconfig.json',
  'server/.oxlintrc.json',
  'client/package.json',
  'client/tsconfig.json',
  'client/.oxlintrc.json',
  'client/src/sync/tsconfig.json',
  'e2e/.oxlintrc.json',
  'e2e/package.json',
];

/** Path in the tree to text. */
export type Files = Readonly<Record<string, string>>;

/** A repository of a few lines under the real configurations, in which anything may be planted. */
export interface PlantedTree {
  /** Adds files, or replaces them. */
  plant(files: Files): void;
  /** Runs a Node script in the tree. `output` is both streams. */
  check(script: string, args: readonly string[]): { readonly ok: boolean; readonly output: string };
}

/**
 * Plants a tree that is removed when the running test ends. It lies in a git-ignored folder of this
 * package, so that checkers which look at the real tree never see it and types of Node are found.
 */
export function plantTree(files: Files): PlantedTree {
  const nursery = join(root, 'e2e/.canary');
  mkdirSync(nursery, { recursive: true });
  const tree = mkdtempSync(join(nursery, 'tree-'));
  onTestFinished(() => rmSync(tree, { recursive: true, force: true }));
  // A repository of its own, or the outer .gitignore would hide every planted file from the checkers.
  mkdirSync(join(tree, '.git'));
  for (const file of CONFIGURATIONS) cpSync(join(root, file), join(tree, file));

  const plant = (more: Files): void => {
    for (const [file, text] of Object.entries(more)) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), text);
    }
  };
  plant(files);

  return {
    plant,
    check(script, args) {
      const env = { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' };
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
        cwd: tree,
        env,
        encoding: 'utf8',
      });
      return { ok: status === 0, output: stdout + stderr };
    },
  };
}
