import { momentOf, routes } from '@recount/api';
import type { Done, Terms } from '@recount/core';
import { accountStream } from '@recount/domain/facts';
import type { AccountId } from '@recount/domain/vocabulary';
import { accounts } from '@recount/projections';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { fails } from '../answer/failure.js';
import { namesOf } from '../answer/personal.js';
import { revisionIn, seenBy } from '../answer/unchanged.js';
import { type Binding, reading, type Writing, writing } from '../door/doors.js';

const readAccount = reading(
  routes.readAccount,
  'account:read',
  async ({ node: { core }, accountId, access, eyes }) => {
    const row = await eyes.row(accounts, accountId);
    if (isLeft(row)) return row;
    if (row.right === undefined) return fails('AccountUnknown');
    const { document } = row.right;
    const names = await namesOf(core, [document]);
    if (isLeft(names)) return names;
    const { kind, handle, state, openedAt, revision } = document;
    const { standing, actions } = access;
    const role = standing.as === 'member' ? { role: standing.role } : {};
    const body = { accountId, kind, handle, state, openedAt: momentOf(openedAt), revision, actions, ...role };
    return right({ body: { ...body, ...names.right[0] }, revision });
  },
);

const replied = <A>(accountId: AccountId, done: Done, body: A) => ({
  body,
  done,
  ...revisionIn(done.events, accountStream(accountId)),
});

const asSeen = ({ accountId, request, terms }: Writing<unknown, unknown, unknown>): Terms => ({
  ...terms,
  ...seenBy(request, accountStream(accountId)),
});

/** The routes about an account. */
export const accountBindings: ReadonlyArray<Binding> = [
  readAccount,
  writing(routes.renameAccount, async (asked) => {
    const { node, who, accountId } = asked;
    const terms = asSeen(asked);
    const { name } = asked.body;
    const done = await node.core.ask({ type: 'RenameAccount', actor: who.actor, accountId, name }, terms)();
    return isLeft(done) ? done : right(replied(accountId, done.right, { accountId, name }));
  }),
  writing(routes.changeHandle, async (asked) => {
    const { node, who, accountId } = asked;
    const terms = asSeen(asked);
    const { handle } = asked.body;
    const done = await node.core.ask({ type: 'ChangeHandle', actor: who.actor, accountId, handle }, terms)();
    return isLeft(done) ? done : right(replied(accountId, done.right, { accountId, handle }));
  }),
  writing(routes.archiveAccount, async (asked) => {
    const { node, who, accountId } = asked;
    const terms = asSeen(asked);
    const done = await node.core.ask({ type: 'ArchiveAccount', actor: who.actor, accountId }, terms)();
    return isLeft(done)
      ? done
      : right(replied(accountId, done.right, { accountId, state: 'archived' as const }));
  }),
  writing(routes.restoreAccount, async (asked) => {
    const { node, who, accountId } = asked;
    const terms = asSeen(asked);
    const done = await node.core.ask({ type: 'RestoreAccount', actor: who.actor, accountId }, terms)();
    return isLeft(done) ? done : right(replied(accountId, done.right, { accountId, state: 'open' as const }));
  }),
];
