import { confirmed } from '../../dom/confirm.js';
import { element } from '../../dom/element.js';
import { say } from '../../dom/say.js';
import type { Tab } from '../../tab/tab.js';

/** Leads to where one signs in, and back here: whoever changes their ways in has just signed in. */
export const signInAgain = async (tab: Tab): Promise<void> => {
  const isMeant = await confirmed({
    title: 'Sign in again first?',
    content: [
      element('p', {}, 'Whoever changes how they sign in has signed in within the last five minutes.'),
      element('p', {}, 'You are signed out here, sign in as yourself, and come back to this page.'),
    ],
    yes: 'Sign in again',
  });
  if (!isMeant) return undefined;
  const answer = await tab.ask({ method: 'POST', path: '/v1/sign-out', body: {} });
  if (answer.type === 'problem' && answer.problem.status !== 401) return say(answer.problem.detail);
  return location.reload();
};
