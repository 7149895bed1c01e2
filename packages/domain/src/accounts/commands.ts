import type * as t from 'io-ts';
import { command } from '../command.js';
import { AccountId, DisplayName, Handle } from '../vocabulary/index.js';

/** Gives an account another name. */
export const RenameAccount = command('RenameAccount', { accountId: AccountId, name: DisplayName });
export type RenameAccount = t.TypeOf<typeof RenameAccount>;

/** Gives an account another handle; the one before it rests. */
export const ChangeHandle = command('ChangeHandle', { accountId: AccountId, handle: Handle });
export type ChangeHandle = t.TypeOf<typeof ChangeHandle>;

/** Puts an account to rest: all is kept, nothing may be used. */
export const ArchiveAccount = command('ArchiveAccount', { accountId: AccountId });
export type ArchiveAccount = t.TypeOf<typeof ArchiveAccount>;

/** Brings an archived account back into use. */
export const RestoreAccount = command('RestoreAccount', { accountId: AccountId });
export type RestoreAccount = t.TypeOf<typeof RestoreAccount>;
