import { describe, expect, it } from 'vitest';
import { type Ground, inMemory, inPostgres, inSqlite } from '../core/rig/grounds.js';
import type { Answered, Ask } from '../express/asking.js';
import { acsOf, attemptIn, beginAt, company, follow, posting, tokenIn } from '../express/company.js';
import type { Running } from '../express/running.js';
import { onNodes } from './nodes.js';

const corp = company(1, 'corp.test');
const open = company(2, 'open.test', { providerStarted: true });
const ada = { subject: 'ada-at-corp', email: 'ada@corp.test' };

/** An answer as it went over the wire, which whoever saw it can send again. */
type Caught = {
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  readonly cookie: string;
};

const caughtAt = async ({ ask }: Running): Promise<Caught> => {
  const { cookie, relayState, requestId } = await beginAt(ask, corp);
  const form = { SAMLResponse: corp.idp.answer({ ...ada, inResponseTo: requestId }), RelayState: relayState };
  return { path: acsOf(corp), form, cookie };
};

const fromProvider = (): Caught => ({
  path: acsOf(open),
  form: { SAMLResponse: open.idp.answer({ subject: 'eve', email: 'eve@open.test' }) },
  cookie: '',
});

// The whole way with a caught answer: with the browser's own cookie, or with the one that a provider's sign-in gets.
const goes = async (ask: Ask, { path, form, cookie }: Caught): Promise<Answered> => {
  const brought = await posting(ask, path, form);
  if (brought.status !== 303) return brought;
  const own = cookie === '' ? attemptIn(brought) : cookie;
  return follow(ask, brought, { cookie: own, from: 'same-origin' });
};

const head = async (ask: Ask): Promise<number> => (await ask('/readyz')).body.head;

const isRefusedAt = async ({ ask }: Running, caught: Caught): Promise<void> => {
  const before = await head(ask);
  const again = await goes(ask, caught);
  expect(again.status).toBe(400);
  expect(tokenIn(again)).toBeUndefined();
  expect(await head(ask)).toBe(before);
};

const kinds: ReadonlyArray<readonly [string, (on: Running) => Caught | Promise<Caught>]> = [
  ['that was begun here', caughtAt],
  ['that the provider began', fromProvider],
];

const shared: ReadonlyArray<Ground> = [inMemory, inPostgres];

describe.each(kinds)('C7 the answer of a sign-in %s', (_, caught) => {
  it('signs in once, and in the same process never again', () =>
    onNodes(inMemory, [corp, open], async ({ start }) => {
      const node = await start();
      const answer = await caught(node);
      expect(tokenIn(await goes(node.ask, answer))).toBeDefined();
      await isRefusedAt(node, answer);
      await isRefusedAt(node, answer);
    }));

  it('signs nobody in after a restart', () =>
    onNodes(inSqlite, [corp, open], async ({ start }) => {
      const before = await start();
      const answer = await caught(before);
      expect(tokenIn(await goes(before.ask, answer))).toBeDefined();
      await before.stop();
      await isRefusedAt(await start(), answer);
    }));

  it.each(shared.map((ground) => [ground.name, ground] as const))(
    'signs nobody in on another node, %s',
    (__, ground) =>
      onNodes(ground, [corp, open], async ({ start, beside }) => {
        const [one, other] = [await start(), await beside()];
        const answer = await caught(one);
        expect(tokenIn(await goes(other.ask, answer))).toBeDefined();
        await isRefusedAt(one, answer);
        await isRefusedAt(other, answer);
      }),
  );

  it('of 32 at once on two nodes, one signs in', () =>
    onNodes(inMemory, [corp, open], async ({ start, beside }) => {
      const nodes = [await start(), await beside()];
      const answer = await caught(nodes[0]!);
      const all = await Promise.all(
        Array.from({ length: 32 }, (__, index) => goes(nodes[index % 2]!.ask, answer)),
      );
      expect(all.filter((one) => tokenIn(one) !== undefined)).toHaveLength(1);
      expect(all.filter(({ status }) => status === 400)).toHaveLength(31);
    }));
});

describe('C7 a judged answer that waits for its browser', () => {
  it('is finished by one of 32 at once', () =>
    onNodes(inMemory, [corp], async ({ start, beside }) => {
      const nodes = [await start(), await beside()];
      const { path, form, cookie } = await caughtAt(nodes[0]!);
      const brought = await posting(nodes[0]!.ask, path, form);
      const all = await Promise.all(
        Array.from({ length: 32 }, (__, index) => follow(nodes[index % 2]!.ask, brought, { cookie })),
      );
      expect(all.filter((one) => tokenIn(one) !== undefined)).toHaveLength(1);
      expect(all.filter(({ status }) => status === 400)).toHaveLength(31);
    }));

  it('is there after a restart, and goes on where it was: nothing was half made', () =>
    onNodes(inSqlite, [corp], async ({ start }) => {
      const before = await start();
      const { path, form, cookie } = await caughtAt(before);
      const brought = await posting(before.ask, path, form);
      await before.stop();
      const after = await start();
      expect(tokenIn(await follow(after.ask, brought, { cookie }))).toBeDefined();
    }));

  it('that was taken by a node which then died is gone: nothing was written, and the page says to begin again', () =>
    onNodes(inMemory, [corp], async ({ start }) => {
      const node = await start();
      const { path, form, cookie } = await caughtAt(node);
      const brought = await posting(node.ask, path, form);
      const ticket = (brought.headers.get('location') ?? '').split('/').at(-1) ?? '';
      expect(await node.core.parking.take('sign-in-answer', ticket)).toMatchObject({
        right: expect.stringContaining('ada@corp.test'),
      });
      const before = await head(node.ask);
      const late = await follow(node.ask, brought, { cookie });
      expect(late.status).toBe(400);
      expect(late.text).toContain('Begin again.');
      expect(await head(node.ask)).toBe(before);
      const again = await caughtAt(node);
      expect(tokenIn(await goes(node.ask, again))).toBeDefined();
    }));
});
