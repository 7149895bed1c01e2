import { chainW, map } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { actAs, type ActingRefusal } from '../authority/index.js';
import type { Decide, Fact } from '../decision.js';
import type { ExistingAccount } from '../facts/account/index.js';
import { type HandleIsTakenOnce, handleIsTakenOnce } from '../facts/handle/index.js';
import { accountStream, handleStream } from '../facts/index.js';
import { handleRest } from '../vocabulary/index.js';
import type { ArchiveAccount, ChangeHandle, RenameAccount, RestoreAccount } from './commands.js';

// A personal account's name may be its owner's, so it is sealed; a team's is the team's.
const renamed = ({ accountId, name }: RenameAccount, { holder }: ExistingAccount): ReadonlyArray<Fact> => {
  const stream = accountStream(accountId);
  if (holder.kind === 'personal') {
    const { ownerId } = holder;
    const event = { type: 'AccountRenamed' as const, accountId, identityId: ownerId };
    return [{ stream, event, personal: { subject: ownerId, fields: { name } } }];
  }
  return holder.name === name ? [] : [{ stream, event: { type: 'AccountRenamed', accountId, name } }];
};

/** Renaming an account. */
export const renameAccount: Decide<RenameAccount, ActingRefusal> = (command) => (states) =>
  pipe(
    actAs(command, command.accountId, 'account:rename')(states),
    map(({ account }) => renamed(command, account)),
  );

const changed = (
  { accountId, handle, at }: ChangeHandle,
  from: ExistingAccount['handle'],
): ReadonlyArray<Fact> => [
  { stream: handleStream(handle), event: { type: 'HandleClaimed', handle, accountId } },
  {
    stream: handleStream(from),
    event: { type: 'HandleReleased', handle: from, accountId, restsUntil: at + handleRest },
  },
  { stream: accountStream(accountId), event: { type: 'HandleChanged', accountId, from, to: handle } },
];

/** Changing a handle claims the new one and lets the old one rest, in one commit. */
export const changeHandle: Decide<ChangeHandle, ActingRefusal | HandleIsTakenOnce> = (command) => (states) =>
  pipe(
    actAs(command, command.accountId, 'account:rename')(states),
    chainW(({ account }) =>
      pipe(
        handleIsTakenOnce(states(handleStream(command.handle)), command),
        map(() => (account.handle === command.handle ? [] : changed(command, account.handle))),
      ),
    ),
  );

/** Archiving an account; one that is archived stays so. */
export const archiveAccount: Decide<ArchiveAccount, ActingRefusal> = (command) => (states) =>
  pipe(
    actAs(command, command.accountId, 'account:archive')(states),
    map(
      ({ account: { accountId, in: now } }): ReadonlyArray<Fact> =>
        now === 'archived'
          ? []
          : [{ stream: accountStream(accountId), event: { type: 'AccountArchived', accountId } }],
    ),
  );

/** Restoring an archived account; one that is open stays so. */
export const restoreAccount: Decide<RestoreAccount, ActingRefusal> = (command) => (states) =>
  pipe(
    actAs(command, command.accountId, 'account:restore')(states),
    map(
      ({ account: { accountId, in: now } }): ReadonlyArray<Fact> =>
        now === 'open'
          ? []
          : [{ stream: accountStream(accountId), event: { type: 'AccountRestored', accountId } }],
    ),
  );
