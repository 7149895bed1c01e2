import { none, some } from 'fp-ts/lib/Option.js';
import { of } from 'fp-ts/lib/TaskEither.js';
import { expect, it } from 'vitest';
import { company, runningFor, signInAt, tokenIn } from '../express/company.js';
import { running } from '../express/running.js';

const corp = company(1, 'corp.test');
const ada = { subject: 'ada', email: 'ada@corp.test' };
const hour = 3_600_000;

it('C15 a session ends when its provider no longer vouches for it, and one without such an end goes on', async () => {
  const house = await runningFor([corp]);
  const bounded = await signInAt(house.ask, corp, { ...ada, sessionEnds: Date.now() + hour });
  const set = bounded.headers.getSetCookie().find((line) => line.startsWith('recount='));
  expect(Date.parse(/Expires=([^;]+)/.exec(set ?? '')?.[1] ?? '')).toBeLessThanOrEqual(Date.now() + hour);
  const free = await signInAt(house.ask, corp, ada);
  const status = async (token: string | undefined) => (await house.as(token ?? '')('/v1/me')).status;
  expect([await status(tokenIn(bounded)), await status(tokenIn(free))]).toEqual([200, 200]);
  await house.wait(hour);
  expect([await status(tokenIn(bounded)), await status(tokenIn(free))]).toEqual([401, 200]);
  await house.stop();
});

it('C15 an assertion whose session is over already signs nobody in', async () => {
  const house = await runningFor([corp]);
  const over = await signInAt(house.ask, corp, { ...ada, sessionEnds: Date.now() - 1 });
  expect(tokenIn(over)).toBeUndefined();
  expect(tokenIn(await signInAt(house.ask, corp, { ...ada, sessionEnds: Date.now() + hour }))).toBeDefined();
  await house.stop();
});

it('C15 a session through a connection that is not active any more is refused, and nobody else’s', async () => {
  let isActive = true;
  const there = () => of(isActive ? some(corp.connection) : none);
  const house = await running({ settings: { connections: { find: there, forDomain: there } } });
  const token = tokenIn(await signInAt(house.ask, corp, ada)) ?? '';
  const ben = await house.signIn('Ben');
  const statuses = async () => [(await house.as(token)('/v1/me')).status, (await ben.ask('/v1/me')).status];
  expect(await statuses()).toEqual([200, 200]);
  isActive = false;
  expect(await statuses()).toEqual([401, 200]);
  isActive = true;
  expect(await statuses()).toEqual([200, 200]);
  await house.stop();
});
