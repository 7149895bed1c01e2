import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Begun, bothProviders, inventedWorld, sessionIn, type World } from './providers/world.js';

type Brought = { readonly callback: URL; readonly cookie: string };
type Change = (mine: Brought, theirs: Brought) => Brought;

const without = (callback: URL, parameter: string, value?: string): URL => {
  const other = new URL(callback);
  if (value === undefined) other.searchParams.delete(parameter);
  else other.searchParams.set(parameter, value);
  return other;
};

const changes: ReadonlyArray<readonly [string, Change]> = [
  ['without the cookie', ({ callback }) => ({ callback, cookie: '' })],
  ['without a state', ({ callback, cookie }) => ({ callback: without(callback, 'state'), cookie })],
  ['with an empty state', ({ callback, cookie }) => ({ callback: without(callback, 'state', ''), cookie })],
  ['with a foreign state', ({ callback, cookie }) => ({ callback: without(callback, 'state', 'x'), cookie })],
  [
    'with a cookie that is none of ours',
    ({ callback }) => ({ callback, cookie: 'recount-attempt=Fe26.2*1' }),
  ],
  ['with two cookies', ({ callback, cookie }) => ({ callback, cookie: `${cookie}; ${cookie}` })],
  ['with the answer that was given to another browser', ({ cookie }, { callback }) => ({ callback, cookie })],
  ["with another browser's cookie", ({ callback }, { cookie }) => ({ callback, cookie })],
];

describe.each(bothProviders)('A1 a callback from %s', (provider) => {
  let world: World;
  beforeAll(async () => {
    world = await inventedWorld();
  });
  afterAll(() => world.stop());

  const brought = async (begun?: Begun): Promise<Brought> => {
    const { redirectTo, cookie } = begun ?? (await world.begin(provider));
    return { callback: await world.visit(provider, redirectTo), cookie };
  };

  const signsNobodyIn = async ({ callback, cookie }: Brought): Promise<void> => {
    const before = await world.head();
    const answer = await world.come(callback, cookie);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(sessionIn(answer)).toBeUndefined();
    expect(await world.head()).toBe(before);
  };

  it.each(changes)('%s signs nobody in, and writes nothing', async (_, change) => {
    await signsNobodyIn(change(await brought(), await brought()));
  });

  it('that comes a second time signs nobody in', async () => {
    const { callback, cookie } = await brought();
    expect(sessionIn(await world.come(callback, cookie))).toBeDefined();
    await signsNobodyIn({ callback, cookie });
  });

  it('with everything as it should be signs in', async () => {
    const { callback, cookie } = await brought();
    const answer = await world.come(callback, cookie);
    expect([answer.status, sessionIn(answer) === undefined]).toEqual([303, false]);
    expect(answer.headers.getSetCookie().find((line) => line.startsWith('recount-attempt=;'))).toBeDefined();
  });

  it('ten minutes later signs nobody in', async () => {
    const late = await brought();
    await world.house.wait(601_000);
    await signsNobodyIn(late);
  });
});
