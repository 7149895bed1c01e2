import { AccountId, IdentityId, InvitationId, KeyId, SessionId } from '@recount/domain/vocabulary';
import { TypeID } from 'typeid-js';
import { v7 } from 'uuid';
import type { Clock, Entropy } from '../ports/index.js';

/** Makes ids: TypeIDs over UUIDv7, and UUIDs for commits, from the given clock and chance alone. */
export type NewIds = {
  readonly identity: () => IdentityId;
  readonly account: () => AccountId;
  readonly key: () => KeyId;
  readonly session: () => SessionId;
  readonly invitation: () => InvitationId;
  readonly commit: () => string;
};

/** Ids from this clock and this chance. */
export const newIds = (clock: Clock, entropy: Entropy): NewIds => {
  const typeId =
    <Id extends string>(prefix: string, is: (u: unknown) => u is Id) =>
    (): Id => {
      for (;;) {
        const uuid = v7({ msecs: clock.now(), random: entropy.bytes(16) });
        const id = TypeID.fromUUID(prefix, uuid).toString();
        if (is(id)) return id;
      }
    };
  return {
    identity: typeId('idn', IdentityId.is),
    account: typeId('acc', AccountId.is),
    key: typeId('key', KeyId.is),
    session: typeId('ses', SessionId.is),
    invitation: typeId('inv', InvitationId.is),
    // In the order of time, which a log's index takes twice as fast as any other.
    commit: () => v7({ msecs: clock.now(), random: entropy.bytes(16) }),
  };
};

/** The same ids, each of a thing noted as it is made. */
export const noted = (ids: NewIds, note: (id: string) => void): NewIds => {
  const noting =
    <Id extends string>(make: () => Id) =>
    (): Id => {
      const id = make();
      note(id);
      return id;
    };
  return {
    identity: noting(ids.identity),
    account: noting(ids.account),
    key: noting(ids.key),
    session: noting(ids.session),
    invitation: noting(ids.invitation),
    commit: ids.commit,
  };
};
