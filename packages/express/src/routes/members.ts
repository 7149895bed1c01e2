import { type KeyShown, momentOf, routes } from '@recount/api';
import type { IdentityId } from '@recount/domain/vocabulary';
import { keysOfAccount, membersOfAccount } from '@recount/projections';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { eyesOn } from '../answer/eyes.js';
import { everyRow, listed } from '../answer/lists/lists.js';
import { profilesOf } from '../answer/personal.js';
import { type Binding, reading, type Writing, writing } from '../door/doors.js';
import { keyShown } from './keys.js';

const listMembers = reading(routes.listMembers, 'members:read', async (asked) => {
  const page = await listed(asked, membersOfAccount, asked.accountId);
  if (isLeft(page)) return page;
  const { rows, next } = page.right;
  const profiles = await profilesOf(
    asked.node.core,
    rows.map(({ document }) => document.identityId),
  );
  if (isLeft(profiles)) return profiles;
  const members = rows.map(({ document: { identityId, role, by, joinedAt } }, index) => ({
    identityId,
    role,
    by,
    joinedAt: momentOf(joinedAt),
    ...profiles.right[index],
  }));
  return right(next === undefined ? { body: { members } } : { body: { members, next }, next });
});

type Keys = { readonly keys?: ReadonlyArray<KeyShown> };

// The removal is committed: a list that cannot be read now is left away, never an error. What the keys are now is told
// to whoever may see them now, which of a request that is repeated later nobody knows.
const keysIssuedBy = async (
  { node, who, accountId }: Writing<unknown, unknown, unknown>,
  identityId: IdentityId,
): Promise<Keys> => {
  if (isLeft(await node.core.access(who, accountId, 'keys:read')())) return {};
  const eyes = await eyesOn(node, accountId, undefined);
  if (isLeft(eyes)) return {};
  const rows = await everyRow(eyes.right, keysOfAccount, accountId);
  if (isLeft(rows)) return {};
  const shown = rows.right
    .filter(({ document }) => document.issuerId === identityId)
    .map(({ document }) => keyShown(document, undefined, node.now()));
  return { keys: shown.filter(({ state }) => state === 'active') };
};

/** The routes about a team's members. */
export const memberBindings: ReadonlyArray<Binding> = [
  listMembers,
  writing(routes.changeRole, async ({ node: { core }, who, accountId, params, body: { role }, terms }) => {
    const { identity: identityId } = params;
    const done = await core.ask(
      { type: 'ChangeRole', actor: who.actor, accountId, identityId, role },
      terms,
    )();
    return isLeft(done) ? done : right({ body: { identityId, role }, done: done.right });
  }),
  writing(routes.removeMember, async (asked) => {
    const { node, who, accountId, terms } = asked;
    const { identity: identityId } = asked.params;
    const done = await node.core.ask(
      { type: 'RemoveMember', actor: who.actor, accountId, identityId },
      terms,
    )();
    if (isLeft(done)) return done;
    const keys = await keysIssuedBy(asked, identityId);
    return right({ body: { identityId, ...keys }, done: done.right });
  }),
  writing(routes.leaveAccount, async ({ node: { core }, who, accountId, terms }) => {
    const done = await core.ask({ type: 'LeaveAccount', actor: who.actor, accountId }, terms)();
    return isLeft(done) ? done : right({ body: {}, done: done.right });
  }),
];
