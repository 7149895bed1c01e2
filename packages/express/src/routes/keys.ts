import { instantOf, type KeyShown, momentOf, routes } from '@recount/api';
import type { Done, KeyMinted, OneTimeSecret, Terms } from '@recount/core';
import { type Event, keyStream } from '@recount/domain/facts';
import type { KeyId } from '@recount/domain/vocabulary';
import { type KeyDocument, keysOfAccount } from '@recount/projections';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { isSome, type Option } from 'fp-ts/lib/Option.js';
import { type Answer, fails } from '../answer/failure.js';
import { listed } from '../answer/lists/lists.js';
import { toldAgain } from '../answer/told-again.js';
import { revisionIn, seenBy } from '../answer/unchanged.js';
import { type Binding, type Reading, reading, type Writing, writing } from '../door/doors.js';

const moments = ({ expires, rotatedAt, graceUntil, revokedAt }: KeyDocument) => ({
  ...(expires === undefined ? {} : { expiresAt: momentOf(expires) }),
  ...(rotatedAt === undefined ? {} : { rotatedAt: momentOf(rotatedAt) }),
  ...(graceUntil === undefined ? {} : { graceUntil: momentOf(graceUntil) }),
  ...(revokedAt === undefined ? {} : { revokedAt: momentOf(revokedAt) }),
});

/** A key as its account sees it. */
export const keyShown = (key: KeyDocument, used: Option<number> | undefined, now: number): KeyShown => {
  const { keyId, name, scope, last4, issuedAt, revision, issuerId, why, expires } = key;
  const expired = key.state === 'active' && expires !== undefined && expires <= now;
  return {
    keyId,
    name,
    scope,
    last4,
    state: expired ? 'expired' : key.state,
    issuedAt: momentOf(issuedAt),
    revision,
    ...(issuerId === undefined ? {} : { issuerId }),
    ...moments(key),
    ...(why === undefined ? {} : { why }),
    ...(used !== undefined && isSome(used) ? { lastUsedAt: momentOf(used.value) } : {}),
  };
};

const secretOf = (secret: OneTimeSecret) =>
  secret.type === 'told' ? { secret: secret.secret } : { secretGone: true as const };

const fact = <T extends Event['type']>({ events }: Done, type: T) =>
  events.map(({ event }) => event).find((event): event is Extract<Event, { type: T }> => event.type === type);

const replied = <A>(keyId: KeyId, done: Done, body: A) => ({
  body,
  done,
  ...revisionIn(done.events, keyStream(keyId)),
});

// When keys were used is not in the log: what was so then is not known.
const usesOf = (
  { node, eyes }: Reading<unknown, unknown>,
  ids: ReadonlyArray<string>,
): Answer<ReadonlyArray<Option<number>>> =>
  eyes.position === undefined ? node.core.lastUsed(ids)() : Promise.resolve(right([]));

const listKeys = reading(routes.listKeys, 'keys:read', async (asked) => {
  const page = await listed(asked, keysOfAccount, asked.accountId);
  if (isLeft(page)) return page;
  const { rows, next } = page.right;
  const used = await usesOf(
    asked,
    rows.map(({ id }) => id),
  );
  if (isLeft(used)) return used;
  const keys = rows.map(({ document }, index) => keyShown(document, used.right[index], asked.eyes.at));
  return right(next === undefined ? { body: { keys } } : { body: { keys, next }, next });
});

const readKey = reading(routes.readKey, 'keys:read', async (asked) => {
  const { accountId, params, eyes } = asked;
  const row = await eyes.row(keysOfAccount, params.key);
  if (isLeft(row)) return row;
  const key = row.right?.document;
  if (key === undefined || key.accountId !== accountId) return fails('KeysBelongToAccounts');
  const used = await usesOf(asked, [key.keyId]);
  if (isLeft(used)) return used;
  return right({ body: keyShown(key, used.right[0], eyes.at), revision: key.revision });
});

const asSeen = ({ request, terms }: Writing<unknown, unknown, unknown>, keyId: KeyId): Terms => ({
  ...terms,
  ...seenBy(request, keyStream(keyId)),
});

const issueKey = writing(routes.issueKey, async (asked) => {
  const { node, who, accountId, terms } = asked;
  const { name, scope, expiresAt } = asked.body;
  const end = expiresAt === undefined ? {} : { expires: instantOf(expiresAt) };
  const minted = await node.core.issueKey({ actor: who.actor, accountId, name, scope, ...end }, terms)();
  if (isLeft(minted)) return minted;
  const { keyId } = minted.right;
  const secret = await toldAgain(asked, 'keys:read', minted.right);
  const last4 = fact(minted.right, 'KeyIssued')?.last4 ?? '';
  const until = expiresAt === undefined ? {} : { expiresAt };
  const key = { keyId, name, scope, last4, ...until, ...secretOf(secret) };
  const location = `/v1/accounts/${accountId}/keys/${keyId}`;
  return right({ ...replied(keyId, minted.right, key), location });
});

const rotated = (minted: KeyMinted, secret: OneTimeSecret, now: number) => {
  const event = fact(minted, 'KeyRotated');
  const { keyId } = minted;
  return {
    keyId,
    last4: event?.last4 ?? '',
    graceUntil: momentOf(event?.graceUntil ?? now),
    ...secretOf(secret),
  };
};

/** The routes about an account's keys. */
export const keyBindings: ReadonlyArray<Binding> = [
  listKeys,
  issueKey,
  readKey,
  writing(routes.renameKey, async (asked) => {
    const { node, who, accountId } = asked;
    const { name } = asked.body;
    const { key: keyId } = asked.params;
    const terms = asSeen(asked, keyId);
    const done = await node.core.ask(
      { type: 'RenameKey', actor: who.actor, accountId, keyId, name },
      terms,
    )();
    return isLeft(done) ? done : right(replied(keyId, done.right, { keyId, name }));
  }),
  writing(routes.revokeKey, async (asked) => {
    const { node, who, accountId } = asked;
    const { key: keyId } = asked.params;
    const terms = asSeen(asked, keyId);
    const why = asked.query.why ?? 'other';
    const done = await node.core.ask({ type: 'RevokeKey', actor: who.actor, accountId, keyId, why }, terms)();
    return isLeft(done) ? done : right(replied(keyId, done.right, {}));
  }),
  writing(routes.rotateKey, async (asked) => {
    const { node, who, accountId } = asked;
    const { key: keyId } = asked.params;
    const terms = asSeen(asked, keyId);
    const grace = asked.body.graceSeconds * 1000;
    const minted = await node.core.rotateKey({ actor: who.actor, accountId, keyId, grace }, terms)();
    if (isLeft(minted)) return minted;
    const secret = await toldAgain(asked, 'keys:read', minted.right);
    return right(replied(keyId, minted.right, rotated(minted.right, secret, node.now())));
  }),
];
