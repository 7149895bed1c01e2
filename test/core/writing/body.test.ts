import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answered } from '../../contracts/answers.js';
import { newYear } from '../../contracts/clock.js';
import { called } from '../../domain/people.js';
import { grounds } from '../rig/grounds.js';
import { onNode } from '../rig/node.js';
import { createTeam, inviteByLink, issueKey, joins, proof, signIn } from '../rig/people.js';
import { rawLog } from '../rig/raw-log.js';

const fields = [
  'commit',
  'count',
  'data',
  'id',
  'index',
  'meta',
  'request',
  'revision',
  'sealed',
  'stream',
  'subjects',
  'type',
  'version',
];

// RFC 8785 for what bodies are made of, written a second time: keys in order, no spaces.
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`;
};

// UUIDv5 (RFC 9562) by hand.
const uuidV5 = (name: string, namespace: string): string => {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

describe.each(grounds)('$name, an event is stored', (ground) => {
  const afterALittle = (see: (log: Awaited<ReturnType<typeof rawLog>>) => void) =>
    onNode(
      async ({ core, stores }) => {
        const ada = await signIn(core, proof('ada'));
        const ben = await signIn(core, proof('ben'));
        const accountId = await createTeam(core, ada, 'acme');
        await joins(core, ada, { member: ben, accountId, role: 'admin' });
        await issueKey(core, ben, { accountId });
        await inviteByLink(core, ben, { accountId });
        const name = called('\u20ac 5 "off" \\ 🚀 é 10');
        await answered(core.issueKey({ actor: ben.actor, accountId, name, scope: 'API' }));
        see(await rawLog(stores.log));
      },
      {},
      ground,
    );

  it(
    'with these fields and no others; the first of a commit with what was only read',
    afterALittle((log) => {
      for (const { body } of log)
        expect(Object.keys(body)).toEqual(body.index === 0 ? [...fields, 'reads'].toSorted() : fields);
    }),
  );

  it(
    'as canonical JSON',
    afterALittle((log) => {
      for (const { text, body } of log) expect(text).toBe(canonical(body));
      expect(log.some(({ text }) => text.includes('🚀'))).toBe(true);
    }),
  );

  it(
    'under an id that follows from its commit and its place there, which counts over all streams',
    afterALittle((log) => {
      for (const { body } of log) expect(body.id).toBe(uuidV5(String(body.index), body.commit));
      const first = log.filter(({ body }) => body.index === 0);
      for (const { body, position } of first) {
        const own = log.slice(position - 1, position - 1 + body.count);
        expect(own.map((one) => [one.body.commit, one.body.index])).toEqual(
          own.map((_, index) => [body.commit, index]),
        );
      }
      expect(first.reduce((sum, { body }) => sum + body.count, 0)).toBe(log.length);
    }),
  );

  it(
    'with who did it, as part of what, and when by the caller',
    afterALittle((log) => {
      for (const { body } of log) {
        expect(body.meta).toMatchObject({ actor: { type: expect.any(String) }, at: newYear });
        expect(body.meta['correlation']).toEqual(expect.any(String));
      }
      expect(log.map(({ body }) => body.data)).not.toContainEqual(
        expect.objectContaining({ type: expect.anything() }),
      );
    }),
  );

  it(
    'with what it is part of and what caused it, where that is said',
    onNode(
      async ({ core, stores }) => {
        const ada = await signIn(core, proof('ada'));
        const accountId = await createTeam(core, ada, 'acme');
        const wish = {
          type: 'RenameAccount',
          actor: ada.actor,
          accountId,
          name: called('Acme Works'),
        } as const;
        await answered(core.ask(wish, { correlation: 'the story', causation: 'the event before' }));
        const { meta } = (await rawLog(stores.log)).at(-1)!.body;
        expect(meta).toEqual({
          actor: ada.actor,
          at: newYear,
          correlation: 'the story',
          causation: 'the event before',
        });
      },
      {},
      ground,
    ),
  );

  it(
    'and recorded when the log took it: its time never runs backwards, whatever the clock does',
    onNode(
      async ({ core, stores, clock }) => {
        const ada = await signIn(core, proof('ada'));
        clock.set(newYear + 5_000);
        const accountId = await createTeam(core, ada, 'acme');
        clock.set(newYear - 60_000);
        await issueKey(core, ada, { accountId });
        const log = await rawLog(stores.log);
        const issued = log.at(-1);
        expect([issued?.recordedAt, issued?.body.meta['at']]).toEqual([newYear + 5_000, newYear - 60_000]);
        const times = log.map(({ recordedAt }) => recordedAt);
        expect(times).toEqual(times.toSorted((one, other) => one - other));
        expect(await answered(core.positionAt(newYear + 4_999))).toBe(
          times.filter((at) => at === newYear).length,
        );
      },
      {},
      ground,
    ),
  );
});
