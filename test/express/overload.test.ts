import { connect } from 'node:net';
import type { Core } from '@recount/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Answered } from './asking.js';
import { running, type Running } from './running.js';

// A flood takes its time on a machine that does other things, too.
vi.setConfig({ testTimeout: 30_000 });

/** An engine that lets nobody in until the gate is opened. */
const gated = () => {
  let open: () => void = () => undefined;
  let opened = Promise.resolve();
  return {
    shut: () => {
      opened = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
    core: (works: Core): Core => ({
      ...works,
      authenticate: (credential) => async () => {
        await opened;
        return works.authenticate(credential)();
      },
    }),
  };
};

const load = { most: 4, least: 4, waiting: 100, patience: 20 };
const trustedProxies = ['127.0.0.1'];

let house: Running | undefined;
afterEach(() => house?.stop());

const waitFor = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
};

const underWay = async ({ ask }: Running): Promise<number> =>
  Number(/^recount_http_requests_under_way (\d+)$/m.exec((await ask('/metrics')).text)?.[1]);

/** Asks from this network, with this credential. */
const from =
  ({ ask }: Running, network: string, token: string) =>
  (): Promise<Answered> =>
    ask('/v1/me', { headers: { 'x-forwarded-for': network, authorization: `Bearer ${token}` } });

const times = <A>(count: number, what: () => Promise<A>): ReadonlyArray<Promise<A>> =>
  Array.from({ length: count }, what);

const statuses = async (answers: ReadonlyArray<Promise<Answered>>): Promise<ReadonlyArray<number>> =>
  (await Promise.all(answers)).map(({ status }) => status).toSorted((one, other) => one - other);

/** A node that is full of one network's requests: those that wait in it, and one that was turned away. */
const full = async () => {
  const gate = gated();
  house = await running({ core: gate.core, settings: { load, trustedProxies } });
  const { token } = await house.signIn('Ada');
  gate.shut();
  const rude = from(house, '192.0.2.1', token);
  const inside = times(load.most, rude);
  await waitFor(async () => (await underWay(house!)) === load.most);
  return { house, gate, rude, inside, token, away: await rude() };
};

