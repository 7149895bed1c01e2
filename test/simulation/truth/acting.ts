import { type Action, mayI, type Standing } from '@recount/domain/authority';
import type { Actor, KeyActor, Role, Scope, SessionActor } from '@recount/domain/vocabulary';
import type { RawEvent } from '../../core/rig/raw-log.js';
import { accountAt, countsAt, keyAt, roleAt, sessionAt, type Told } from './states.js';

const needs: Readonly<Record<string, Action>> = {
  KeyIssued: 'keys:issue',
  KeyRotated: 'keys:rotate',
  KeyRenamed: 'keys:rename',
  KeyRevoked: 'keys:revoke',
  MemberInvited: 'members:invite',
  InvitationRevoked: 'members:invite',
  RoleChanged: 'members:change',
  MemberRemoved: 'members:remove',
  AccountRenamed: 'account:rename',
  HandleChanged: 'account:rename',
  AccountArchived: 'account:archive',
  AccountRestored: 'account:restore',
};

type Deed = { readonly actor: Actor; readonly at: number; readonly event: RawEvent; readonly before: number };

const standingIn = (told: Told, { actor, before }: Deed, accountId: string): Standing => {
  if (actor.type === 'key')
    return actor.accountId === accountId
      ? { as: 'key', scope: keyAt(told, actor.keyId, before)?.scope as Scope }
      : { as: 'stranger' };
  if (actor.type !== 'session') return { as: 'stranger' };
  const { identityId } = actor;
  if (accountAt(told, accountId, before)?.owner === identityId) return { as: 'owner' };
  const role = roleAt(told, { accountId, identityId }, before);
  return role === undefined ? { as: 'stranger' } : { as: 'member', role: role as Role };
};

type When = Pick<Deed, 'at' | 'before'>;

const isGoodSession = (
  told: Told,
  { sessionId, identityId }: SessionActor,
  { at, before }: When,
): boolean => {
  const session = sessionAt(told, sessionId, before);
  if (session?.identityId !== identityId || session.isEnded) return false;
  return at < session.expires && countsAt(told, { ...session, sessionId }, before);
};

const isGoodKey = (told: Told, { keyId, accountId }: KeyActor, { at, before }: When): boolean => {
  const key = keyAt(told, keyId, before);
  return key?.accountId === accountId && !key.isRevoked && at < key.expires;
};

const isGood = (told: Told, { actor, at, before }: Deed): boolean => {
  switch (actor.type) {
    case 'session':
      return isGoodSession(told, actor, { at, before });
    case 'key':
      return isGoodKey(told, actor, { at, before });
    case 'login':
    case 'system':
      return true;
  }
};

const wrongWith = (told: Told, deed: Deed): ReadonlyArray<string> => {
  const { position, body } = deed.event;
  if (!isGood(told, deed)) return [`${body.type} at ${position} was done by what was over`];
  const action = needs[body.type];
  if (action === undefined) return [];
  return mayI(standingIn(told, deed, String(body.data['accountId'])), action)
    ? []
    : [`${body.type} at ${position} was done by somebody who may not`];
};

/** No session or key acts outside its account, or when it is over; nobody does what they may not. */
export const acting = (told: Told): ReadonlyArray<string> =>
  told.log.flatMap((event) => {
    const { actor, at } = event.body.meta as { readonly actor: Actor; readonly at: number };
    return wrongWith(told, { actor, at, event, before: event.position - event.body.index - 1 });
  });
