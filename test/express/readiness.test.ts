import type { Core, Health } from '@recount/core';
import { groupCommit } from '@recount/core/log';
import type { EventStore } from '@recount/core/ports';
import { memoryLog, memoryVault, memoryViews } from '@recount/store-memory';
import { map } from 'fp-ts/lib/TaskEither.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writeByHand } from '../core/rig/by-hand.js';
import { misread } from '../core/rig/tampering.js';
import { running, type Running, type WantedService } from './running.js';

let house: Running | undefined;
afterEach(() => house?.stop());

const started = async (wanted: WantedService): Promise<Running> => {
  house = await running(wanted);
  return house;
};

type Held = { log?: EventStore };

/** A service on a log that a test writes to behind its back. */
const withLog = async () => {
  const held: Held = {};
  const tamper = (own: { readonly log: EventStore }) => {
    held.log = own.log;
    return {};
  };
  const node = await started({ tamper });
  if (held.log === undefined) throw new Error('no log was handed over');
  return { node, log: held.log };
};

const seen =
  (say: (health: Health) => Health) =>
  (core: Core): Core => ({
    ...core,
    health: () => map(say)(core.health()),
  });

describe('whether a node is ready', () => {
  it('a poison event is shown with the view that it stopped and where; writes go on, and the node is alive', async () => {
    const clock = { now: Date.now };
    const raw = { log: memoryLog({ clock }), views: memoryViews({ clock }), vault: memoryVault({ clock }) };
    const whole = await running({ tamper: () => ({ ...raw, log: groupCommit(raw.log) }) });
    const keys = '/v1/accounts/personal/keys';
    const { token, ask } = await whole.signIn('Ada');
    const made = await ask(keys, { method: 'POST', body: { name: 'a key', scope: 'API' } });
    await whole.stop();
    // What a runner wrote itself it does not read again: the row is torn for the one that comes after.
    const views = misread(raw.views, 'keysOfAccount', () => '{"torn');
    const node = await started({ tamper: () => ({ ...raw, log: groupCommit(raw.log), views }) });
    const { body: ready } = await node.ask('/readyz');
    const one = `${keys}/${made.body.keyId}`;
    const renamed = await node.as(token)(one, { method: 'PATCH', body: { name: 'Other' } });
    expect([ready.state, renamed.status]).toEqual(['ready', 200]);
    await vi.waitFor(async () => expect((await node.ask('/readyz')).status).toBe(503));
    const answer = await node.ask('/readyz');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(answer.body).toMatchObject({ state: 'stopped', head: ready.head + 1 });
    type View = { readonly name: string; readonly stoppedAt?: number };
    const stopped = answer.body.views.filter(({ stoppedAt }: View) => stoppedAt !== undefined);
    expect(stopped).toEqual([
      expect.objectContaining({ name: 'keysOfAccount', checkpoint: ready.head, stoppedAt: ready.head + 1 }),
    ]);
    expect((await node.ask('/livez')).status).toBe(200);
    const { text } = await node.ask('/metrics');
    expect(text).toMatch(/^recount_view_stopped\{view="keysOfAccount",version="\d+"\} 1$/m);
    expect(text).toMatch(/^recount_view_stopped\{view="identities",version="\d+"\} 0$/m);
    expect(text).toMatch(/^recount_view_lag_events\{view="keysOfAccount",version="\d+"\} 1$/m);
  });

  it('a log that cannot be read is shown with the position', async () => {
    const { node, log } = await withLog();
    const ada = await node.signIn('Ada');
    const stream = `account-${ada.personal}`;
    const position = await writeByHand(log, { stream, type: 'AccountPainted', data: {} });
    await vi.waitFor(async () => {
      const { status, body } = await node.ask('/readyz');
      expect([status, body]).toMatchObject([503, { state: 'unreadable', unreadableAt: position }]);
    });
    expect((await node.ask('/livez')).status).toBe(200);
    expect((await node.ask('/metrics')).text).toMatch(/^recount_log_unreadable 1$/m);
  });

  it('a store that does not answer is told in time, and the node is alive', async () => {
    const node = await started({
      core: (works) => ({ ...works, health: () => () => new Promise<never>(() => undefined) }),
    });
    const [one, other] = await Promise.all([node.ask('/readyz'), node.ask('/readyz')]);
    for (const { body, headers } of [one, other]) {
      expect(body).toMatchObject({ status: 503, code: 'Unavailable' });
      expect(headers.get('retry-after')).toMatch(/^[1-9]/);
    }
    expect((await node.ask('/livez')).status).toBe(200);
  });

  it.each([
    ['behind', (health: Health) => ({ ...health, head: health.head + 10_001 })],
    ['silent', (health: Health) => ({ ...health, confirmedAgo: 30_001 })],
    ['halted', (health: Health) => ({ ...health, halted: true })],
    ['ready', (health: Health) => ({ ...health, head: health.head + 10_000, confirmedAgo: 30_000 })],
  ])(
    'views that lag and a log that is silent have their bounds, and a log that lost something has none: %s',
    async (state, say) => {
      const node = await started({ core: seen(say) });
      const { status, body } = await node.ask('/readyz');
      expect([status, body.state]).toEqual([state === 'ready' ? 200 : 503, state]);
    },
  );
});
