import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  attemptIn,
  beginAt,
  type Begun,
  bring,
  company,
  follow,
  runningFor,
  tokenIn,
} from '../express/company.js';
import type { Running } from '../express/running.js';

const corp = company(1, 'corp.test');
const open = company(2, 'open.test', { providerStarted: true });
const ada = { subject: 'ada-at-corp', email: 'ada@corp.test' };

describe('C8 an answer is for the browser that began, and answers its request', () => {
  let house: Running;
  beforeAll(async () => {
    house = await runningFor([corp, open]);
  });
  afterAll(() => house.stop());

  const head = async (): Promise<number> => (await house.ask('/readyz')).body.head;
  const answering = ({ relayState, requestId }: Begun) => ({ ...ada, inResponseTo: requestId, relayState });

  it('control: the answer to a request of this browser signs in', async () => {
    const mine = await beginAt(house.ask, corp);
    const done = await follow(house.ask, await bring(house.ask, corp, answering(mine)), mine);
    expect(tokenIn(done)).toBeDefined();
  });

  it.each<readonly [string, (mine: Begun, theirs: Begun) => ReturnType<typeof answering> | typeof ada]>([
    ['to a request that nobody made', (mine) => ({ ...answering(mine), inResponseTo: '_nobody' })],
    ['to another request', (mine, theirs) => ({ ...answering(mine), inResponseTo: theirs.requestId })],
    ['without a RelayState', (mine) => ({ ...ada, inResponseTo: mine.requestId })],
    [
      'with a RelayState that is none of ours',
      (mine) => ({ ...answering(mine), relayState: 'A'.repeat(43) }),
    ],
    ['that names no request', (mine) => ({ ...ada, relayState: mine.relayState })],
    ['that the provider began, where the connection does not allow it', () => ada],
  ])('an answer %s is refused', async (_, said) => {
    const [mine, theirs] = [await beginAt(house.ask, corp), await beginAt(house.ask, corp)];
    const before = await head();
    const brought = await bring(house.ask, corp, said(mine, theirs));
    expect(brought.status).toBe(400);
    expect(brought.headers.get('location')).toBeNull();
    expect(brought.headers.getSetCookie()).toEqual([]);
    expect(await head()).toBe(before);
  });

  it('an answer to a request, where the provider may begin, is refused without that request', async () => {
    const brought = await bring(house.ask, open, {
      subject: 'eve',
      email: 'eve@open.test',
      inResponseTo: '_x',
    });
    expect(brought.status).toBe(400);
  });

  it.each([
    ['without a cookie', () => ''],
    ['with the cookie of another browser', (theirs: Begun) => theirs.cookie],
    ['with two cookies', (theirs: Begun, mine: Begun) => `${mine.cookie}; ${theirs.cookie}`],
    ['with a cookie that is none of ours', () => 'recount-attempt=Fe26.2*1*nonsense'],
  ])('a parked answer is not finished %s, and stays for the browser that it is for', async (_, cookie) => {
    const [mine, theirs] = [await beginAt(house.ask, corp), await beginAt(house.ask, corp)];
    const brought = await bring(house.ask, corp, answering(mine));
    const wrong = await follow(house.ask, brought, { cookie: cookie(theirs, mine) });
    expect(wrong.status).toBe(400);
    expect(wrong.headers.getSetCookie()).toEqual([]);
    expect(tokenIn(await follow(house.ask, brought, mine))).toBeDefined();
  });

  it('an answer that somebody else caught signs nobody else in: it is finished by whoever began', async () => {
    const attacker = await beginAt(house.ask, corp);
    const brought = await bring(house.ask, corp, answering(attacker));
    const victim = await beginAt(house.ask, corp);
    expect(tokenIn(await follow(house.ask, brought, victim))).toBeUndefined();
  });

  it('a sign-in that the provider began is no browser’s but the one that brought it', async () => {
    const brought = await bring(house.ask, open, { subject: 'eve', email: 'eve@open.test' });
    const other = await beginAt(house.ask, open);
    const wrong = await follow(house.ask, brought, { cookie: other.cookie, from: 'same-origin' });
    expect(wrong.status).toBe(400);
    const right = await follow(house.ask, brought, { cookie: attemptIn(brought), from: 'same-origin' });
    expect(tokenIn(right)).toBeDefined();
  });

  it('a request is good for ten minutes, and an answer for two', async () => {
    const mine = await beginAt(house.ask, corp);
    await house.wait(601_000);
    expect((await bring(house.ask, corp, answering(mine))).status).toBe(400);
    const again = await beginAt(house.ask, corp);
    const brought = await bring(house.ask, corp, answering(again));
    await house.wait(121_000);
    expect((await follow(house.ask, brought, again)).status).toBe(400);
  });
});
