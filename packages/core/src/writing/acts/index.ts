import type { Acts } from './acts.js';
import { answerInvitation, invite } from './invitations.js';
import { issueKey, rotateKey } from './keys.js';
import type { Making } from './making.js';
import { signIn } from './signing-in/sign-in.js';

export type { Acts } from './acts.js';

/** The commands that make something new or something secret. */
export const acts = (making: Making): Acts => ({
  signIn: signIn(making),
  invite: invite(making),
  issueKey: issueKey(making),
  rotateKey: rotateKey(making),
  answerInvitation: answerInvitation(making),
  newAccountId: making.ids.account,
});
