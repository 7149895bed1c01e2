import { AccountName } from '@recount/api';
import type { Core, Who } from '@recount/core';
import type { AccountId } from '@recount/domain/vocabulary';
import { isLeft, left, right } from 'fp-ts/lib/Either.js';
import { type Answer, fails, misfit } from '../answer/failure.js';

const visible = async (core: Core, who: Who, name: string): Answer<AccountId> => {
  const found = await core.findAccount(who, name)();
  if (isLeft(found)) return found;
  const seen = await core.access(who, found.right, 'account:read')();
  return isLeft(seen) ? seen : found;
};

/** The account that the header Recount-Account names, if it names one; a stranger's does not exist. */
export const statedAccount = async (
  core: Core,
  who: Who,
  header: string | undefined,
): Answer<AccountId | undefined> => {
  if (header === undefined) return right(undefined);
  if (!AccountName.is(header)) return misfit('/headers/Recount-Account', 'an id, a handle or personal');
  return visible(core, who, header);
};

const named = async (core: Core, who: Who, name: AccountName): Answer<AccountId> => {
  const found = await core.findAccount(who, name)();
  if (isLeft(found)) return found;
  return who.type === 'key' && who.accountId !== found.right ? fails('AccountUnknown') : found;
};

/** The account that a path names; one that the header names differently is not guessed. */
export const pathAccount = async (
  core: Core,
  who: Who,
  names: { readonly path: AccountName; readonly header: string | undefined },
): Answer<AccountId> => {
  const accountId = await named(core, who, names.path);
  if (isLeft(accountId)) return accountId;
  const { header } = names;
  if (header === undefined || header === accountId.right) return accountId;
  const stated = await statedAccount(core, who, header);
  if (isLeft(stated)) return stated;
  if (stated.right === accountId.right) return accountId;
  // That the two differ is told to whoever may see both: a stranger's account does not exist.
  const seen = await visible(core, who, names.path);
  return isLeft(seen) ? seen : left({ type: 'ContextChanged' });
};
