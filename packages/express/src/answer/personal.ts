import type { Core } from '@recount/core';
import type { AccountDocument, IdentityDocument, Sealed } from '@recount/projections';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { isSome, toUndefined } from 'fp-ts/lib/Option.js';
import { identities } from '@recount/projections';
import type { Answer } from './failure.js';

/** Personal fields that are texts, by their names. */
export type Told = Readonly<Record<string, string>>;

const texts = (fields: Readonly<Record<string, unknown>>): Told =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );

/** Opens what is sealed, in the order given; nothing where there is none or its subject was erased. */
export const toldOf = async (
  core: Core,
  sealed: ReadonlyArray<Sealed | undefined>,
): Answer<ReadonlyArray<Told>> => {
  const there = sealed.filter((one) => one !== undefined);
  const opened = await core.unseal(there)();
  if (isLeft(opened)) return opened;
  const byPart = new Map(there.map((one, index) => [one, opened.right[index]]));
  return right(
    sealed.map((one) => {
      const fields = one === undefined ? undefined : byPart.get(one);
      return fields !== undefined && isSome(fields) ? texts(fields.value) : {};
    }),
  );
};

/** The names that accounts go by, in the order given: a team's stands open, a personal one's is sealed. */
export const namesOf = async (
  core: Core,
  accounts: ReadonlyArray<AccountDocument>,
): Answer<ReadonlyArray<{ readonly name?: string }>> => {
  const sealed = await toldOf(
    core,
    accounts.map((account) => (account.kind === 'personal' ? account.sealedName : undefined)),
  );
  if (isLeft(sealed)) return sealed;
  return right(
    accounts.map((account, index) => {
      const name = account.kind === 'team' ? account.name : sealed.right[index]?.['name'];
      return name === undefined ? {} : { name };
    }),
  );
};

/** What a provider said of a person, most lately. */
export type Profile = { readonly name?: string; readonly email?: string };

/** A profile, from what was sealed. */
export const profileOf = (told: Told | undefined): Profile => {
  const name = told?.['name'];
  const email = told?.['email'];
  return { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
};

const latest = (identity: IdentityDocument | undefined): Sealed | undefined =>
  identity?.logins.at(-1)?.sealed;

/** What people are called and where they are written to, in the order given. */
export const profilesOf = async (core: Core, ids: ReadonlyArray<string>): Answer<ReadonlyArray<Profile>> => {
  const rows = await core.look.rows(identities, ids)();
  if (isLeft(rows)) return rows;
  const told = await toldOf(
    core,
    rows.right.map((row) => latest(toUndefined(row)?.document)),
  );
  return isLeft(told) ? told : right(told.right.map(profileOf));
};
