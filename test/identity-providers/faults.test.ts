import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Answer, type HostileProvider, hostileProvider, type Tricks } from './hostile-provider.js';
import { fault, google, provider, redirectUri, returning, right } from './round-trip.js';

const configuration = '/.well-known/openid-configuration';
const bound = { deadline: 400, maxAnswer: 16_384 };
// Far above the deadline and far below what A8 allows: it fails if nothing cuts, not if the machine is slow.
const wellBelowTenSeconds = 5_000;

const silent: Answer = () => undefined;
const broken: Answer = (_, response) => void response.writeHead(500).end('{}');
const busy: Answer = (_, response) => void response.writeHead(429).end('{}');
const gone: Answer = (request) => void request.socket.destroy();
const loop: Answer = ({ url }, response) => void response.writeHead(302, { location: url }).end();
const away: Answer = (_, response) =>
  void response.writeHead(307, { location: 'https://elsewhere.test/' }).end();
const text: Answer = (_, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
const missing: Answer = (_, response) => void response.writeHead(404).end();

const trickle: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const drip = setInterval(() => response.write(' '), 10);
  response.on('close', () => clearInterval(drip));
};

/** JSON without end, as fast as it is taken; `sent` counts what left. */
const endless = (sent: { bytes: number }): Answer => {
  const chunk = `"${'a'.repeat(65_534)}",`;
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('[');
    const more = (): void => {
      while (!response.destroyed && response.write(chunk)) sent.bytes += chunk.length;
    };
    response.on('drain', more);
    more();
  };
};

const deep: Answer = (_, response) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":'.repeat(3_000));

const timed = async <A>(work: () => Promise<A>): Promise<A> => {
  const before = performance.now();
  const outcome = await work();
  expect(performance.now() - before).toBeLessThan(wellBelowTenSeconds);
  return outcome;
};

/** Starts where the discovery is asked, finishes where anything else is. */
const met = async (
  tricks: Tricks,
): Promise<{ readonly outcome: unknown; readonly hostile: HostileProvider }> => {
  const hostile = await provider(tricks);
  const us = google(hostile.issuer, bound);
  const outcome = await timed(async (): Promise<unknown> => {
    if (tricks.answers?.[configuration] !== undefined) return us.start(redirectUri)();
    const { callback, kept } = await returning(hostile, us);
    return us.finish(callback, kept)();
  });
  return { outcome, hostile };
};

describe.each([configuration, '/token', '/jwks'])('A8: %s', (path) => {
  it.each<[string, Answer, string]>([
    ['silence', silent, 'no answer in time'],
    ['a trickle', trickle, 'no answer in time'],
    ['a 500', broken, 'it answered 500'],
    ['a 429', busy, 'it answered 429'],
    ['a cut line', gone, 'no connection'],
  ])('%s is a provider that cannot be reached', async (_, answer, detail) => {
    const { outcome } = await met({ answers: { [path]: answer } });
    expect(outcome).toEqual(fault('ProviderUnreachable', detail));
  });

  it.each<[string, Answer]>([
    ['a redirect loop', loop],
    ['a redirect to somewhere else', away],
    ['a page', text],
    ['a 404', missing],
    ['a bottomless object', deep],
  ])('%s is a bad answer, and is asked for once', async (_, answer) => {
    const { outcome, hostile } = await met({ answers: { [path]: answer } });
    expect(outcome).toEqual(fault('ProviderAnswersBadly'));
    expect(hostile.asked.filter((asked) => asked === path).length).toBe(1);
  });

  it('JSON without end is cut soon after what we take', async () => {
    const sent = { bytes: 0 };
    const { outcome } = await met({ answers: { [path]: endless(sent) } });
    expect(outcome).toEqual(
      fault('ProviderAnswersBadly', `its answer has more than ${bound.maxAnswer} bytes`),
    );
    expect(sent.bytes).toBeLessThan(32 * 1024 * 1024);
  });
});

