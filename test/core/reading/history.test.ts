import { fc } from '@fast-check/vitest';
import type { HistoryPage } from '@recount/core';
import type { AccountId } from '@recount/domain/vocabulary';
import { describe, expect, it } from 'vitest';
import { answered } from '../../contracts/answers.js';
import { newYear } from '../../contracts/clock.js';
import { called } from '../../domain/people.js';
import { grounds } from '../rig/grounds.js';
import { type Node, onNode } from '../rig/node.js';
import { createTeam, issueKey, joins, proof, signIn, timePasses } from '../rig/people.js';
import { type RawEvent, rawLog } from '../rig/raw-log.js';

describe.each(grounds)('$name, a history', (ground) => {
  const holds = (run: (node: Node) => Promise<void>) => onNode(run, {}, ground);

  const story = async ({ core, stores }: Node) => {
    const ada = await signIn(core, proof('ada'));
    const ben = await signIn(core, proof('ben'));
    const accountId = await createTeam(core, ada, 'acme');
    await joins(core, ada, { member: ben, accountId, role: 'admin' });
    const { keyId } = await issueKey(core, ben, { accountId });
    await answered(core.ask({ type: 'RevokeKey', actor: ada.actor, accountId, keyId, why: 'other' }));
    const log = await rawLog(stores.log);
    const about = (subject: string) => log.filter(({ body }) => body.subjects.includes(subject));
    return { ada, ben, accountId, keyId, log, about };
  };

  it(
    'holds all that is about its subject, and nothing else, in the order of the log',
    holds(async (node) => {
      const { ada, ben, accountId, keyId, about } = await story(node);
      for (const subject of [ada.identityId, ben.identityId, accountId, keyId, ada.sessionId, ada.context]) {
        const page = await answered(node.core.history(subject, { limit: 1_000 }));
        expect(page.next).toBeUndefined();
        const short = ({ position, recordedAt, body }: RawEvent) => [
          position,
          recordedAt,
          body.type,
          body.commit,
        ];
        expect(page.activities.map((one) => [one.position, one.recordedAt, one.type, one.commit])).toEqual(
          about(subject).map(short),
        );
        expect(page.activities.length).toBeGreaterThan(0);
      }
    }),
  );

  it(
    'is read page by page, whatever the pages, each event once; a page says where the next begins',
    holds(async (node) => {
      const { accountId, about } = await story(node);
      const all = about(accountId).map(({ position }) => position);
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: all.length + 1 }),
          fc.nat(all.at(-1)!),
          async (limit, upTo) => {
            const seen: number[] = [];
            for (let after: number | undefined = 0; after !== undefined; ) {
              const page: HistoryPage = await answered(node.core.history(accountId, { after, limit, upTo }));
              expect(page.activities.length).toBeLessThanOrEqual(limit);
              seen.push(...page.activities.map(({ position }) => position));
              after = page.next;
            }
            expect(seen).toEqual(all.filter((position) => position <= upTo));
          },
        ),
        { numRuns: 30 },
      );
    }),
  );

  it(
    'is read from its end, too: the latest first, whatever the pages, up to a position',
    holds(async (node) => {
      const { accountId, about } = await story(node);
      const all = about(accountId).map(({ position }) => position);
      const gen = [fc.integer({ min: 1, max: all.length + 1 }), fc.nat(all.at(-1)!)] as const;
      await fc.assert(
        fc.asyncProperty(...gen, async (limit, upTo) => {
          const seen: number[] = [];
          let before: number | undefined;
          do {
            const from = before === undefined ? {} : { before };
            const page: HistoryPage = await answered(node.core.latest(accountId, { ...from, limit, upTo }));
            expect(page.activities.length).toBeLessThanOrEqual(limit);
            expect(page.position).toBe(upTo);
            seen.push(...page.activities.map(({ position }) => position));
            before = page.next;
          } while (before !== undefined);
          expect(seen).toEqual(all.filter((position) => position <= upTo).toReversed());
        }),
        { numRuns: 30 },
      );
    }),
  );

  it(
    'shows who did it, and neither a hash nor a claim',
    holds(async (node) => {
      const { ada, ben, accountId, keyId } = await story(node);
      const histories = [ada.identityId, accountId, keyId, ada.sessionId];
      const pages = await Promise.all(
        histories.map((one) => answered(node.core.history(one, { limit: 100 }))),
      );
      const shown = JSON.stringify(pages);
      const { core } = node;
      expect(shown).not.toMatch(/[0-9a-f]{64}/);
      const issued = pages[2]?.activities.find(({ type }) => type === 'KeyIssued');
      expect(issued).toMatchObject({
        actor: ben.actor,
        details: { name: 'a key', issuerId: ben.identityId },
      });
      const registered = pages[0]?.activities[0];
      expect(registered).toMatchObject({ type: 'IdentityRegistered', actor: { type: 'login' } });
      expect(Object.keys(registered?.actor ?? {})).toEqual(['type']);
      const sealed = pages.flatMap(({ activities }) => activities.flatMap((one) => one.sealed));
      expect((await answered(core.unseal(sealed))).every(({ _tag }) => _tag === 'Some')).toBe(true);
    }),
  );

  it(
    'as of a time ends with the last commit that was recorded until then',
    holds(async (node) => {
      const { core, stores } = node;
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      await timePasses(node, newYear + 1_000);
      const name = called('Later');
      await answered(core.ask({ type: 'RenameAccount', actor: ada.actor, accountId, name }));
      const log = await rawLog(stores.log);
      const first = log.findIndex(({ recordedAt }) => recordedAt === newYear + 1_000);
      expect(await answered(core.positionAt(newYear - 1))).toBe(0);
      expect(await answered(core.positionAt(newYear + 999))).toBe(first);
      expect(await answered(core.positionAt(newYear + 1_000))).toBe(log.length);
      const upTo = await answered(core.positionAt(newYear + 999));
      const page = await answered(core.history(accountId, { limit: 100, upTo }));
      expect(page.activities.map(({ type }) => type)).not.toContain('AccountRenamed');
      expect(page.position).toBe(upTo);
    }),
  );
});

describe('a history of thousands', () => {
  it(
    'is read from its end without reading the rest, where it is dense and where it is sparse',
    onNode(async ({ core, stores }) => {
      const ada = await signIn(core, proof('ada'));
      const busy = await createTeam(core, ada, 'busy');
      const other = await createTeam(core, ada, 'other');
      const renames = async (accountId: AccountId, times: number): Promise<void> => {
        for (let i = 0; i < times; i += 1) {
          const name = called(`Name ${i}`);
          await answered(core.ask({ type: 'RenameAccount', actor: ada.actor, accountId, name }));
        }
      };
      await renames(other, 100);
      await renames(busy, 1_300);
      await renames(other, 1_500);
      await renames(busy, 20);
      const all = (await rawLog(stores.log)).filter(({ body }) => body.subjects.includes(busy));
      for (const limit of [30, 100]) {
        const seen: number[] = [];
        let before: number | undefined;
        do {
          const from = before === undefined ? {} : { before };
          const page: HistoryPage = await answered(core.latest(busy, { ...from, limit }));
          seen.push(...page.activities.map(({ position }) => position));
          before = page.next;
        } while (before !== undefined);
        expect(seen).toEqual(all.map(({ position }) => position).toReversed());
      }
    }),
    20_000,
  );
});
