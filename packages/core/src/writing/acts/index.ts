import type { Crowd } from '../traffic/index.js';
import type { Acts } from './acts.js';
import { answerInvitation, invite } from './invitations.js';
import { issueKey, rotateKey } from './keys.js';
import type { Making } from './making.js';
import { endSessionsOfLogin } from './signing-in/ending.js';
import { signIn } from './signing-in/sign-in.js';

export type { Acts } from './acts.js';
export type { Making } from './making.js';

/** The commands that make something new or something secret, as long as there is room for them. */
export const acts = (making: Making, { admit }: Crowd): Acts => ({
  signIn: (wish) => admit(signIn(making)(wish)),
  endSessionsOfLogin: (wish) => admit(endSessionsOfLogin(making)(wish)),
  invite: (wish, terms) => admit(invite(making)(wish, terms)),
  issueKey: (wish, terms) => admit(issueKey(making)(wish, terms)),
  rotateKey: (wish, terms) => admit(rotateKey(making)(wish, terms)),
  answerInvitation: (wish, terms) => admit(answerInvitation(making)(wish, terms)),
  newAccountId: making.ids.account,
});
