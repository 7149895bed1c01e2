import { allRoutes } from '@recount/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, asking } from '../../express/asking.js';
import { type OwnPostgres, ownPostgres } from '../../postgres/own-server.js';
import { programsFolder } from '../../postgres/programs.js';
import { endAll, freshFolder } from '../../server/program.js';
import type { Owner } from '../rig/load.js';
import { mortalNode, type MortalNode } from '../rig/node.js';
import { ownerAt } from '../rig/owner.js';
import { isLong, report } from '../rig/report.js';

const revocations = isLong ? 200 : 10;
const patience = 120_000;

describe.skipIf(programsFolder() === undefined)('two nodes on one database', () => {
  let own: OwnPostgres;
  let nodes: ReadonlyArray<MortalNode>;
  let owner: Owner;
  let here: Ask;
  let there: Ask;

  beforeAll(async () => {
    own = (await ownPostgres())!;
    const folder = freshFolder();
    const environment = { RECOUNT_STORE: own.url, RECOUNT_SECRET: 'kept by nobody, known by all nodes' };
    nodes = ['here', 'there'].map((name) => mortalNode(name, folder, environment));
    owner = await ownerAt(nodes[0]!);
    const [first, second] = await Promise.all(nodes.map((node) => node.origin()));
    const headers = { authorization: `Bearer ${owner.token}` };
    [here, there] = [asking(first!, headers), asking(second!, headers)];
  }, patience);

  afterAll(async () => {
    endAll();
    await own.remove();
  });

  const issued = async (name: string) =>
    (await here(`/v1/accounts/${owner.accountId}/keys`, { method: 'POST', body: { name, scope: 'API' } }))
      .body;

  const isGood = async (ask: Ask, key: string): Promise<boolean> =>
    (await ask('/v1/keys/verify', { method: 'POST', body: { key } })).body.valid;

  it(
    'D7 a key that was revoked on one is refused on the other',
    async () => {
      const lags: number[] = [];
      for (let i = 0; i < revocations; i++) {
        const { keyId, secret } = await issued(`to be revoked ${i}`);
        while (!(await isGood(there, secret))) await new Promise(setImmediate);
        const gone = await here(`/v1/accounts/${owner.accountId}/keys/${keyId}`, { method: 'DELETE' });
        expect(gone.status).toBe(204);
        const since = performance.now();
        expect(await isGood(here, secret)).toBe(false);
        while (await isGood(there, secret)) await new Promise(setImmediate);
        lags.push(performance.now() - since);
        expect(await isGood(there, secret)).toBe(false);
      }
      const sorted = lags.toSorted((a, b) => a - b);
      const at = (share: number) => Number(sorted[Math.ceil(sorted.length * share) - 1]!.toFixed(1));
      report('revocation seen on the other node, ms', {
        revocations,
        p50: at(0.5),
        p99: at(0.99),
        most: at(1),
      });
    },
    patience,
  );

  it(
    'no read is older than what it is asked to show at least',
    async () => {
      const team = { name: 'Acme', handle: 'acme-of-two-nodes' };
      const { accountId } = (await here('/v1/teams', { method: 'POST', body: team })).body;
      const reads = allRoutes.filter(({ method, path }) => method === 'GET' && path.startsWith('/v1'));
      expect(reads.length).toBeGreaterThan(7);
      for (let i = 0; i < revocations; i++) {
        const name = `read ${i}`;
        const made = await here(`/v1/accounts/${accountId}/keys`, {
          method: 'POST',
          body: { name, scope: 'API' },
        });
        const renamed = await here(`/v1/accounts/${accountId}`, { method: 'PATCH', body: { name } });
        const position = renamed.headers.get('recount-position')!;
        const least = { 'recount-at-least': position };
        const answers = new Map<string, string>();
        await Promise.all(
          reads.map(async ({ path }) => {
            const filled = path.replace(':account', accountId).replace(':key', made.body.keyId);
            const answer = await there(filled, { headers: least });
            expect([path, answer.status]).toEqual([path, 200]);
            const shown = answer.headers.get('recount-position');
            if (shown !== null) expect(numberIn(shown)).toBeGreaterThanOrEqual(numberIn(position));
            answers.set(path, answer.text);
          }),
        );
        for (const path of ['/v1/accounts/:account', '/v1/accounts/:account/keys/:key', '/v1/me'])
          expect([path, answers.get(path)?.includes(`"${name}"`)]).toEqual([path, true]);
        const latest = await there(`/v1/accounts/${accountId}/history?order=newest&limit=2`, {
          headers: least,
        });
        expect(latest.body.happenings.map(({ type }: { readonly type: string }) => type)).toEqual([
          'AccountRenamed',
          'KeyIssued',
        ]);
      }
    },
    patience,
  );
});

const numberIn = (position: string): number => Number(position.split('-').at(-1));
