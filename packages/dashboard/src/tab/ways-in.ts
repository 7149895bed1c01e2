import type { SignInMethods } from '@recount/api';
import type { Answer, Ask } from '../wire/ask.js';

/** How one signs in here, and whether everybody in here is invented. */
export type WaysIn = () => Promise<Answer<SignInMethods>>;

/** Asks for the ways in once, and again only as long as it was not told. */
export const waysIn = (ask: Ask): WaysIn => {
  let known: Answer<SignInMethods> | undefined;
  return async () => {
    if (known !== undefined) return known;
    const answer = await ask<SignInMethods>({ method: 'POST', path: '/v1/sign-in/methods', body: {} });
    if (answer.type === 'answer') known = answer;
    return answer;
  };
};

/** Asks for the way in of whoever has an address; what it is of a person is not told. */
export const wayFor =
  (ask: Ask) =>
  (email: string): Promise<Answer<SignInMethods>> =>
    ask<SignInMethods>({ method: 'POST', path: '/v1/sign-in/methods', body: { email } });

/** Whether this is surely the playground. */
export const isPlayground = (ways: Answer<SignInMethods>): boolean =>
  ways.type === 'answer' && ways.body.playground;
