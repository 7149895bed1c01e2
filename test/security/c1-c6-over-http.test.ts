import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answer, withSignedAssertion } from './saml/answer.js';
import { cutAddresses, cutNames, cutNamesOfAddresses } from './saml/forgeries/cuts.js';
import { forOthers } from './saml/forgeries/for-others.js';
import type { Forgery } from './saml/forgeries/forgery.js';
import { hostileAt, unreadable } from './saml/forgeries/hostile.js';
import { outOfTimeAt } from './saml/forgeries/out-of-time.js';
import {
  assertionsSignedOtherwise,
  edited,
  hmacOfCertificate,
  signedOtherwise,
} from './saml/forgeries/signatures.js';
import { lone, wrapped } from './saml/forgeries/wrapped.js';
import { assertionsOnly, type Front, startFront, strict } from './saml/over-http.js';

// Its own time, so that what is a second too late stays so, however busy the machine is.
const now = Date.now();
const base64 = (xml: string): string => Buffer.from(xml, 'utf8').toString('base64');
const hmac: Forgery = ['an HMAC of the certificate', hmacOfCertificate, 'algorithmsAreAllowed'];

const nowhere = (): string => 'http://127.0.0.1:9/';

const tables: ReadonlyArray<readonly [string, ReadonlyArray<Forgery>, typeof strict]> = [
  ['C1 wrapped', wrapped, assertionsOnly],
  ['C1 too little signed', [['the assertion alone', () => lone, 'answerIsSigned']], strict],
  ['C2 signed otherwise', [...signedOtherwise, hmac], strict],
  ['C2 assertions signed otherwise', assertionsSignedOtherwise, assertionsOnly],
  ['C2 edited', edited, strict],
  ['C3 cut', [...cutNames, ...cutAddresses, ...cutNamesOfAddresses], strict],
  ['C4 hostile', hostileAt(nowhere), strict],
  ['C5 for others', forOthers, strict],
  ['C6 out of time', outOfTimeAt(now), strict],
];

let front: Front;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  front = await startFront();
});
afterAll(async () => {
  vi.useRealTimers();
  await front.house.stop();
});

const isRefused = async (posted: string, at = strict): Promise<void> => {
  const before = await front.head();
  const { brought, head } = await front.bring(posted, at);
  expect([400, 413]).toContain(brought.status);
  expect(brought.headers.get('content-type')).toContain('text/html');
  expect(brought.text).toMatch(/href="\/problems\/[a-z-]+"/);
  expect(brought.headers.getSetCookie()).toEqual([]);
  expect(brought.headers.get('location')).toBeNull();
  expect(head).toBe(before);
};

describe.each(tables)('%s: over HTTP', (_, forgeries, at) => {
  it('control: the sound answer to such a request signs in', async () => {
    const sound = at === strict ? answer() : withSignedAssertion();
    const { brought, token } = await front.bring(base64(sound), at);
    expect(brought.status).toBe(303);
    const { body } = await front.house.as(token ?? '')('/v1/me');
    expect(body).toMatchObject({ email: 'ada@corp.test', connection: { title: at.connection.title } });
  });

  it.each(forgeries)('%s: a page with 4xx, no session, no cookie, no event', async (__, made) => {
    await isRefused(base64(made()), at);
  });
});

describe('C4 unreadable: over HTTP', () => {
  it.each(unreadable)('%s: a page with 4xx, no session, no cookie, no event', async (_, made) => {
    await isRefused(made());
  });
});

it('nothing of an answer is in the log, and no stack is in a page', async () => {
  const { brought } = await front.bring(base64(answer({ nameId: 'secret-of-theirs', audience: 'urn:x' })));
  expect(brought.status).toBe(400);
  expect(brought.text).not.toMatch(/ at |node_modules|secret-of-theirs/);
  expect(front.house.logged()).toContain('a sign-in was not proven');
  expect(front.house.logged()).not.toMatch(/secret-of-theirs|mallory-0001|root@corp\.test/);
});
