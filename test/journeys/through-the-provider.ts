import type { Playground } from '@recount/playground';
import { browser, choose, next } from '../playground/browser.js';

const sessionIn = (answer: Response): string => {
  const line = answer.headers.getSetCookie().find((cookie) => /^(__Host-)?recount=[^;]/.test(cookie));
  if (line === undefined)
    throw new Error(`no session came of it: ${answer.status} ${answer.headers.get('location') ?? ''}`);
  return line.slice(line.indexOf('=') + 1, line.indexOf(';'));
};

/** Signs somebody in as their browser would, through the playground's provider, and answers their session's token. */
export const signInAs = async (origin: string, person: string, provider = 'google'): Promise<string> => {
  const window = browser();
  const started = await window.open(new URL(`/sign-in/${provider}`, origin), {
    'sec-fetch-site': 'same-origin',
  });
  const there = next(started, origin);
  const playground: Pick<Playground, 'issuer'> = { issuer: there.origin };
  const back = await choose(playground as Playground, window)(there, { person });
  return sessionIn(await window.open(back));
};
