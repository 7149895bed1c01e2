import { randomUUID } from 'node:crypto';
import type { IdentityProvider, ProvenLogin } from '@recount/core/ports';
import { left, right } from 'fp-ts/lib/TaskEither.js';

/** A person as a scripted provider knows them. */
export type Invented = {
  readonly subject: string;
  readonly email: string;
  readonly verified: boolean;
  readonly name: string;
};

/** A person whose address is verified. */
export const invented = (name: string): Invented => ({
  subject: `subject-of-${name.toLowerCase()}`,
  email: `${name.toLowerCase()}@example.test`,
  verified: true,
  name,
});

const loginOf = (provider: string, person: Invented): ProvenLogin => ({
  realm: { type: 'social' },
  provider,
  issuer: `https://${provider}.example.test`,
  subject: person.subject,
  address: { email: person.email, verified: person.verified },
  name: person.name,
});

/** A provider that believes whoever comes back with the right state and the name of a person as the code. */
export const scripted = (name: string, people: ReadonlyMap<string, Invented>): IdentityProvider => ({
  name,
  title: name.toUpperCase(),
  issuer: `https://${name}.example.test`,
  start: (redirectUri) => {
    const state = randomUUID();
    const kept = { provider: name, state, nonce: randomUUID(), codeVerifier: randomUUID(), redirectUri };
    return right({ redirectTo: `https://${name}.example.test/authorize?state=${state}`, kept });
  },
  finish: (callback, kept) => {
    const refuse = (why: 'state' | 'code' | 'redirect') =>
      left({ type: 'SignInNotProven' as const, provider: name, why, detail: 'secret detail' });
    if (callback.searchParams.get('state') !== kept.state) return refuse('state');
    if (`${callback.origin}${callback.pathname}` !== kept.redirectUri) return refuse('redirect');
    const person = people.get(callback.searchParams.get('code') ?? '');
    return person === undefined ? refuse('code') : right(loginOf(name, person));
  },
});