describe('more than a node takes on', () => {
  it('is turned away with 503 and when to ask again, and what is under way ends', async () => {
    const { house: node, gate, rude, inside, away } = await full();
    expect(away.body).toMatchObject({ status: 503, code: 'Overloaded' });
    expect(away.headers.get('retry-after')).toMatch(/^[1-9]/);
    expect(await statuses(times(20, rude))).toEqual(Array(20).fill(503));
    expect(node.logged()).toContain('requests were turned away');
    const { text } = await node.ask('/metrics');
    expect(text).toContain('recount_http_requests_shed_total 21');
    gate.open();
    expect(await statuses(inside)).toEqual(Array(load.most).fill(200));
    expect((await rude()).status).toBe(200);
  });

  it('is turned away before a body is read', async () => {
    const { house: node, gate, inside, token } = await full();
    const { port } = new URL(node.origin);
    const heard = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.setEncoding('utf8').on('data', (part) => {
        socket.destroy();
        resolve(String(part));
      });
      socket.write(
        [
          'POST /v1/teams HTTP/1.1',
          'Host: x',
          'X-Forwarded-For: 192.0.2.1',
          `Authorization: Bearer ${token}`,
          'Content-Length: 60000\r\n\r\n',
        ].join('\r\n'),
      );
    });
    expect(heard).toMatch(/^HTTP\/1\.1 503 /);
    gate.open();
    await Promise.all(inside);
  });

  it('still says how it stands to whoever watches it', async () => {
    const { house: node, gate, inside } = await full();
    for (const path of ['/livez', '/readyz', '/metrics']) expect((await node.ask(path)).status).toBe(200);
    gate.open();
    await Promise.all(inside);
  });

  it.each([
    ['another network', '198.51.100.7', undefined],
    ['another credential of the same network', '192.0.2.1', 'Ben'],
  ])('has a share for %s', async (_, network, name) => {
    const gate = gated();
    house = await running({ core: gate.core, settings: { load, trustedProxies } });
    const [ada, ben] = [await house.signIn('Ada'), await house.signIn('Ben')];
    gate.shut();
    const rude = from(house, '192.0.2.1', ada.token);
    const polite = from(house, network, name === undefined ? ada.token : ben.token);
    const crowd = times(load.most, rude);
    await waitFor(async () => (await underWay(house!)) === load.most);
    const served = polite();
    await waitFor(async () => (await underWay(house!)) === load.most + 1);
    expect((await rude()).status).toBe(503);
    gate.open();
    expect((await served).status).toBe(200);
    expect(await statuses(crowd)).toEqual(Array(load.most).fill(200));
  });

  it('has an end for many credentials that somebody invents', async () => {
    const { house: node, gate, inside } = await full();
    const invented = Array.from({ length: 20 }, (_, at) =>
      from(node, '192.0.2.1', `rs_${String(at).padStart(40, '0')}`)(),
    );
    await waitFor(async () => (await underWay(node)) === load.most * 1.5);
    const other = from(node, '198.51.100.7', 'rs_unknown')();
    await waitFor(async () => (await underWay(node)) === load.most * 1.5 + 1);
    gate.open();
    expect((await other).status).toBe(401);
    expect(await statuses(inside)).toEqual(Array(load.most).fill(200));
    for (const status of await statuses(invented)) expect([401, 503]).toContain(status);
  });

  it('lets somebody polite through while somebody rude floods', async () => {
    const slow = (works: Core): Core => ({
      ...works,
      authenticate: (credential) => async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return works.authenticate(credential)();
      },
    });
    house = await running({ core: slow, settings: { load, trustedProxies } });
    const { token } = await house.signIn('Ada');
    const rude = from(house, '192.0.2.1', token);
    const polite = from(house, '198.51.100.7', token);
    let flooding = true;
    const seen = new Set<number>();
    const flood = times(load.most * 3, async () => {
      while (flooding) seen.add((await rude()).status);
    });
    await waitFor(() => Promise.resolve(seen.has(503) && seen.has(200)));
    const answers: number[] = [];
    for (let asked = 0; asked < 20; asked += 1) answers.push((await polite()).status);
    flooding = false;
    await Promise.all(flood);
    expect([...seen].toSorted((one, other) => one - other)).toEqual([200, 503]);
    expect(answers.filter((status) => status === 200).length).toBeGreaterThanOrEqual(10);
    expect(await underWay(house)).toBe(0);
  });

  it('is over when a connection breaks on which several answers were awaited', async () => {
    const gate = gated();
    house = await running({ core: gate.core, settings: { load } });
    const { token } = await house.signIn('Ada');
    gate.shut();
    const { port } = new URL(house.origin);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`GET /v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`.repeat(3));
    await waitFor(async () => (await underWay(house!)) === 3);
    socket.destroy();
    await waitFor(async () => (await underWay(house!)) === 0);
    gate.open();
    expect((await house.as(token)('/v1/me')).status).toBe(200);
  });

  it('waits for a while, and is let in when there is a place again', async () => {
    const gate = gated();
    house = await running({
      core: gate.core,
      settings: { load: { ...load, patience: 10_000 }, trustedProxies },
    });
    const { token } = await house.signIn('Ada');
    gate.shut();
    const crowd = times(load.most * 3, from(house, '192.0.2.1', token));
    await waitFor(async () => (await underWay(house!)) === load.most);
    gate.open();
    expect(await statuses(crowd)).toEqual(Array(load.most * 3).fill(200));
  });

  it('waits no longer than there is room for those who wait', async () => {
    const gate = gated();
    const settings = { load: { ...load, waiting: 3, patience: 10_000 }, trustedProxies };
    house = await running({ core: gate.core, settings });
    const { token } = await house.signIn('Ada');
    gate.shut();
    const crowd = times(load.most + 3 + 5, from(house, '192.0.2.1', token));
    let answers = 0;
    for (const each of crowd) void each.then(() => (answers += 1));
    await waitFor(() => Promise.resolve(answers === 5));
    gate.open();
    expect(await statuses(crowd)).toEqual([...Array(load.most + 3).fill(200), ...Array(5).fill(503)]);
  });

  it('is less while each request keeps the process busy, and as much as before when none does', async () => {
    let answers = 0;
    const all: { held?: Promise<void>; open?: () => void } = {};
    const heavy = (works: Core): Core => ({
      ...works,
      authenticate: (credential) => async () => {
        await (all.held ?? new Promise(setImmediate));
        const busy = all.held === undefined ? 20 : 0;
        for (const until = performance.now() + busy; performance.now() < until; );
        answers += 1;
        return works.authenticate(credential)();
      },
    });
    const many = { most: 32, least: 2, waiting: 100, patience: 10_000 };
    house = await running({ core: heavy, settings: { load: many, trustedProxies } });
    const { token } = await house.signIn('Ada');
    let flooding = true;
    const flood = times(many.most, async () => {
      while (flooding) await from(house!, '192.0.2.1', token)();
    });
    await waitFor(async () => answers > many.most && (await underWay(house!)) <= many.most / 4);
    all.held = new Promise((resolve) => {
      all.open = resolve;
    });
    await waitFor(async () => (await underWay(house!)) === many.most);
    flooding = false;
    all.open?.();
    await Promise.all(flood);
  }, 30_000);
});