describe('A8: the deadline', () => {
  it.each([
    ['cuts what takes too long together, though each part is fast enough', 600, 'Left'],
    ['lets through what is slow, but not too slow', 4_000, 'Right'],
  ])('%s', async (_, deadline, expected) => {
    const hostile = await provider({ latency: 250 });
    const { callback, kept } = await returning(hostile, google(hostile.issuer));
    // Another node of ours: it has to ask for description, token and keys.
    const outcome = await google(hostile.issuer, { deadline }).finish(callback, kept)();
    expect(outcome._tag).toBe(expected);
    if (expected === 'Left') expect(outcome).toEqual(fault('ProviderUnreachable', 'no answer in time'));
  });
});

describe('what a provider says of itself', () => {
  const askedFor = ({ asked }: HostileProvider): number =>
    asked.filter((path) => path === configuration).length;

  it('is not asked for before somebody signs in, and then once for all', async () => {
    const hostile = await provider();
    const us = google(hostile.issuer);
    expect(hostile.asked).toEqual([]);
    for (const outcome of await Promise.all(Array.from({ length: 10 }, () => us.start(redirectUri)())))
      right(outcome);
    right(await us.start(redirectUri)());
    expect(askedFor(hostile)).toBe(1);
  });

  it('A8: is asked for again after a provider was down: it heals without us being restarted', async () => {
    const first = await hostileProvider();
    const { issuer } = first;
    await first.close();
    const us = google(issuer);
    expect(await us.start(redirectUri)()).toEqual(fault('ProviderUnreachable', 'no connection'));
    const back = await provider({}, Number(new URL(issuer).port));
    const { callback, kept } = await returning(back, us);
    expect(right(await us.finish(callback, kept)()).subject).toBe('ada');
  });

  it.each<[string, Tricks]>([
    ['another issuer', { metadata: () => ({ issuer: 'https://elsewhere.test' }) }],
    ['its issuer, spelt in another way', { metadata: (issuer) => ({ issuer: `${issuer}/` }) }],
    ['no issuer', { metadata: () => ({ issuer: undefined }) }],
    ['no place to go', { metadata: () => ({ authorization_endpoint: undefined }) }],
    ['a place that is a script', { metadata: () => ({ authorization_endpoint: 'javascript:alert(1)' }) }],
  ])('is a bad answer with %s', async (_, tricks) => {
    const hostile = await provider(tricks);
    expect(await google(hostile.issuer).start(redirectUri)()).toEqual(fault('ProviderAnswersBadly'));
  });

  it.each<[string, Tricks]>([
    ['keys', { metadata: () => ({ jwks_uri: 'http://keys.test/' }) }],
    ['tokens', { metadata: () => ({ token_endpoint: 'http://tokens.test/' }) }],
  ])('leads nowhere for %s over plain http', async (_, tricks) => {
    const hostile = await provider(tricks);
    const us = google(hostile.issuer);
    const { callback, kept } = await returning(hostile, us);
    expect(await us.finish(callback, kept)()).toEqual(
      fault('ProviderAnswersBadly', 'it names an address without https'),
    );
  });

  it.each<[string, unknown]>([
    ['only such as we do not take', ['none', 'HS256', 'RS384']],
    ['nothing, which means RS256', undefined],
  ])('A5: refuses ES256 where the provider announces %s', async (_, algorithms) => {
    const hostile = await provider({
      metadata: () => ({ id_token_signing_alg_values_supported: algorithms }),
    });
    const us = google(hostile.issuer);
    const { callback, kept } = await returning(hostile, us);
    expect(await us.finish(callback, kept)()).toMatchObject({ left: { why: 'token' } });
  });
});

describe('what a provider said of itself', () => {
  it('is asked for again after an hour, and holds on while it cannot be', async () => {
    const hostile = await provider();
    const us = google(hostile.issuer, bound);
    right(await us.start(redirectUri)());
    await hostile.close();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61 * 60_000 });
    onTestFinished(() => void vi.useRealTimers());
    right(await us.start(redirectUri)());
  });
});
