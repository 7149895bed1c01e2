import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Ask, asking } from '../../express/asking.js';
import { type Arrived, type PostOffice, postOffice } from '../../mail/post-office.js';
import { type OwnPostgres, ownPostgres } from '../../postgres/own-server.js';
import { programsFolder } from '../../postgres/programs.js';
import { endAll, freshFolder } from '../../server/program.js';
import { ahead } from '../rig/ahead.js';
import { mortalNode, type MortalNode } from '../rig/node.js';
import { ownerAt } from '../rig/owner.js';
import { isLong, report } from '../rig/report.js';

const letters = 30;
const takenAtOnce = 8;
const patience = isLong ? 400_000 : 120_000;

// As many as a node hands over at a time: of a node that dies, so many may be on their way.
const onTheirWay = 4;

// A letter that its node had taken when it died is another's after two minutes.
const twoMinutes = 120_000;

const addressed = (to: ReadonlyArray<Arrived>): ReadonlyArray<string> => to.flatMap((one) => one.to);

describe.skipIf(programsFolder() === undefined)('I3 letters of two nodes of which one is killed', () => {
  let own: OwnPostgres;
  let there: PostOffice;
  let held: Arrived[];
  let release: () => void;
  let start: (name: string, more?: Readonly<Record<string, string>>) => MortalNode;

  beforeEach(async () => {
    own = (await ownPostgres())!;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    held = [];
    there = await postOffice({
      saysYesAfter: (one) => {
        if (there.arrived.length <= takenAtOnce) return undefined;
        held.push(one);
        return gate;
      },
    });
    const folder = freshFolder();
    start = (name, more = {}) =>
      mortalNode(name, folder, {
        RECOUNT_STORE: own.url,
        RECOUNT_SECRET: 'kept by nobody, known by all nodes',
        RECOUNT_SMTP_URL: there.url,
        RECOUNT_MAIL_FROM: `${name}@example.test`,
        ...more,
      });
  }, patience);

  afterEach(async () => {
    release();
    endAll();
    await there.close();
    await own.remove();
  });

  const comes = (holds: () => unknown): Promise<unknown> =>
    vi.waitFor(holds, { timeout: patience, interval: 20 });

  const copiesOf = (address: string): ReadonlyArray<Arrived> =>
    there.arrived.filter(({ to }) => to.includes(address));

  const waitingAt = async (node: MortalNode): Promise<number> =>
    (await asking(await node.origin())('/readyz')).body.mail.waiting;

  it(
    'each come once, but for those on their way at that moment, which come again as the same mail',
    async () => {
      const [dying, other] = [start('dying'), start('other')];
      const { token } = await ownerAt(dying);
      const doorOf = async (node: MortalNode): Promise<Ask> =>
        asking(await node.origin(), { authorization: `Bearer ${token}` });
      const [first, second] = await Promise.all([doorOf(dying), doorOf(other)]);
      const body = { name: 'Letters', handle: 'letters-of-two' };
      const { accountId } = (await first('/v1/teams', { method: 'POST', body })).body;
      const invite = async (nth: number, ask: Ask): Promise<void> => {
        const answer = await ask(`/v1/accounts/${accountId}/invitations`, {
          method: 'POST',
          body: { email: `guest-${nth}@example.test`, role: 'developer' },
        });
        expect(answer.status).toBe(201);
      };
      const all = Array.from({ length: letters }, (_, nth) => nth);
      await Promise.all(all.slice(0, 20).map((nth) => invite(nth, nth % 2 === 0 ? first : second)));
      await comes(() => {
        const from = new Set(held.map((one) => one.from));
        expect(from).toEqual(new Set(['dying@example.test', 'other@example.test']));
      });

      process.kill(dying.pid(), 'SIGKILL');
      await comes(() => expect(dying.died()).toBe(true));
      const onTheWire = addressed(held.filter(({ from }) => from.startsWith('dying')));
      release();
      for (const nth of all.slice(20)) await invite(nth, second);
      await comes(() =>
        expect(new Set(addressed(there.arrived)).size).toBeGreaterThanOrEqual(letters - onTheirWay),
      );
      if (!isLong) expect(await other.stop()).toBe(0);

      const last = isLong ? other : start('later', ahead(twoMinutes + 10_000));
      await comes(() => {
        for (const to of onTheWire) expect(copiesOf(to)).toHaveLength(2);
        expect(new Set(addressed(there.arrived)).size).toBe(letters);
      });
      await comes(async () => expect(await waitingAt(last)).toBe(0));
      expect(await last.stop()).toBe(0);
      const twice = all
        .map((nth) => copiesOf(`guest-${nth}@example.test`))
        .filter((copies) => copies.length !== 1);
      expect(twice.map((copies) => [copies.length, copies[0]?.from])).toEqual(
        twice.map(() => [2, 'dying@example.test']),
      );
      expect(addressed(twice.flatMap(([first]) => first ?? []))).toEqual(
        expect.arrayContaining([...onTheWire]),
      );
      expect(twice.length).toBeGreaterThan(0);
      expect(twice.length).toBeLessThanOrEqual(onTheirWay);
      expect(new Set(there.arrived.map(({ mail }) => mail.messageId)).size).toBe(letters);
      report('letters of two nodes, one killed', {
        letters,
        twice: twice.length,
        came: there.arrived.length,
      });
    },
    patience,
  );
});
