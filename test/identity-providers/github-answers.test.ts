import { describe, expect, it } from 'vitest';
import type { Answer, Tricks } from './hostile-provider.js';
import { fault, github, notProven, type Outcome, provider, returning, right } from './round-trip.js';

const tokens = '/login/oauth/access_token';
const user = '/api/v3/user';
const emails = '/api/v3/user/emails';

const met = async (tricks: Tricks, change: (callback: URL) => void = () => undefined): Promise<Outcome> => {
  const hostile = await provider(tricks);
  const us = github(hostile.issuer, { deadline: 600, maxAnswer: 16_384 });
  const { callback, kept } = await returning(hostile, us);
  change(callback);
  return us.finish(callback, kept)();
};

const said =
  (status: number, body: unknown): Answer =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const ada = { email: 'Ada@Example.TEST', primary: true, verified: true, visibility: null };

describe('A9 an address counts when it is primary, verified and somebody reads it, and there is no second best', () => {
  it('the primary one', async () => {
    const others = [
      { ...ada, email: 'one@example.test', primary: false },
      ada,
      { ...ada, email: 'x@y.test', primary: false },
    ];
    expect(right(await met({ emails: others })).address).toEqual({
      email: 'ada@example.test',
      verified: true,
    });
  });

  it.each<[string, unknown]>([
    ['none', []],
    ['one that is not primary', [{ ...ada, primary: false }]],
    ['one that is not verified', [{ ...ada, verified: false }]],
    [
      'an unverified primary beside a verified other',
      [
        { ...ada, verified: false },
        { ...ada, primary: false },
      ],
    ],
    ['one verified by a word', [{ ...ada, verified: 'true' }]],
    ['one primary by a number', [{ ...ada, primary: 1 }]],
    ['two primaries', [ada, { ...ada, email: 'two@example.test' }]],
    ['an empty one', [{ ...ada, email: '' }]],
    ['none in the place of one', [{ ...ada, email: null }]],
    ['one with a quoted part', [{ ...ada, email: '"ada@evil.test x"@example.test' }]],
    ['one that GitHub made up', [{ ...ada, email: '7+ada@users.noreply.github.com' }]],
    ['one that GitHub made up long ago', [{ ...ada, email: 'ada@users.noreply.github.com' }]],
    ['one that an Enterprise made up', [{ ...ada, email: 'ada@USERS.NOREPLY.git.example.test' }]],
    ['one that nobody reads', [{ ...ada, email: 'noreply@github.com' }]],
  ])('%s is none at all, and the sign-in goes on by the number', async (_, list) => {
    const login = right(await met({ emails: list }));
    expect(login.address).toBeUndefined();
    expect(login.subject).toBe('7');
  });
});

describe('A11 a login is the number of the user', () => {
  it('whatever they are called now', async () => {
    const before = right(await met({ user: { id: 7, login: 'ada', name: 'Ada' } }));
    const after = right(await met({ user: { id: 7, login: 'eve', name: null } }));
    const other = right(await met({ user: { id: 8, login: 'ada', name: 'Ada' } }));
    expect([before.subject, after.subject, other.subject]).toEqual(['7', '7', '8']);
    expect([before.name, after.name]).toEqual(['Ada', 'eve']);
  });

  it.each<[unknown]>([
    [{ login: 'ada' }],
    [{ id: '7', login: 'ada' }],
    [{ id: null, login: 'ada' }],
    [{ id: 0, login: 'ada' }],
    [{ id: -7, login: 'ada' }],
    [{ id: 7.5, login: 'ada' }],
    [{ id: 2 ** 53, login: 'ada' }],
    [{ id: [7], login: 'ada' }],
    [{ id: 7 }],
    [[]],
    ['ada'],
    [7],
  ])('and %j has none', async (nobody) => {
    expect(await met({ user: nobody })).toEqual(fault('ProviderAnswersBadly', undefined, 'github'));
  });
});

