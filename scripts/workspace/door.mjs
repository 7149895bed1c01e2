import { say } from './places.mjs';
import { prepare } from './prepare.mjs';
import { tasks } from './tasks.mjs';

/** Prepares the checkout, runs a task, and leaves with the task's exit code. */
export const open = async (name, args) => {
  const task = Object.hasOwn(tasks, name ?? '') ? tasks[name] : undefined;
  if (task === undefined) {
    say(`There is no task "${name ?? ''}". There are: ${Object.keys(tasks).join(', ')}.`);
    process.exitCode = 1;
    return;
  }
  process.exitCode = (await prepare({ building: name !== 'format' })) ? await task(args) : 1;
};
