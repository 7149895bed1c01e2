import { describe, expect, it } from 'vitest';
import * as E from 'fp-ts/lib/Either.js';
import { google, notProven, provider, redirectUri, returning, right } from './round-trip.js';
import type { Tricks } from './hostile-provider.js';

const announcesItself: Tricks = {
  metadata: () => ({ authorization_response_iss_parameter_supported: true }),
};

const changed = (callback: URL, change: (parameters: URLSearchParams) => void): URL => {
  const other = new URL(callback);
  change(other.searchParams);
  return other;
};

describe('A1: a callback without the state of this browser proves nothing, and nobody is asked about it', () => {
  const forms: ReadonlyArray<[string, (parameters: URLSearchParams) => void]> = [
    ['none', (parameters) => parameters.delete('state')],
    ['an empty one', (parameters) => parameters.set('state', '')],
    ['a foreign one', (parameters) => parameters.set('state', 'A'.repeat(43))],
    ['two', (parameters) => parameters.append('state', parameters.get('state') ?? '')],
  ];

  it.each(forms)('%s', async (_, change) => {
    const hostile = await provider();
    const us = google(hostile.issuer);
    const { callback, kept } = await returning(hostile, us);
    const before = hostile.asked.length;
    expect(await us.finish(changed(callback, change), kept)()).toEqual(notProven('state'));
    expect(hostile.asked.length).toBe(before);
    expect(right(await us.finish(callback, kept)()).subject).toBe('ada');
  });

  it('the one of another sign-in in the same browser', async () => {
    const hostile = await provider();
    const us = google(hostile.issuer);
    const [one, other] = [await returning(hostile, us), await returning(hostile, us)];
    expect(await us.finish(one.callback, other.kept)()).toEqual(notProven('state'));
  });

  it('none, where none was kept', async () => {
    const hostile = await provider();
    const us = google(hostile.issuer);
    const { callback, kept } = await returning(hostile, us);
    for (const bare of [
      changed(callback, (p) => p.delete('state')),
      changed(callback, (p) => p.set('state', '')),
    ])
      expect(await us.finish(bare, { ...kept, state: '' })()).toEqual(notProven('state'));
  });
});

describe('A3: an answer counts only from the provider that it was asked of', () => {
  it('one begun with another provider is refused', async () => {
    const hostile = await provider();
    const us = google(hostile.issuer);
    const { callback, kept } = await returning(hostile, us);
    expect(await us.finish(callback, { ...kept, provider: 'github' })()).toEqual(notProven('provider'));
  });

  it.each([
    'https://accounts.recount.test/sign-in/github/callback',
    'https://elsewhere.test/sign-in/google/callback',
    'http://accounts.recount.test/sign-in/google/callback',
    'https://accounts.recount.test/sign-in/google/callback/',
  ])('one that came back to %s is refused', async (address) => {
    const hostile = await provider();
    const us = google(hostile.issuer);
    const { callback, kept } = await returning(hostile, us);
    const other = new URL(`${address}${callback.search}`);
    expect(await us.finish(other, kept)()).toEqual(notProven('redirect'));
    expect(hostile.asked).not.toContain('/token');
  });

  it.each<[string, Tricks, (parameters: URLSearchParams) => void]>([
    ['a wrong iss', announcesItself, (parameters) => parameters.set('iss', 'https://elsewhere.test')],
    ['no iss, though it always names itself', announcesItself, (parameters) => parameters.delete('iss')],
    ['two iss', announcesItself, (parameters) => parameters.append('iss', 'https://elsewhere.test')],
    ['an empty iss', announcesItself, (parameters) => parameters.set('iss', '')],
    ['a wrong iss, though it need not name itself', {}, (p) => p.set('iss', 'https://elsewhere.test')],
    [
      'a wrong iss on an error',
      announcesItself,
      (parameters) => {
        parameters.delete('code');
        parameters.set('error', 'access_denied');
        parameters.set('iss', 'https://elsewhere.test');
      },
    ],
  ])('one with %s is refused before its code is used', async (_, tricks, change) => {
    const hostile = await provider(tricks);
    const us = google(hostile.issuer);
    const { callback, kept } = await returning(hostile, us);
    expect(await us.finish(changed(callback, change), kept)()).toEqual(notProven('issuer'));
    expect(hostile.asked).not.toContain('/token');
  });

  it.each<[string, Tricks]>([
    ['that names itself', announcesItself],
    ['that need not name itself', {}],
  ])('one of a provider %s is taken', async (_, tricks) => {
    const hostile = await provider(tricks);
    const us = google(hostile.issuer);
    const { callback, kept } = await returning(hostile, us);
    expect(E.isRight(await us.finish(callback, kept)())).toBe(true);
  });
});

describe('an answer without a code', () => {
  const answer = async (parameters: Readonly<Record<string, string>>) => {
    const hostile = await provider();
    const us = google(hostile.issuer);
    const { kept } = await returning(hostile, us);
    const query = new URLSearchParams({ state: kept.state, ...parameters });
    return us.finish(new URL(`${redirectUri}?${query.toString()}`), kept)();
  };

  it('proves nothing', async () => {
    expect(await answer({})).toEqual(notProven('code'));
    expect(await answer({ code: '' })).toEqual(notProven('code'));
    expect(await answer({ code: 'made-up' })).toEqual(notProven('code'));
  });

  it('says that the person or the provider said no, in words of the protocol only', async () => {
    expect(await answer({ error: 'access_denied' })).toEqual(
      E.left({ type: 'SignInNotProven', provider: 'google', why: 'denied', detail: 'access_denied' }),
    );
    const odd = await answer({ error: '<b>\u001b[31m', error_description: 'free text' });
    expect(odd).toEqual(notProven('denied'));
    expect(JSON.stringify(odd)).not.toMatch(/<b>|free text|u001b/);
  });

  it('is the fault of a provider that says it has one', async () => {
    for (const error of ['server_error', 'temporarily_unavailable'])
      expect(await answer({ error })).toMatchObject({ left: { type: 'ProviderUnreachable' } });
  });
});
