import { spawn } from 'node:child_process';
import { root } from './repository.mjs';

/**
 * Runs a program to its end, keeping what it prints.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, shell?: boolean }} [options] `env` is laid over ours
 * @returns {Promise<{ ok: boolean, output: string }>} both output streams, interleaved
 */
export function runProgram(command, args, { env = {}, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/**
 * @param {string} script run by this Node
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env]
 */
export function runScript(script, args, env) {
  return runProgram(process.execPath, [script, ...args], env ? { env } : {});
}

/**
 * Ends the process with one sentence for people.
 *
 * @param {string} sentence
 * @returns {never}
 */
export function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}
