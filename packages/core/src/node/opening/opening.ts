import type { LogOpened } from '@recount/domain/facts/log';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isSome } from 'fp-ts/lib/Option.js';
import type { RebuildProgress } from '../../reading/running/index.js';
import { eventLoopPace, type Pace } from '../../log/index.js';
import { type NewIds, newIds } from '../../access/index.js';
import {
  type Clock,
  type Entropy,
  type EventStore,
  type ForeignLog,
  type Unavailable,
  type Unreadable,
  unavailable,
  type Vault,
  type ViewStore,
} from '../../ports/index.js';
import {
  openStrongbox,
  type SecretDoesNotOpenVault,
  type SecretKey,
  type Strongbox,
  type SubjectKeys,
  subjectKeys,
} from '../../vault/index.js';
import type { SessionTerms } from '../../access/who.js';
import type { MailOptions } from '../../writing/mailing/index.js';
import { type AtHand, usuallyAtHand } from './at-hand.js';
import { begin, firstOf } from './own-log.js';
import { usualSessions } from './session-terms.js';
import { systemClock, systemEntropy } from './system.js';

/** What the engine runs on. `secret` opens the vault; `previousSecret` for the one start after it was changed. */
export type CoreOptions = {
  readonly log: EventStore;
  readonly views: ViewStore;
  readonly vault: Vault;
  readonly secret: string;
  readonly previousSecret?: string;
  /** Whether a log that is begun now belongs to the playground; an existing one must agree. */
  readonly playground?: boolean;
  readonly clock?: Clock;
  readonly entropy?: Entropy;
  /** What every timer of the engine goes by; the event loop's unless said otherwise. */
  readonly pace?: Pace;
  /** Told at most once a second how far the views are, while they catch up at the start. */
  readonly onRebuild?: (progress: RebuildProgress) => void;
  /** How much is kept in memory. */
  readonly atHand?: Partial<AtHand>;
  /** How long sessions last. */
  readonly sessions?: Partial<SessionTerms>;
  /** Who carries mail; without, nobody is written to. */
  readonly mail?: MailOptions;
};

/** Why the engine does not start. */
export type OpenFault =
  | Unavailable
  | Unreadable
  | ForeignLog
  | SecretDoesNotOpenVault
  | { readonly type: 'VaultIsMissing'; readonly logId: string }
  | { readonly type: 'PlaygroundMismatch'; readonly log: 'playground' | 'real' };

/** The log, the vault and what was made of them, all belonging together. */
export type Opened = {
  readonly first: LogOpened;
  readonly box: Strongbox;
  readonly keys: SubjectKeys;
  readonly ids: NewIds;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly pace: Pace;
  readonly atHand: AtHand;
  readonly sessions: SessionTerms;
  /** Digests what was asked for under an idempotency key; made with the log and never changed. */
  readonly requestKey: SecretKey;
  readonly oneTimeKey: SecretKey;
};

const vaultIsThere = async (vault: Vault, first: LogOpened | undefined): Promise<Either<OpenFault, void>> => {
  if (first === undefined) return right(undefined);
  const master = await vault.get('own-key', ['master'])();
  if (isLeft(master)) return master;
  const there = master.right[0] !== undefined && isSome(master.right[0]);
  return there ? right(undefined) : left({ type: 'VaultIsMissing', logId: first.logId });
};

const begun = async (
  options: CoreOptions,
  made: Made,
): Promise<Either<Unavailable | Unreadable, LogOpened | undefined>> => {
  const found = await firstOf(options.log);
  if (isLeft(found) || found.right !== undefined) return found;
  const beginning = await begin({ ...made, log: options.log, playground: options.playground ?? false });
  return isLeft(beginning) ? beginning : firstOf(options.log);
};

const claimed = async (
  { views, vault }: CoreOptions,
  { logId }: LogOpened,
): Promise<Either<OpenFault, void>> => {
  const keys = await vault.claim(logId)();
  return isLeft(keys) ? keys : views.claim(logId)();
};

const agreed = ({ playground = false }: CoreOptions, first: LogOpened): Either<OpenFault, LogOpened> =>
  first.playground === playground
    ? right(first)
    : left({ type: 'PlaygroundMismatch', log: first.playground ? 'playground' : 'real' });

type Made = Omit<Opened, 'first' | 'requestKey' | 'oneTimeKey'>;

const unlocked = async (options: CoreOptions): Promise<Either<OpenFault, Made>> => {
  const { log, vault, clock = systemClock, entropy = systemEntropy, pace = eventLoopPace } = options;
  const known = await firstOf(log);
  if (isLeft(known)) return known;
  const there = await vaultIsThere(vault, known.right);
  if (isLeft(there)) return there;
  const box = await openStrongbox(vault, options, entropy);
  if (isLeft(box)) return box;
  const atHand = { ...usuallyAtHand, ...options.atHand };
  const keys = subjectKeys(box.right, { entropy, max: atHand.subjectKeys });
  const sessions = { ...usualSessions, ...options.sessions };
  return right({ box: box.right, keys, ids: newIds(clock, entropy), clock, entropy, pace, atHand, sessions });
};

const withOwnKeys = async (made: Made, first: LogOpened): Promise<Either<Unavailable, Opened>> => {
  const requestKey = await made.box.keep('own-key', 'requests', made.entropy.bytes(32));
  if (isLeft(requestKey)) return requestKey;
  const oneTimeKey = await made.box.keep('own-key', 'one-time', made.entropy.bytes(32));
  if (isLeft(oneTimeKey)) return oneTimeKey;
  return right({ ...made, first, requestKey: requestKey.right, oneTimeKey: oneTimeKey.right });
};

/** Opens the vault and the log, beginning what is empty, and sees to it that they belong to each other. */
export const opening = async (options: CoreOptions): Promise<Either<OpenFault, Opened>> => {
  const made = await unlocked(options);
  if (isLeft(made)) return made;
  const first = await begun(options, made.right);
  if (isLeft(first)) return first;
  if (first.right === undefined) return left(unavailable('the log could not be begun'));
  const agrees = agreed(options, first.right);
  if (isLeft(agrees)) return agrees;
  const own = await claimed(options, first.right);
  return isLeft(own) ? own : withOwnKeys(made.right, first.right);
};
