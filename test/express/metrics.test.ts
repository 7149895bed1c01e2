import { readFileSync } from 'node:fs';
import { left } from 'fp-ts/lib/TaskEither.js';
import type { Core } from '@recount/core';
import { afterEach, describe, expect, it } from 'vitest';
import { running, type Running } from './running.js';

const open: Running[] = [];
const started = async (...wanted: Parameters<typeof running>): Promise<Running> => {
  const house = await running(...wanted);
  open.push(house);
  return house;
};

afterEach(async () => {
  for (const house of open.splice(0)) await house.stop();
});

const metrics = async ({ ask }: Running): Promise<string> => (await ask('/metrics')).text;

/** The value of a series, by its name and labels as they are written. */
const valueOf = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};

const counted = (method: string, route: string, status: string): string =>
  `recount_http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`;

describe('what a node is measured by', () => {
  it('is told in the form of Prometheus, with what the process itself is measured by', async () => {
    const house = await started();
    const { status, headers, text } = await house.ask('/metrics');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(valueOf(text, 'process_cpu_seconds_total')).toBeGreaterThan(0);
    for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('#')))
      expect(line).toMatch(/^[a-z_:][a-z0-9_:]*(?:\{[^}]*\})? (?:[-+0-9.e]+|Nan|\+Inf)$/i);
  });

  it('counts requests by method, pattern of the route and status, never by address', async () => {
    const house = await started();
    const ada = await house.signIn('Ada');
    await ada.ask(`/v1/accounts/${ada.personal}`);
    await ada.ask('/v1/accounts/personal');
    await ada.ask('/v1/accounts/nobodys-account');
    for (const path of ['/nothing/here', '/nor/here', `/${ada.token}`, '/v1/accounts/%ff'])
      await house.ask(path);
    await house.ask('/v1/me', { method: 'PROPFIND' });
    const text = await metrics(house);
    expect(valueOf(text, counted('GET', '/v1/accounts/:account', '2xx'))).toBe(2);
    expect(valueOf(text, counted('GET', '/v1/accounts/:account', '4xx'))).toBe(1);
    expect(valueOf(text, counted('GET', 'none', '4xx'))).toBe(4);
    expect(valueOf(text, counted('other', '/v1/me', '4xx'))).toBe(1);
    for (const secret of [ada.token, ada.personal, ada.identityId, 'Ada', 'ada@', 'nobodys-account', '/nor'])
      expect(text).not.toContain(secret);
  });

  it('counts answers to whose key it is by their outcome', async () => {
    const house = await started();
    const ada = await house.signIn('Ada');
    const body = { name: 'a key', scope: 'API' };
    const { body: key } = await ada.ask('/v1/accounts/personal/keys', { method: 'POST', body });
    const verify = (secret: string) =>
      house.ask('/v1/keys/verify', { method: 'POST', body: { key: secret } });
    await verify(key.secret);
    await verify(key.secret);
    await verify('a guess');
    const text = await metrics(house);
    expect(valueOf(text, 'recount_key_verifications_total{outcome="valid"}')).toBe(2);
    expect(valueOf(text, 'recount_key_verifications_total{outcome="malformed"}')).toBe(1);
    expect(valueOf(text, counted('POST', '/v1/keys/verify', '2xx'))).toBe(3);
    expect(text).not.toContain(key.keyId);
  });

  it('tells where the log and the views are', async () => {
    const house = await started();
    await house.signIn('Ada');
    const { body: ready } = await house.ask('/readyz');
    const text = await metrics(house);
    expect(valueOf(text, 'recount_log_up')).toBe(1);
    expect(valueOf(text, 'recount_log_head_position')).toBe(ready.head);
    expect(valueOf(text, 'recount_log_cursor_position')).toBe(ready.cursor);
    expect(valueOf(text, 'recount_log_unreadable')).toBe(0);
    expect(valueOf(text, 'recount_log_confirmed_ago_seconds')).toBeLessThan(30);
    for (const { name, version, checkpoint } of ready.views) {
      const labels = `{view="${name}",version="${version}"}`;
      expect(valueOf(text, `recount_view_checkpoint_position${labels}`)).toBe(checkpoint);
      expect(valueOf(text, `recount_view_lag_events${labels}`)).toBe(ready.head - checkpoint);
      expect(valueOf(text, `recount_view_stopped${labels}`)).toBe(0);
      expect(valueOf(text, `recount_view_leads${labels}`)).toBe(1);
    }
  });

  it('is of one service, whoever else is in the process', async () => {
    const [one, other] = [await started(), await started()];
    await one.ask('/v1/me');
    expect(valueOf(await metrics(one), counted('GET', '/v1/me', '4xx'))).toBe(1);
    expect(valueOf(await metrics(other), counted('GET', '/v1/me', '4xx'))).toBeUndefined();
  });

  it.each([
    ['is away', left({ type: 'Unavailable' as const, applied: 'no' as const, detail: 'gone' })],
    ['is frozen', () => new Promise<never>(() => undefined)],
  ])('is what the node knows by itself while its store %s', async (_, health) => {
    const core = (works: Core): Core => ({ ...works, health: () => health });
    const house = await started({ core });
    await house.signIn('Ada');
    const text = await metrics(house);
    expect(valueOf(text, 'recount_log_up')).toBe(0);
    expect(valueOf(text, 'recount_log_head_position')).toBeUndefined();
    expect(valueOf(text, 'recount_log_cursor_position')).toBeGreaterThan(1);
    expect(text).toContain('recount_view_lag_events{');
  });

  it('has every figure of ours on the page that explains them', async () => {
    const house = await started();
    await house.signIn('Ada');
    const told = [...(await metrics(house)).matchAll(/^# TYPE (recount_\S+) /gm)].map(([, name]) => name);
    const page = readFileSync(new URL('../../docs/how-to/watch-a-node.md', import.meta.url), 'utf8');
    const explained = [...page.matchAll(/^\| `(recount_\S+)` \|/gm)].map(([, name]) => name);
    expect(new Set(explained)).toEqual(new Set(told));
  });

  it('is told to nobody where that is not wanted', async () => {
    const house = await started({ settings: { metrics: false } });
    expect((await house.ask('/metrics')).status).toBe(404);
  });
});
