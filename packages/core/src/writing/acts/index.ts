import type { Crowd } from '../traffic/index.js';
import type { Acts } from './acts.js';
import { answerInvitation, invite } from './invitations.js';
import { issueKey, rotateKey } from './keys.js';
import type { Making } from './making.js';
import { endSessionsOfLogin } from './signing-in/ending.js';
import { unlinkLogin, unmergeLogin } from './signing-in/logins/leaving.js';
import { linkLogin } from './signing-in/logins/link.js';
import { lookAtProof, mergeIdentities } from './signing-in/logins/merging.js';
import { signIn } from './signing-in/sign-in.js';

export type { Acts } from './acts.js';
export type { Making } from './making.js';

/** The commands that make something new or something secret, as long as there is room for them. */
export const acts = (making: Making, { admit }: Crowd): Acts => ({
  signIn: (wish) => admit(signIn(making)(wish)),
  endSessionsOfLogin: (wish) => admit(endSessionsOfLogin(making)(wish)),
  linkLogin: (wish) => admit(linkLogin(making)(wish)),
  unlinkLogin: (wish, terms) => admit(unlinkLogin(making)(wish, terms)),
  unmergeLogin: (wish, terms) => admit(unmergeLogin(making)(wish, terms)),
  lookAtProof: (wish) => admit(lookAtProof(making)(wish)),
  mergeIdentities: (wish) => admit(mergeIdentities(making)(wish)),
  invite: (wish, terms) => admit(invite(making)(wish, terms)),
  issueKey: (wish, terms) => admit(issueKey(making)(wish, terms)),
  rotateKey: (wish, terms) => admit(rotateKey(making)(wish, terms)),
  answerInvitation: (wish, terms) => admit(answerInvitation(making)(wish, terms)),
  newAccountId: making.ids.account,
});
