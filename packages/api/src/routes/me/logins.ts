import { AccountId, closed, IdentityId, text } from '@recount/domain/vocabulary';
import * as t from 'io-ts';
import { plain, route } from '../../route.js';
import { Moment, Secret } from '../../words.js';
import { AccountBrief, LoginShown } from './me.js';

/** Names a login of one's own: the id of the event that linked it, which is no secret. */
export const LoginId = text('LoginId', {
  pattern: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  expected: 'the id of a login, as the list of them gives it',
});
export type LoginId = t.TypeOf<typeof LoginId>;

/** How a login came to somebody: with their identity, by itself, by their own link, or out of another identity. */
export const LoginCame = t.keyof({ registration: null, merge: null, link: null, unmerge: null }, 'LoginCame');
export type LoginCame = t.TypeOf<typeof LoginCame>;

/** A way in: a login, how it came, and whether the session that asks was opened by it. */
export const WayIn = closed(
  'WayIn',
  {
    loginId: LoginId,
    issuer: t.string,
    provider: t.string,
    by: LoginCame,
    linkedAt: Moment,
    current: t.boolean,
  },
  { name: t.string, email: t.string },
);
export type WayIn = t.TypeOf<typeof WayIn>;

/** One's ways in, and until when this session may change them. */
export const WaysIn = closed('WaysIn', { logins: t.readonlyArray(WayIn) }, { freshUntil: Moment });
export type WaysIn = t.TypeOf<typeof WaysIn>;

/** What would be one's own after a merge: whose login was proven, their other logins, their accounts. */
export const MergeOffer = closed('MergeOffer', {
  login: closed('ProvenLogin', { issuer: t.string, provider: t.string }, { name: t.string, email: t.string }),
  until: Moment,
  logins: t.readonlyArray(LoginShown),
  accounts: t.readonlyArray(AccountBrief),
});
export type MergeOffer = t.TypeOf<typeof MergeOffer>;

const area = 'me';
const onlyPeople = ['PeopleManagePeople'] as const;
const fresh = [...onlyPeople, 'WaysInNeedAFreshSignIn'] as const;
const proof = closed('MergeProof', { proof: Secret });

/** The routes about one's ways in. */
export const loginRoutes = {
  listLogins: route(
    { name: 'listLogins', method: 'GET', path: '/v1/me/logins', area, summary: 'How one signs in' },
    { ...plain, answer: WaysIn },
  ),
  linkLogin: route(
    {
      name: 'linkLogin',
      method: 'POST',
      path: '/v1/me/logins',
      area,
      summary: 'Where a browser goes to prove another login, which is then linked',
      problems: [...fresh, 'SingleSignOnHasOneLogin'],
    },
    {
      ...plain,
      body: closed('LinkWish', { provider: t.string }),
      answer: closed('WhereToGo', { url: t.string }),
    },
  ),
  unlinkLogin: route(
    {
      name: 'unlinkLogin',
      method: 'DELETE',
      path: '/v1/me/logins/:login',
      area,
      status: 204,
      summary: 'Takes a login away from oneself, and ends every session but the one that asks',
      problems: [...fresh, 'IdentityKeepsALogin', 'LoginUnknown'],
    },
    { ...plain, params: closed('OfLogin', { login: LoginId }) },
  ),
  unmergeLogin: route(
    {
      name: 'unmergeLogin',
      method: 'POST',
      path: '/v1/me/logins/:login/unmerge',
      area,
      summary: 'Takes a login that is somebody else’s out, into an identity and an account of its own',
      problems: [...fresh, 'IdentityKeepsALogin', 'LoginUnknown'],
    },
    {
      ...plain,
      params: closed('OfLogin', { login: LoginId }),
      answer: closed('TakenOut', { accountsLeft: t.readonlyArray(AccountId) }),
    },
  ),
  lookAtMerge: route(
    {
      name: 'lookAtMerge',
      method: 'POST',
      path: '/v1/me/merge/look',
      area,
      summary: 'What a merge would join; it changes nothing',
      problems: [...onlyPeople, 'ProofIsOver', 'LoginUnknown'],
    },
    { ...plain, body: proof, answer: MergeOffer },
  ),
  mergeIdentities: route(
    {
      name: 'mergeIdentities',
      method: 'POST',
      path: '/v1/me/merge',
      area,
      summary: 'Makes oneself and the identity whose login was proven one',
      problems: [
        ...fresh,
        'ProofIsOver',
        'LoginUnknown',
        'LoginBelongsToOneIdentity',
        'SignInIsUsedOnce',
        'SingleSignOnHasOneLogin',
        'SsoAndSocialStayApart',
      ],
    },
    { ...plain, body: proof, answer: closed('Merged', { identityId: IdentityId }) },
  ),
};
