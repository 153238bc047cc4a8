/** Entry of the commands that look after a data folder: backup, restore, purge, verify. */
import { parseDocId } from '@weft/shared/protocol/ids';
import { backUp } from './maintenance/backup.ts';
import { MaintenanceError, type Progress } from './maintenance/maintenance-error.ts';
import { purge } from './maintenance/purge.ts';
import { restore } from './maintenance/restore.ts';
import { finishSwap } from './maintenance/swap.ts';
import { verify } from './maintenance/verify.ts';
import { claimDataFolder, DataFolderError, type DataFolder } from './store/data-folder.ts';

const folder = process.env['WEFT_DATA'] || '.weft';

const COMMANDS: Readonly<Record<string, (argument: string | undefined) => Promise<void>>> = {
  async backup(file) {
    if (!file) throw new MaintenanceError('Say where to: npm run backup -- FILE');
    const size = await backUp(folder, file, { now: Date.now(), onProgress: progress });
    say(`Backed up ${folder} to ${file} (${megabytes(size)}). Keep it on another machine.`);
  },
  async restore(file) {
    if (!file) throw new MaintenanceError('Say from where: npm run restore -- FILE');
    await claimed(async ({ path }) => {
      const time = await restore(path, file);
      say(
        `Restored ${path} as it was on ${new Date(time).toISOString()}. What was there before is in its "backups".`,
      );
    });
  },
  async purge(text) {
    const doc = parseDocId(text ?? '');
    if (!doc)
      throw new MaintenanceError(
        'Say which document: npm run purge -- DOC, with the 22 characters of its address.',
      );
    await claimed(async ({ path }) => {
      const { before, after, olderCopies } = purge(path, doc, {
        now: Date.now(),
        onProgress: progress,
      });
      say(
        `Purged ${doc}: ${before} bytes of history are ${after} now, and nothing that was deleted is in them.`,
      );
      if (olderCopies.length > 0)
        say(
          `Older copies may still hold it; delete those that you do not need:\n${olderCopies.join('\n')}`,
        );
      say('So may backups that you have made, and browsers that have not been online since.');
    });
  },
  async verify() {
    await claimed(async ({ path }) => {
      const { documents, rows, files, findings } = await verify(path, {
        repair: true,
        now: Date.now(),
        onProgress: progress,
      });
      for (const { sentence, repaired } of findings)
        say(`${sentence}${repaired ? ' Repaired.' : ''}`);
      const open = findings.filter(({ repaired }) => !repaired).length;
      say(
        `${documents} documents, ${rows} rows, ${files} files: ` +
          (open === 0
            ? 'all of it is as it was written.'
            : `${open} faults that could not be repaired.`),
      );
      if (open > 0) process.exitCode = 1;
    });
  },
};

async function claimed(work: (claimedFolder: DataFolder) => Promise<void>): Promise<void> {
  const owned = claimDataFolder(folder);
  try {
    finishSwap(owned.path);
    await work(owned);
  } finally {
    owned.release();
  }
}

const progress: Progress = (done, total) => {
  if (!process.stderr.isTTY) return;
  const width = 30;
  const filled = Math.round((done / Math.max(1, total)) * width);
  process.stderr.write(
    `\r[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${done} of ${total}`,
  );
  if (done === total) process.stderr.write('\n');
};

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

const [name = '', argument] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) throw new Error(`there is no command "${name}"`);
command(argument).catch((error: unknown) => {
  const known = error instanceof MaintenanceError || error instanceof DataFolderError;
  process.stderr.write(`${known ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
