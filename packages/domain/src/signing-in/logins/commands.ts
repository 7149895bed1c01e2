import * as t from 'io-ts';
import { command } from '../../command.js';
import { LoginProfile } from '../../facts/identity/index.js';
import { ClaimDigest, Claims, closed, minute } from '../../vocabulary/index.js';
import { Candidates, ProvidedAddress, provenLogin } from '../commands.js';

/** For how long after a sign-in one may change how one signs in, in milliseconds. */
export const freshFor = 5 * minute;

const known = { linked: ClaimDigest, login: Claims };

/** A login as an identity knows it: the name that it was linked under, its names today, and its provider's words. */
export const KnownLogin = closed('KnownLogin', { ...known, profile: LoginProfile });
export type KnownLogin = t.TypeOf<typeof KnownLogin>;

/** Links another social login to oneself, proven just now: it may have been taken out of this identity before. */
export const LinkLogin = command('LinkLogin', provenLogin, { address: ProvidedAddress });
export type LinkLogin = t.TypeOf<typeof LinkLogin>;

/** Takes a login away from oneself; it comes back by an explicit link only. */
export const UnlinkLogin = command('UnlinkLogin', known);
export type UnlinkLogin = t.TypeOf<typeof UnlinkLogin>;

/** Takes a login that is somebody else's out again, into an identity of its own, with what came through it. */
export const UnmergeLogin = command('UnmergeLogin', { moving: KnownLogin, candidates: Candidates });
export type UnmergeLogin = t.TypeOf<typeof UnmergeLogin>;

/** Makes oneself and another identity one, whose login was proven just now; `moving` are all the logins it has. */
export const MergeIdentities = command(
  'MergeIdentities',
  { login: Claims, moving: t.readonlyArray(KnownLogin) },
  { address: ProvidedAddress },
);
export type MergeIdentities = t.TypeOf<typeof MergeIdentities>;
