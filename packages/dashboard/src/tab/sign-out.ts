import { say } from '../dom/say.js';
import type { Ask } from '../wire/ask.js';

/** Ends the session and begins at the first page; an invitation that waits goes on waiting in this tab. */
export const signOut = async (ask: Ask): Promise<void> => {
  const answer = await ask({ method: 'POST', path: '/v1/sign-out', body: {} });
  if (answer.type === 'problem' && answer.problem.status !== 401) return say(answer.problem.detail);
  location.assign('/');
};
