import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answered } from './asking.js';
import { type Person, running, type Running } from './running.js';

describe('histories over HTTP', () => {
  let house: Running;
  let ada: Person;
  let at: string;

  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
    const body = { name: 'Story', handle: 'story-team' };
    at = `/v1/accounts/${(await ada.ask('/v1/teams', { method: 'POST', body })).body.accountId}`;
    for (const name of ['One', 'Two', 'Three', 'Four'])
      await ada.ask(at, { method: 'PATCH', body: { name } });
  });
  afterAll(() => house.stop());

  type Happening = { readonly type: string; readonly position: string };
  const positions = ({ body }: Answered): ReadonlyArray<string> =>
    body.happenings.map(({ position }: Happening) => position);

  const paged = async (path: string): Promise<ReadonlyArray<string>> => {
    const seen: string[] = [];
    for (let next: string | undefined = path; next !== undefined; ) {
      const page: Answered = await ada.ask(next);
      seen.push(...positions(page));
      next = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1];
    }
    return seen;
  };

  it.each(['/v1/me/history', 'the account’s'])(
    '%s is told from its end, too, page by page',
    async (which) => {
      const path = which.startsWith('/') ? which : `${at}/history`;
      const all = positions(await ada.ask(`${path}?limit=100`));
      expect(all.length).toBeGreaterThan(4);
      expect(positions(await ada.ask(`${path}?order=oldest&limit=100`))).toEqual(all);
      expect(positions(await ada.ask(`${path}?order=newest&limit=100`))).toEqual(all.toReversed());
      expect(await paged(`${path}?order=newest&limit=2`)).toEqual(all.toReversed());
      expect(await paged(`${path}?limit=2`)).toEqual(all);
    },
  );

  it('the latest first, as of a position: nothing that came after it', async () => {
    const all = positions(await ada.ask(`${at}/history?limit=100`));
    const then = all.at(-2)!;
    const answer = await ada.ask(`${at}/history?order=newest&limit=1&asOf=${then}`);
    expect(positions(answer)).toEqual([then]);
    expect(answer.headers.get('recount-position')).toBe(then);
  });

  it('G9 a cursor goes on in its own direction only', async () => {
    for (const [one, other] of [
      ['newest', 'oldest'],
      ['oldest', 'newest'],
    ]) {
      const { body } = await ada.ask(`${at}/history?order=${one}&limit=2`);
      const on = `limit=2&after=${body.next}`;
      expect((await ada.ask(`${at}/history?order=${one}&${on}`)).status).toBe(200);
      expect((await ada.ask(`${at}/history?order=${other}&${on}`)).body.code).toBe('CursorRefused');
    }
    expect((await ada.ask(`${at}/history?order=latest`)).body.code).toBe('Misfit');
  });
});
