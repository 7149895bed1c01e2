import { LoginProfile } from '@recount/domain/facts/identity';
import type { KnownLogin, LoginUnknown } from '@recount/domain/signing-in';
import type { Actor, IdentityId } from '@recount/domain/vocabulary';
import type { IdentityDocument, LoginDocument } from '@recount/projections';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isSome } from 'fp-ts/lib/Option.js';
import type { Fault } from '../../../../node/faults.js';
import { livingClaimKeys, type Making } from '../../making.js';
import { loginNames } from '../claiming.js';

type Answer<A> = Promise<Either<Fault | LoginUnknown, A>>;

const unknown: Either<LoginUnknown, never> = left({ type: 'LoginUnknown' });

const profileIn = async ({ sealed }: LoginDocument, { unseal }: Making): Answer<LoginProfile> => {
  if (sealed === undefined) return unknown;
  const fields = await unseal(sealed);
  if (isLeft(fields)) return fields;
  const profile = isSome(fields.right) ? fields.right.value : undefined;
  return LoginProfile.is(profile) ? right(profile) : unknown;
};

const knownAs = async (
  document: LoginDocument,
  { realm }: IdentityDocument,
  making: Making,
): Answer<KnownLogin> => {
  const profile = await profileIn(document, making);
  if (isLeft(profile)) return profile;
  const { subject } = profile.right;
  const login = await loginNames({ realm, issuer: document.issuer, subject }, making);
  if (isLeft(login)) return login;
  return right({ linked: document.login, login: login.right, profile: profile.right });
};

// Named like a login, and claimed by nobody: whoever asks for it learns what any stranger would.
const nobodys = async (loginId: string, making: Making): Answer<KnownLogin> => {
  const living = await livingClaimKeys(making.cache);
  if (isLeft(living)) return living;
  const login = await making.claims('login', ['nobody', loginId], living.right);
  if (isLeft(login)) return login;
  return right({ linked: login.right.newest, login: login.right, profile: { subject: loginId } });
};

/** One's own login by its id, with all its names today; for another's it names one that is nobody's. */
export const ownLogin = async (
  { actor, loginId }: { readonly actor: Actor; readonly loginId: string },
  making: Making,
): Answer<KnownLogin> => {
  if (actor.type !== 'session') return nobodys(loginId, making);
  const identity = await making.gate.identities.find(actor.identityId);
  if (isLeft(identity)) return identity;
  const document = identity.right?.logins.find((one) => one.loginId === loginId);
  return identity.right === undefined || document === undefined
    ? nobodys(loginId, making)
    : knownAs(document, identity.right, making);
};

/** All logins of an identity, with all their names today. */
export const loginsOf = async (identityId: IdentityId, making: Making): Answer<ReadonlyArray<KnownLogin>> => {
  const identity = await making.gate.identities.find(identityId);
  if (isLeft(identity)) return identity;
  if (identity.right === undefined) return unknown;
  const known: KnownLogin[] = [];
  for (const document of identity.right.logins) {
    const one = await knownAs(document, identity.right, making);
    if (isLeft(one)) return one;
    known.push(one.right);
  }
  return right(known);
};