describe('A3 an answer counts only from GitHub', () => {
  it.each(['https://github.com/login/oauth', 'https://accounts.google.com', ''])(
    'one of %j is refused before its code is used',
    async (issuer) => {
      const asked: string[] = [];
      const noted: Answer = ({ url = '' }) => void asked.push(url);
      const outcome = await met({ answers: { [tokens]: noted } }, ({ searchParams }) =>
        searchParams.set('iss', issuer),
      );
      expect(outcome).toEqual(notProven('issuer', 'github'));
      expect(asked).toEqual([]);
    },
  );

  it('one that names the GitHub that was asked is taken', async () => {
    const hostile = await provider();
    const us = github(hostile.issuer);
    const { callback, kept } = await returning(hostile, us);
    callback.searchParams.set('iss', `${hostile.issuer}/login/oauth`);
    expect(right(await us.finish(callback, kept)()).subject).toBe('7');
  });
});

describe('GitHub says no with a 200', () => {
  it.each<[string, unknown]>([
    ['bad_verification_code', notProven('code', 'github')],
    ['incorrect_client_credentials', fault('ProviderRefusesUs', 'invalid_client', 'github')],
    ['redirect_uri_mismatch', fault('ProviderRefusesUs', 'redirect_uri_mismatch', 'github')],
    ['unverified_user_email', fault('ProviderRefusesUs', 'unverified_user_email', 'github')],
    ['<b>\u001b[31m', fault('ProviderRefusesUs', 'an unknown error', 'github')],
  ])('%s', async (error, expected) => {
    expect(
      await met({ answers: { [tokens]: said(200, { error, error_description: 'free text' }) } }),
    ).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['nothing', {}],
    ['no token', { token_type: 'bearer' }],
    ['a token that is a number', { access_token: 7, token_type: 'bearer' }],
    ['a list', []],
  ])('and with %s it proves nothing', async (_, body) => {
    expect(await met({ answers: { [tokens]: said(200, body) } })).toEqual(notProven('token', 'github'));
  });

  it('and with an error that is no word it answers badly', async () => {
    expect(await met({ answers: { [tokens]: said(200, { error: { toString: 'x' } }) } })).toEqual(
      fault('ProviderAnswersBadly', undefined, 'github'),
    );
  });
});

describe.each([tokens, user, emails])('A8 %s', (path) => {
  const silent: Answer = () => undefined;
  const gone: Answer = (request) => void request.socket.destroy();
  const away: Answer = (_, response) =>
    void response.writeHead(302, { location: 'https://elsewhere.test/' }).end();
  const page: Answer = (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
  const endless: Answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write(`["${'a'.repeat(20_000)}"`);
  };

  it.each<[string, Answer, string]>([
    ['silence', silent, 'no answer in time'],
    ['a cut line', gone, 'no connection'],
    ['a 500', said(500, {}), 'it answered 500'],
    ['a 429', said(429, {}), 'it answered 429'],
  ])('%s is a GitHub that cannot be reached', async (_, answer, detail) => {
    expect(await met({ answers: { [path]: answer } })).toEqual(
      fault('ProviderUnreachable', detail, 'github'),
    );
  });

  it.each<[string, Answer]>([
    ['a redirect', away],
    ['a page', page],
    ['more than we take', endless],
  ])('%s is a bad answer', async (_, answer) => {
    expect(await met({ answers: { [path]: answer } })).toEqual(
      fault('ProviderAnswersBadly', undefined, 'github'),
    );
  });
});

it.each<[number, string]>([
  [401, 'token'],
  [403, 'permission'],
  [404, 'scope'],
])('an API that answers %i says what is missing: a %s', async (status, word) => {
  expect(await met({ answers: { [emails]: said(status, { message: 'secret words' }) } })).toEqual(
    fault('ProviderRefusesUs', expect.stringContaining(word), 'github'),
  );
});
