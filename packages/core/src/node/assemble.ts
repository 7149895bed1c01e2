import type { CommandType, RefusalOf } from '@recount/domain';
import { views as presentViews } from '@recount/projections';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { type Gate, gate, noted } from '../access/index.js';
import { acts, type Making } from '../writing/acts/index.js';
import {
  type AskFault,
  asking,
  type Outcome,
  stateCache,
  type Terms,
  type Wish,
} from '../writing/asking/index.js';
import { inTime } from '../log/in-time.js';
import type { Pace } from '../log/index.js';
import type { WholeLog } from '../log/whole.js';
import {
  type Load,
  type LogReader,
  type Unavailable,
  type Unreadable,
  unavailable,
  type Vault,
} from '../ports/index.js';
import { commandTime, crowd, lanes } from '../writing/traffic/index.js';
import type { Core } from './core.js';
import { outdated } from '../reading/outdated.js';
import { look, usage } from '../reading/looking/index.js';
import { type Mailing, mailing } from '../writing/mailing/index.js';
import { claimNames, oneTime, openPersonal, parking } from '../vault/index.js';
import type { Tail } from '../reading/following/index.js';
import { doors } from './doors.js';
import type { Following } from './following.js';
import { type KeepingUp, keepUp } from './keeping-up.js';
import type { CoreOptions, Opened } from './opening/opening.js';
import { tidying } from './tidying.js';

const tooSlow = unavailable('the log did not answer in time');

/** What the engine runs on, watched and bounded in time. */
type Sound = CoreOptions & { readonly log: WholeLog };
type Keeping = { readonly keeping: KeepingUp; readonly tail: Tail };

// Reads for what is not a command yet are bounded like a command.
const promptReader = (log: WholeLog, pace: Pace): LogReader => ({
  ...log,
  readStreams: (which) => () => inTime(pace, commandTime)(log.readStreams(which)(), left(tooSlow)),
});

const askWith = ({ log }: Sound, opened: Opened, { keeping, tail }: Keeping) => {
  const cache = stateCache(promptReader(log, opened.pace), opened.atHand.states);
  // What others commit is learned as this node follows the log; where nobody else can, it knows already.
  if (!log.exclusive) tail.listen(cache.learn);
  const using = {
    ...opened,
    log,
    cache,
    lanes: lanes(),
    newCommitId: opened.ids.commit,
    tell: tail.offer,
  };
  const ask: Core['ask'] =
    <T extends CommandType>(wish: { readonly type: T } & Wish<T>, terms: Terms = {}) =>
    async () => {
      const torn = log.torn();
      if (torn !== undefined) return left(torn);
      // A command is refused only for its own reasons: the catalogue pairs them, past what the compiler follows.
      const outcome = (await asking(wish, terms, using)) as Either<RefusalOf<T> | AskFault, Outcome>;
      if (isLeft(outcome)) return outcome;
      // What is already so was made so by a commit too, of this node's or another's: whoever is told has it behind them.
      return right({ ...outcome.right, views: await keeping.afterCommit(outcome.right.position) });
    };
  return { ask, cache };
};

const makingOf = (
  opened: Opened,
  vault: Vault,
  asked: Pick<Making, 'ask' | 'cache' | 'gate' | 'mailing'>,
): Making => ({
  ...opened,
  ...asked,
  ids: noted(opened.ids, asked.cache.mint),
  claims: claimNames(opened.box),
  oneTime: oneTime(vault, opened.oneTimeKey, opened),
  parking: parking(vault, opened.oneTimeKey, opened),
  unseal: openPersonal(opened.keys),
});

const mailingOf = (
  { log, views, vault, mail }: Sound,
  opened: Opened,
  { tail, runner, cache }: Following & Pick<Making, 'cache'>,
): Mailing => {
  const writing = { ...opened, cache, log, look: look(views, runner) };
  return mailing(mail, { writing, tail, vault, own: opened.oneTimeKey, entropy: opened.entropy });
};

/** How many commands may be under way at once; whoever comes on top of them is told so at once. */
const mostUnderWay = 8_192;

/** How long each part may take to end, in milliseconds; one that does not is left alone. */
const endingTime = 2_000;

/** Ends the parts one after the other, once however often it is asked for. */
const ending = (parts: ReadonlyArray<() => Promise<void>>, pace: Pace): (() => Promise<void>) => {
  let ended: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    for (const part of parts) await inTime(pace, endingTime)(part(), undefined);
  };
  return () => (ended ??= end());
};

const closing = ({ log, views, vault }: Sound): ReadonlyArray<() => Promise<void>> => [
  () => log.close(),
  () => views.close(),
  () => vault.close(),
];

/** The engine, of all its parts. */
export const assemble = (options: Sound, opened: Opened, { tail, runner }: Following): Core => {
  const { log, views, vault } = options;
  const { pace } = opened;
  const isHalted = (): boolean => log.torn() !== undefined;
  const guard: Gate = gate({ ...opened, views, tail, isTorn: isHalted });
  const keeping = keepUp({ log, views, tail, runner, gate: guard, pace });
  const { ask, cache } = askWith(options, opened, { keeping, tail });
  const used = usage(views, { max: opened.atHand.credentials });
  const tidy = tidying({ used, vault, old: outdated(views, presentViews) }, opened);
  const under = crowd(mostUnderWay);
  const letters = mailingOf(options, opened, { tail, runner, cache });
  const making = makingOf(opened, vault, { ask, cache, gate: guard, mailing: letters });
  const trouble = (): Unavailable | Unreadable | undefined => log.torn() ?? keeping.trouble();
  const load = (): Load => ({ ...log.load(), shed: log.load().shed + under.turnedAway() });
  const seen = { tail, runner, cache, gate: guard, used, mailing: letters };
  const inside = { options, opened, ...seen, trouble, isHalted, load };
  return {
    ...acts(making, under),
    ...doors(inside),
    parking: making.parking,
    ask: (wish, terms) => under.admit(ask(wish, terms)),
    close: ending([under.close, letters.stop, keeping.stop, tidy.stop, ...closing(options)], pace),
  };
};
