import * as t from 'io-ts';
import { ClaimDigest, IdentityId } from '../../vocabulary/index.js';
import { fact } from '../fact.js';

/** A login (issuer and subject) proves this identity from now on. */
export const LoginClaimed = fact('LoginClaimed', { login: ClaimDigest, identityId: IdentityId });
export type LoginClaimed = t.TypeOf<typeof LoginClaimed>;

/** A login left an identity, and may not come back to it by a merge. */
export const LoginReleased = fact('LoginReleased', { login: ClaimDigest, barredFrom: IdentityId });
export type LoginReleased = t.TypeOf<typeof LoginReleased>;

/** What happens to a login. */
export const LoginEvent = t.union([LoginClaimed, LoginReleased]);
export type LoginEvent = t.TypeOf<typeof LoginEvent>;
