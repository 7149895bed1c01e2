import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking } from '../../express/asking.js';
import { ownPostgres, type OwnPostgres } from '../../postgres/own-server.js';
import { programsFolder } from '../../postgres/programs.js';
import { type Environment, endAll, freshFolder } from '../../server/program.js';
import { type Calls, calling } from '../rig/flood.js';
import type { Owner } from '../rig/load.js';
import { mortalNode, type MortalNode } from '../rig/node.js';
import { ownerAt } from '../rig/owner.js';
import { isLong, report } from '../rig/report.js';

const lasts = isLong ? 10 : 3;
const politeRate = 5;
/** Megabytes that the process may hold in memory at most, whatever is asked of it. */
const mostMemory = 768;
const patience = isLong ? 300_000 : 90_000;

/** Where it keeps what it keeps; in the long form both. */
const stores =
  isLong && programsFolder() !== undefined ? (['SQLite', 'PostgreSQL'] as const) : (['SQLite'] as const);

let folder: string;
let own: OwnPostgres | undefined;
let service: MortalNode;
let owner: Owner;
let modest: Owner;
let origin: string;

const storeOf = async (store: (typeof stores)[number]): Promise<Environment> => {
  if (store === 'SQLite') return {};
  own = await ownPostgres();
  return { RECOUNT_STORE: own!.url, RECOUNT_SECRET: 'kept by nobody, known to this node' };
};

const opened = async (store: (typeof stores)[number]): Promise<void> => {
  folder = freshFolder();
  service = mortalNode('the service', folder, await storeOf(store));
  origin = await service.origin();
  owner = await ownerAt(service);
  modest = await ownerAt(service, 'grace-example');
  // What is read by page is there to fill one.
  const fill = { ...issuing(owner), callers: 4, lasts: 1 };
  for (let pages = 0; pages < 100; pages += (await calling(fill)).good);
};

const closed = async (): Promise<void> => {
  endAll();
  await own?.remove();
  own = undefined;
  rmSync(folder, { recursive: true, force: true });
};

/** The most memory that a process ever held, in megabytes, where the system tells. */
const memoryOf = (pid: number): number => {
  if (process.platform !== 'linux') return 0;
  const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1]) / 1024);
};

type Call = Omit<Calls, 'callers' | 'lasts'>;

const issuing = ({ accountId, token }: Owner): Call => ({
  url: `${origin}/v1/accounts/${accountId}/keys`,
  method: 'POST',
  token,
  body: { name: 'one of very many', scope: 'API' },
});

const reading = ({ accountId, token }: Owner): Call => ({
  url: `${origin}/v1/accounts/${accountId}/history?limit=100`,
  method: 'GET',
  token,
});

const verifying = ({ token }: Owner): Call => ({
  url: `${origin}/v1/keys/verify`,
  method: 'POST',
  body: { key: token },
});

/** How many callers it takes until more of them get no more done. */
const bears = async (call: Call): Promise<{ readonly callers: number; readonly perSecond: number }> => {
  if (!isLong) return { callers: 32, perSecond: 0 };
  let best = { callers: 4, perSecond: 0 };
  for (let callers = 4; callers <= 128; callers *= 2) {
    const { goodPerSecond } = await calling({ ...call, callers, lasts: 3 });
    if (goodPerSecond < best.perSecond * 1.1) return best;
    best = { callers, perSecond: goodPerSecond };
  }
  return best;
};

const untilNormal = async (): Promise<number> => {
  const since = performance.now();
  const ask = asking(origin, { authorization: `Bearer ${modest.token}` });
  for (let inARow = 0; inARow < 20; ) {
    const { status } = await ask(`/v1/accounts/${modest.accountId}/keys`, {
      method: 'POST',
      body: { name: 'after', scope: 'API' },
    });
    inARow = status === 201 ? inARow + 1 : 0;
  }
  return Math.round(performance.now() - since);
};

describe.each(stores)('a service on %s of which ten times as much is asked as it bears', (store) => {
  beforeAll(() => opened(store), patience);
  afterAll(closed);

  it.each([
    ['writes', issuing],
    ['reads', reading],
    ['verifications', verifying],
  ] as const)(
    'of %s answers 2xx, 429 or 503, leaves a modest client its half, and holds no more memory than it may',
    async (what, callOf) => {
      const call = callOf(owner);
      const { callers, perSecond } = await bears(call);
      const polite = { ...issuing(modest), callers: 1, lasts, rate: politeRate };
      const alone = await calling(polite);
      const [flood, among] = await Promise.all([
        calling({ ...call, callers: 10 * callers, lasts: lasts + 1 }),
        calling(polite),
      ]);
      const normal = await untilNormal();
      const memory = memoryOf(service.pid());
      report(`overload, ${what}, ${store}`, {
        bears: { callers, perSecond },
        flood: { callers: 10 * callers, ...flood },
        polite: { alone: alone.good, among: among.good, statuses: among.statuses, p99: among.p99 },
        memory,
        normal,
      });
      for (const { statuses, unanswered } of [flood, among]) {
        expect(Object.keys(statuses).filter((status) => !/^(2..|429|503)$/.test(status))).toEqual([]);
        expect(unanswered).toBe(0);
      }
      // Half is promised where the machine has nothing else to do, which the short form's may have.
      expect(among.good).toBeGreaterThanOrEqual(isLong ? alone.good / 2 : 1);
      expect(memory).toBeLessThan(mostMemory);
      expect(service.died()).toBe(false);
    },
    patience,
  );
});
