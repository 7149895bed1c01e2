import { say } from './places.mjs';
import { prepare } from './prepare.mjs';
import { tasks } from './tasks.mjs';

// Tasks that look at nothing that is built.
const asItIs = new Set(['format', 'peers']);

/** Prepares the checkout, runs a task, and leaves with the task's exit code. */
export const open = async (name, args) => {
  const task = Object.hasOwn(tasks, name ?? '') ? tasks[name] : undefined;
  if (task === undefined) {
    say(`There is no task "${name ?? ''}". There are: ${Object.keys(tasks).join(', ')}.`);
    process.exitCode = 1;
    return;
  }
  process.exitCode = (await prepare({ building: !asItIs.has(name) })) ? await task(args) : 1;
};
