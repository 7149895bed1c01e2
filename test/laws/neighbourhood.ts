import { Role } from '@recount/domain/vocabulary';
import { claimKey, github, google, handle, otherSso, social, sso } from '../domain/people.js';

/** A claim key that is newer than the two that tests know. */
export const thirdKey = claimKey('thirdkey');

/** Where people sign in: two social providers and another installation of one, and two connections. */
export const providers = [
  { issuer: github, realm: social },
  { issuer: google, realm: social },
  { issuer: 'https://github.example.org', realm: social },
  { issuer: 'https://idp.example.org', realm: sso },
  { issuer: 'https://idp.example.net', realm: otherSso },
] as const;

const humans = 4;
/** The addresses that people have, one after another's. */
export const addresses = ['ada@example.org', 'ben@example.org', 'cleo@example.org'];
/** The handles that teams want, fewer than there are teams. */
export const words = ['amber-fox', 'blue-owl', 'calm-bee', 'deep-elk', 'east-ant', 'fair-cod'].map(handle);
/** The roles there are. */
export const roles = Object.keys(Role.keys).filter(Role.is);

/** One of these, if there are any. */
export const pick = <A>(of: ReadonlyArray<A>, n: number): A | undefined => of[n % Math.max(1, of.length)];
/** One of these, of which there are some. */
export const sure = <A>(of: ReadonlyArray<A>, n: number): A => {
  const found = pick(of, n);
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
};

/** The text that somebody's login at a provider is claimed by. */
export const loginText = (human: number, provider: number): string =>
  `${sure(providers, provider).issuer} human ${human % humans}`;

/** Every login there may be, as its text and the realm it is of. */
export const logins = providers.flatMap(({ realm }, provider) =>
  Array.from({ length: humans }, (_, human) => ({ realm, text: loginText(human, provider) })),
);
