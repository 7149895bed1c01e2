import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './places.mjs';

const forwarded = ['SIGTERM', 'SIGHUP', 'SIGINT'];

// A terminal sends Ctrl-C to the child by itself; sending it on would make it two.
const reachesChildAnyway = (signal) => signal === 'SIGINT' && process.stdin.isTTY === true;

const exitCodeOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0);

/** Runs a program to its end, with our terminal, and answers its exit code. Signals go to it, and it decides. */
export const run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    const forward = (signal) => reachesChildAnyway(signal) || child.kill(signal);
    const settle = (answer) => {
      for (const signal of forwarded) process.off(signal, forward);
      answer();
    };
    for (const signal of forwarded) process.on(signal, forward);
    child.once('error', (error) => settle(() => reject(error)));
    child.once('close', (code, signal) => settle(() => resolve(exitCodeOf(code, signal))));
  });

/** Runs a program and keeps what it says, both streams in order, for showing only when it matters. */
export const runQuietly = async (command, args, options = {}) => {
  const said = [];
  const listen = (child) => {
    child.stdout.on('data', (part) => said.push(part));
    child.stderr.on('data', (part) => said.push(part));
  };
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    listen(child);
    child.once('error', reject);
    child.once('close', (exit, signal) => resolve(exitCodeOf(exit, signal)));
  });
  return { code, output: Buffer.concat(said).toString('utf8').trimEnd() };
};

/** Runs a script with the Node that runs us. */
export const node = (script, args = [], options = {}) => run(process.execPath, [script, ...args], options);

/** The same, quietly. */
export const nodeQuietly = (script, args = [], options = {}) =>
  runQuietly(process.execPath, [script, ...args], options);
