import type { CommandType, RefusalOf } from '@recount/domain';
import { views as presentViews } from '@recount/projections';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { type Gate, gate, noted } from '../access/index.js';
import { acts } from '../writing/acts/index.js';
import {
  type AskFault,
  asking,
  type Outcome,
  stateCache,
  type Terms,
  type Wish,
} from '../writing/asking/index.js';
import { lanes } from '../writing/traffic/index.js';
import type { Core } from './core.js';
import { outdated } from '../reading/outdated.js';
import { usage } from '../reading/looking/index.js';
import { claimNames, oneTime } from '../vault/index.js';
import type { Tail } from '../reading/following/index.js';
import { doors } from './doors.js';
import type { Following } from './following.js';
import { type KeepingUp, keepUp } from './keeping-up.js';
import type { CoreOptions, Opened } from './opening/opening.js';
import { tidying } from './tidying.js';

type Keeping = { readonly keeping: KeepingUp; readonly tail: Tail };

const askWith = (options: CoreOptions, opened: Opened, { keeping, tail }: Keeping) => {
  const cache = stateCache(options.log, opened.atHand.states);
  // What others commit is learned as this node follows the log; where nobody else can, it knows already.
  if (!options.log.exclusive) tail.listen(cache.learn);
  const using = {
    ...opened,
    log: options.log,
    cache,
    lanes: lanes(),
    newCommitId: opened.ids.commit,
    tell: tail.offer,
  };
  const ask: Core['ask'] =
    <T extends CommandType>(wish: { readonly type: T } & Wish<T>, terms: Terms = {}) =>
    async () => {
      // A command is refused only for its own reasons: the catalogue pairs them, past what the compiler follows.
      const outcome = (await asking(wish, terms, using)) as Either<RefusalOf<T> | AskFault, Outcome>;
      if (isLeft(outcome)) return outcome;
      // What is already so was made so by a commit too, of this node's or another's: whoever is told has it behind them.
      return right({ ...outcome.right, views: await keeping.afterCommit(outcome.right.position) });
    };
  return { ask, cache };
};

/** The engine, of all its parts. */
export const assemble = (options: CoreOptions, opened: Opened, { tail, runner }: Following): Core => {
  const { log, views, vault } = options;
  const guard: Gate = gate({ ...opened, views, tail });
  const keeping = keepUp({ log, views, tail, runner, gate: guard, pace: opened.pace });
  const { ask, cache } = askWith(options, opened, { keeping, tail });
  const used = usage(views);
  const tidy = tidying({ used, vault, old: outdated(views, presentViews) }, opened);
  const making = {
    ...opened,
    ask,
    ids: noted(opened.ids, cache.mint),
    cache,
    gate: guard,
    claims: claimNames(opened.box),
    oneTime: oneTime(vault, opened.oneTimeKey, opened),
  };
  return {
    ...acts(making),
    ...doors({ options, opened, tail, runner, cache, gate: guard, used, trouble: keeping.trouble }),
    ask,
    close: async () => {
      await keeping.stop();
      await tidy.stop();
      await log.close();
      await views.close();
      await vault.close();
    },
  };
};
