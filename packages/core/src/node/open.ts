import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { eventLoopPace } from '../log/index.js';
import { whole } from '../log/whole.js';
import { promptly } from '../vault/index.js';
import type { Core } from './core.js';
import { assemble } from './assemble.js';
import { catchUpViews } from './following.js';
import { type CoreOptions, type OpenFault, opening } from './opening/opening.js';

export type { CoreOptions, OpenFault } from './opening/opening.js';

const opened = async (options: CoreOptions): Promise<Either<OpenFault, Core>> => {
  const { log, vault, pace = eventLoopPace } = options;
  const sound = { ...options, log: whole(log), vault: promptly(vault, pace) };
  const made = await opening(sound);
  if (isLeft(made)) return made;
  const followed = await catchUpViews(sound, made.right);
  return isLeft(followed) ? followed : right(assemble(sound, made.right, followed.right));
};

const closing = async ({ log, views, vault }: CoreOptions): Promise<void> => {
  await log.close();
  await views.close();
  await vault.close();
};

/** Opens the log (beginning it if it is empty), the vault and the views, and catches up with the log. */
export const openCore =
  (options: CoreOptions): TaskEither<OpenFault, Core> =>
  async () => {
    const core = await opened(options);
    if (isLeft(core)) await closing(options);
    return core;
  };
