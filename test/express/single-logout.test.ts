import { freshKey } from '@recount/playground';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionId } from '../domain/people.js';
import { sign } from '../security/saml/answer.js';
import { key } from '../security/saml/connection.js';
import { logoutRequest, mistakenLogouts, signedForm, signedQuery } from '../security/saml/logout.js';
import { changed } from '../security/saml/pieces.js';
import { type Company, company, posting, runningFor, signInAt, tokenIn } from './company.js';
import { companyProvider, type SignOut } from './company-provider.js';
import type { Running } from './running.js';

const corp = company(1, 'corp.test', { idp: companyProvider(key) });
const other = company(2, 'other.test');
const slo = `/sign-in/saml/${connectionId(1)}/slo`;

const bindings = ['redirect', 'post'] as const;
type Binding = (typeof bindings)[number];

const stranger = freshKey();
const xml = () => logoutRequest();
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const letterOf = (query: string, posted: string): SignOut => ({ query, form: { SAMLRequest: posted } });
const tampered = () => changed(sign(xml(), '_out'), 'ada-0001', 'bob-0001');
const withoutSignature = (query: string): string => query.split('&Signature=')[0] ?? '';

const forged: ReadonlyArray<readonly [string, () => SignOut]> = [
  ['unsigned', () => letterOf(withoutSignature(signedQuery(xml())), base64(xml()))],
  ['signed by a stranger', () => letterOf(signedQuery(xml(), stranger), signedForm(xml(), stranger))],
  [
    'changed after it was signed',
    () => letterOf(changed(signedQuery(xml()), '%6fpaque', 'other'), base64(tampered())),
  ],
  ['that is nonsense', () => letterOf('SAMLRequest=nonsense', 'nonsense')],
  ['of another company’s provider', () => other.idp.signOut('ada-0001')],
  ...mistakenLogouts.map(
    ([what, made]) => [`with ${what}`, () => letterOf(signedQuery(made()), signedForm(made()))] as const,
  ),
];

describe.each(bindings)('a company’s provider signs somebody out, by %s', (by: Binding) => {
  let house: Running;
  beforeAll(async () => {
    house = await runningFor([corp, other]);
  });
  afterAll(() => house.stop());

  const send = ({ query, form }: SignOut) =>
    by === 'post' ? posting(house.ask, slo, form) : house.ask(`${slo}?${query}`);
  const head = async (): Promise<number> => (await house.ask('/readyz')).body.head;
  const signedIn = async (subject: string, at: Company = corp): Promise<string> => {
    const email = `${subject}@${at.connection.domains[0]}`;
    return tokenIn(await signInAt(house.ask, at, { subject, email })) ?? '';
  };
  const isAlive = async (token: string): Promise<boolean> => (await house.as(token)('/v1/me')).status === 200;

  it('C15 once for each request, nobody else, and whoever signs in again stays', async () => {
    const [mine, second, others] = [
      await signedIn('ada-0001'),
      await signedIn('ada-0001'),
      await signedIn('emil-0002'),
    ];
    const namesake = await signedIn('ada-0001', other);
    const letter = corp.idp.signOut('ada-0001');
    const answer = await send(letter);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(/^https:\/\/idp\.corp\.test\/slo\?SAMLResponse=/);
    expect([await isAlive(mine), await isAlive(second)]).toEqual([false, false]);
    expect([await isAlive(others), await isAlive(namesake)]).toEqual([true, true]);
    const again = await signedIn('ada-0001');
    const before = await head();
    expect((await send(letter)).status).toBe(303);
    expect(await head()).toBe(before);
    expect(await isAlive(again)).toBe(true);
  });

  it('whom nobody here knows, and is told that it is done', async () => {
    const before = await head();
    expect((await send(corp.idp.signOut('nobody-0009'))).status).toBe(303);
    expect(await head()).toBe(before);
  });

  it.each(forged)('but not by a request %s: everybody stays, and nothing is written', async (_, made) => {
    const mine = await signedIn('ada-0001');
    const before = await head();
    const answer = await send(made());
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.text).toContain('/problems/sign-in-not-proven');
    expect(await head()).toBe(before);
    expect(await isAlive(mine)).toBe(true);
  });
});
