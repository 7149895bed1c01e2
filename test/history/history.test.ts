import { type Core, openCore } from '@recount/core';
import { groupCommit } from '@recount/core/log';
import type { Commit, Write } from '@recount/core/ports';
import { registry } from '@recount/domain/facts';
import { accounts, identities } from '@recount/projections';
import { memoryLog, memoryVault, memoryViews } from '@recount/store-memory';
import { isSome } from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';
import { answered, refusal } from '../contracts/answers.js';
import { type SetClock, setClock } from '../contracts/clock.js';
import { proof, signIn } from '../core/rig/people.js';
import type { RawEvent } from '../core/rig/raw-log.js';
import { whatIsWrong } from '../core/rig/true-of-log.js';
import { freeze, type FrozenFile, frozenLogs } from './frozen-logs.js';
import { type Frozen, frozenSecret, story } from './story.js';

// Set to a name such as 2.frozen to freeze today's events beside what is frozen already.
const freezing = process.env['RECOUNT_FREEZE'];
if (freezing !== undefined) freeze(freezing, await story());

/** What lies frozen, by name; a log that is frozen is never changed. */
const digests: Readonly<Record<string, string>> = {
  '1.frozen': '820849b7439d5f4d86b6ff999a259934e112cc0d43cf73296febc46b2320016e',
  '2.frozen': '752405b4526c8bc3e453d194b2e53a43155abe739e436b6887bfe8e6b7df5254',
  '3.frozen': 'fd789a11e42b9d7d6d761a3e6b6277c6dda8eacce0a6ea6425d4a0c56dc7724d',
};

const bodiesOf = ({ events }: Frozen): ReadonlyArray<RawEvent> =>
  events.map((event) => ({ ...event, body: JSON.parse(event.text) as RawEvent['body'] }));

const commitsOf = (frozen: Frozen): ReadonlyArray<{ readonly commit: Commit; readonly at: number }> => {
  const all = bodiesOf(frozen);
  return all
    .filter(({ body }) => body.index === 0)
    .map(({ position, recordedAt, body }) => {
      const writes = new Map<string, Write>();
      for (const one of all.slice(position - 1, position - 1 + body.count)) {
        const { stream, revision, subjects } = one.body;
        const expected = revision === 0 ? ('none' as const) : revision - 1;
        const was = writes.get(stream) ?? { stream, expected, bodies: [] };
        writes.set(stream, { ...was, bodies: [...was.bodies, { text: one.text, subjects }] });
      }
      const [first, ...others] = [...writes.values()];
      return {
        at: recordedAt,
        commit: { id: body.commit, request: body.request, writes: [first!, ...others] },
      };
    });
};

/** An engine of today on what was written then. */
const opened = async (frozen: Frozen): Promise<{ readonly core: Core; readonly clock: SetClock }> => {
  const clock = setClock();
  const log = memoryLog({ clock });
  for (const { commit, at } of commitsOf(frozen)) {
    clock.set(at);
    expect(await answered(log.appendBatch([commit]))).toMatchObject([{ type: 'ok' }]);
  }
  const vault = memoryVault({ clock });
  await answered(vault.put(frozen.vault));
  const stores = { log: groupCommit(log), views: memoryViews({ clock }), vault };
  return { core: await answered(openCore({ ...stores, secret: frozenSecret, clock })), clock };
};

const logs = frozenLogs();

describe('what was stored once', () => {
  it('is still here as it was', () => {
    expect(Object.fromEntries(logs.map(({ name, digest }) => [name, digest]))).toEqual(digests);
  });

  it('has a sample of every version of every event', () => {
    const frozen = new Set(
      logs.flatMap((log) => bodiesOf(log.frozen).map(({ body }) => `${body.type}@${body.version}`)),
    );
    const written = Object.entries(registry).map(([type, { version }]) => `${type}@${version}`);
    expect(written.filter((one) => !frozen.has(one))).toEqual([]);
  });
});

describe.each(logs)('$name', ({ frozen }: FrozenFile) => {
  it('is a log like any other', () => {
    // Claims that were written by hand are nobody's decision.
    const wrong = whatIsWrong(bodiesOf(frozen));
    expect(wrong).toEqual([]);
  });

  it('is read to its end by today’s engine and folds into every view', async () => {
    const { core } = await opened(frozen);
    const { head, cursor, views, trouble } = await answered(core.health());
    expect([head, cursor, trouble]).toEqual([frozen.events.length, head, undefined]);
    expect(views.filter(({ checkpoint, stopped }) => stopped !== undefined || checkpoint !== head)).toEqual(
      [],
    );
    await core.close();
  });

  it('shows each event in a history', async () => {
    const { core } = await opened(frozen);
    const subjects = new Set(bodiesOf(frozen).flatMap(({ body }) => body.subjects));
    const shown = new Set<number>();
    for (const subject of subjects) {
      const page = await answered(core.history(subject as never, { limit: 10_000 }));
      for (const { position } of page.activities) shown.add(position);
    }
    const told = bodiesOf(frozen).filter(({ body }) => body.subjects.length > 0);
    expect([...shown].toSorted((one, other) => one - other)).toEqual(told.map(({ position }) => position));
    await core.close();
  });

  it('lets in whoever it let in, and nobody else', async () => {
    const { core } = await opened(frozen);
    const { key, session, revokedKey, team, adaIs } = frozen.told;
    expect(await answered(core.authenticate(key))).toMatchObject({ type: 'key', accountId: team });
    expect(await answered(core.authenticate(session))).toMatchObject({ actor: { identityId: adaIs } });
    expect(await refusal(core.authenticate(revokedKey))).toMatchObject({ why: 'revoked' });
    await core.close();
  });

  it('knows the people it knew, and opens what was sealed of them', async () => {
    const { core } = await opened(frozen);
    const { adaIs, team } = frozen.told;
    const again = await signIn(core, proof('ada'));
    expect([again.outcome, again.identityId]).toEqual(['SignedIn', adaIs]);
    const row = await answered(core.look.row(identities, adaIs));
    const sealed = isSome(row) ? row.value.document.logins.flatMap((login) => login.sealed ?? []) : [];
    expect(await answered(core.unseal(sealed))).toMatchObject([
      { value: { email: 'ada@example.test', subject: 'subject-of-ada' } },
      { value: { email: 'ada@example.test', subject: 'g-ada' } },
    ]);
    const acme = await answered(core.look.row(accounts, team));
    expect(isSome(acme) && acme.value.document).toMatchObject({ handle: 'acme-works', name: 'Acme Works' });
    await core.close();
  });
});

describe('the story of today', () => {
  it('writes the events that were frozen last, type by type and field by field', async () => {
    const shape = (events: ReadonlyArray<RawEvent>) =>
      events.map(({ body: { type, version, data, sealed } }) => [
        type,
        version,
        Object.keys(data),
        Object.keys(sealed).length,
      ]);
    const newest = logs.at(-1)!.frozen;
    expect(shape(bodiesOf(await story()))).toEqual(shape(bodiesOf(newest)));
  });
});
