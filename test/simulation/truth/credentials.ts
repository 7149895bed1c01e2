import { hash } from 'node:crypto';
import { type Action, mayI, type Standing } from '@recount/domain/authority';
import { day, type Role, type Scope } from '@recount/domain/vocabulary';
import type { Allowed, Sim, Verified } from '../people/sim.js';
import { accountAt, countsAt, keyAt, roleAt, sessionAt, type Told, turns } from './states.js';

type Holder = { readonly type: 'key' | 'session'; readonly id: string };

const times = ({ from, to, took }: Verified): ReadonlyArray<number> => [from, to, from + took, to - took];

const words = (key: NonNullable<ReturnType<typeof keyAt>>, secret: string, at: number): string => {
  const opens = key.hash === secret || (key.previous.hash === secret && at < key.previous.until);
  if (!opens) return 'unknown';
  if (key.isRevoked) return 'revoked';
  return at < key.expires ? 'in' : 'expired';
};

// All that may truly be said of a key in a span of the log; its own row and its account's may be of different moments.
const ofKey = (told: Told, id: string, sight: Verified): ReadonlySet<string> => {
  const secret = hash('sha256', sight.asked, 'hex');
  const account = String(told.of(`key-${id}`)[0]?.body.data['accountId']);
  const states = turns(told, [`account-${account}`], sight).map((at) =>
    accountAt(told, account, at)?.isOpen === true ? 'in' : 'archived',
  );
  const said = turns(told, [`key-${id}`], sight).flatMap((position) => {
    const key = keyAt(told, id, position);
    return key === undefined ? ['unknown'] : times(sight).map((at) => words(key, secret, at));
  });
  return new Set(said.flatMap((one) => (one === 'in' ? states : [one])));
};

type Session = NonNullable<ReturnType<typeof sessionAt>>;

const week = 7 * day;

// A week without use ends it: the last use that nobody lost is unknown here, its start is the earliest.
const wordsOfSession = (session: Session, counts: boolean, sight: Verified): ReadonlyArray<string> => {
  if (session.isEnded || !counts) return ['ended'];
  return times(sight).flatMap((at) => {
    if (at >= session.expires) return ['expired'];
    return at - session.startedAt < week ? ['in'] : ['in', 'expired'];
  });
};

const ofSession = (told: Told, sessionId: string, sight: Verified): ReadonlySet<string> => {
  const identity = String(told.of(`session-${sessionId}`)[0]?.body.data['identityId']);
  const thens = turns(told, [`identity-${identity}`], sight);
  const said = turns(told, [`session-${sessionId}`], sight).flatMap((position) => {
    const session = sessionAt(told, sessionId, position);
    if (session === undefined) return ['unknown'];
    return thens.flatMap((then) =>
      wordsOfSession(session, countsAt(told, { ...session, sessionId }, then), sight),
    );
  });
  return new Set(said);
};

/** A revoked key, an ended session lets nobody in, and a good one is not refused: as of a position that the engine may answer from. */
export const letIn = ({ journal, known }: Sim, told: Told): ReadonlyArray<string> => {
  const holders = new Map<string, Holder>([
    ...known.keys.map(({ text, keyId }) => [text, { type: 'key', id: keyId }] as const),
    ...known.sessions.map(({ token, actor }) => [token, { type: 'session', id: actor.sessionId }] as const),
  ]);
  return journal.verified.flatMap((sight) => {
    const holder = holders.get(sight.asked);
    if (holder === undefined) return [];
    const may = holder.type === 'key' ? ofKey(told, holder.id, sight) : ofSession(told, holder.id, sight);
    if (may.has(sight.said)) return [];
    return [
      `${holder.id} was "${sight.said}" to engine ${sight.engine}, which knew ${sight.low} of ${sight.high}; true is ${[...may].join(', ')}`,
    ];
  });
};

const standings = (told: Told, { asked: { who, accountId }, ...span }: Allowed): ReadonlyArray<Standing> => {
  if (who.type === 'key')
    return [
      who.accountId === accountId ? { as: 'key', scope: who.scope satisfies Scope } : { as: 'stranger' },
    ];
  const { identityId } = who.actor;
  return turns(told, [`account-${accountId}`], span).map((position): Standing => {
    if (accountAt(told, accountId, position)?.owner === identityId) return { as: 'owner' };
    const role = roleAt(told, { accountId, identityId }, position);
    return role === undefined ? { as: 'stranger' } : { as: 'member', role: role as Role };
  });
};

const judgements = (
  standing: Standing,
  isOpen: boolean | undefined,
  action: Action,
): ReadonlyArray<string> => {
  if (isOpen === undefined || standing.as === 'stranger') return ['AccountUnknown'];
  if (!mayI(standing, action)) return ['ActionNeedsPermission'];
  return isOpen ? ['allowed'] : ['allowed', 'ArchivedAccountsAreQuiet'];
};

/** Nobody is let do under an account what they may not, nor kept from what they may. */
export const allowed = ({ journal }: Sim, told: Told): ReadonlyArray<string> =>
  journal.allowed.flatMap((sight) => {
    const { accountId, action } = sight.asked;
    const open = turns(told, [`account-${accountId}`], sight).map(
      (position) => accountAt(told, accountId, position)?.isOpen,
    );
    const may = new Set(
      standings(told, sight).flatMap((standing) =>
        open.flatMap((one) => judgements(standing, one, action as Action)),
      ),
    );
    return may.has(sight.said)
      ? []
      : [
          `${action} under ${accountId} was "${sight.said}" to somebody, from ${sight.low} to ${sight.high}; true is ${[...may].join(', ')}`,
        ];
  });
