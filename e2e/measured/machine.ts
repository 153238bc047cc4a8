import { cpus, totalmem } from 'node:os';

/**
 * What the numbers were measured on and with, a line each.
 *
 * @param versions of the libraries that matter, by name
 */
export function describeMachine(versions: Readonly<Record<string, string>>): string[] {
  const [first] = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  const libraries = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${first?.model.trim() || process.arch}, ${cpus().length} cores, ${memory} GiB, ${process.platform}`,
    [`Node ${process.versions.node}`, ...libraries].join(', '),
  ];
}
