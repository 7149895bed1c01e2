import type { MailNews } from '@recount/core';
import { smtpMailer } from '@recount/mail';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answered } from '../contracts/answers.js';
import { type Person, running, type Running } from '../express/running.js';
import { type PostOffice, postOffice } from '../mail/post-office.js';

const from = 'accounts@example.test';

describe('an invitation by mail', () => {
  let there: PostOffice;
  let house: Running;
  let ada: Person;
  let team: string;
  let held: Promise<void> = Promise.resolve();
  const news: MailNews[] = [];

  beforeEach(async () => {
    news.length = 0;
    held = Promise.resolve();
    there = await postOffice({ onRcptTo: (_to, _session, answer) => void held.then(() => answer()) });
    house = await running({
      mail: (origin) => ({
        mailer: smtpMailer({ url: there.url, from, origin }),
        tell: (one) => void news.push(one),
      }),
    });
    ada = await house.signIn('Ada');
    const body = { name: 'Letters', handle: 'letters' };
    team = (await ada.ask('/v1/teams', { method: 'POST', body })).body.accountId;
  });
  afterEach(async () => {
    await house.stop();
    await there.close();
  });

  const invite = (email: string, headers: Readonly<Record<string, string>> = {}) =>
    ada.ask(`/v1/accounts/${team}/invitations`, {
      method: 'POST',
      body: { email, role: 'developer' },
      headers,
    });

  const linkIn = (nth = 0): string =>
    /https?:\/\/\S+#\/invitations\/\S+/.exec(there.arrived[nth]?.mail.text ?? '')?.[0] ?? 'no link';

  const answer = (who: Person, link: string, how = 'accept') =>
    who.ask(`/v1/invitations/${how}`, {
      method: 'POST',
      body: { invitation: link.split('/').at(-1) ?? '' },
    });

  it('B8 goes to the stored canonical address, and leads whoever has it into the team', async () => {
    const invited = await invite('EVE@Example.TEST');
    expect(invited.body).toMatchObject({ email: 'eve@example.test', mailed: true });
    await there.received(1);
    expect(there.arrived[0]?.to).toEqual(['eve@example.test']);
    expect(linkIn()).toBe(invited.body.url);
    const eve = await house.signIn('Eve');
    const seen = await answer(eve, linkIn(), 'look');
    expect(seen.body).toMatchObject({ accountName: 'Letters', forYou: true, state: 'open' });
    expect((await answer(eve, linkIn())).body).toEqual({ accountId: team, role: 'developer' });
    const { members } = (await ada.ask(`/v1/accounts/${team}/members`)).body;
    expect(members.map(({ identityId }: { identityId: string }) => identityId)).toContain(eve.identityId);
  });

  it.each([
    '"a@evil.test x"@example.test',
    'eve(x)@example.test',
    '=?utf-8?q?eve?=@example.test',
    'a@b@example.test',
    'eve@example.test\r\nBcc: a@evil.test',
    'eve%00@example.test',
  ])(
    'B8 is refused where an address may be read in two ways, and nobody is written to: %j',
    async (email) => {
      expect((await invite(email)).body).toMatchObject({ code: 'MailboxMalformed' });
      await invite('eve@example.test');
      await there.received(1);
      expect(there.arrived.flatMap(({ to }) => to)).toEqual(['eve@example.test']);
    },
  );

  it('F1 is of no use to whom it was forwarded, and still is to whom it was sent', async () => {
    await invite('eve@example.test');
    await there.received(1);
    const dan = await house.signIn('Dan');
    expect((await answer(dan, linkIn())).body).toMatchObject({
      status: 403,
      code: 'InvitationIsForThisPerson',
    });
    const eve = await house.signIn('Eve');
    expect((await answer(eve, linkIn())).status).toBe(200);
  });

  it('F5 is the only place where the link is after its inviter was told: no log, no list, no record in the open', async () => {
    const invited = await invite('eve@example.test');
    await there.received(1);
    await vi.waitFor(() => expect(news).toHaveLength(1));
    const secret = linkIn().split('/').at(-1) ?? '';
    const list = await ada.ask(`/v1/accounts/${team}/invitations`);
    const history = await ada.ask(`/v1/accounts/${team}/history`);
    for (const text of [house.logged(), list.text, history.text, JSON.stringify(news)])
      expect(text).not.toContain(secret);
    expect(`${house.logged()}${JSON.stringify(news)}`).not.toContain('eve@example.test');
    const repeated = await ada.ask(`/v1/accounts/${team}/invitations/${invited.body.invitationId}`);
    expect(repeated.status).toBe(405);
  });

  it('F9 leads to the configured origin, whatever the request says of the host', async () => {
    await invite('eve@example.test', {
      'x-forwarded-host': 'evil.test',
      forwarded: 'host=evil.test;proto=https',
      'x-forwarded-proto': 'https',
    });
    await there.received(1);
    expect(linkIn().startsWith(`${house.origin}/#/invitations/`)).toBe(true);
    expect(there.arrived[0]?.raw).not.toContain('evil.test');
  });

  it('F10 is answered the same whether somebody is known by the address or not, and before any mail server was asked', async () => {
    await house.signIn('Eve');
    let release: () => void = () => undefined;
    held = new Promise((resolve) => {
      release = resolve;
    });
    const [known, unknown] = [await invite('eve@example.test'), await invite('nobody@example.test')];
    expect(there.arrived).toEqual([]);
    const shape = ({ status, body }: typeof known) => [status, Object.keys(body).toSorted(), body.mailed];
    expect(shape(known)).toEqual(shape(unknown));
    release();
    await there.received(2);
  });

  it('F10 is not made more often than is good for those who are written to', async () => {
    const strict = await running({ limits: { invitations: { most: 2, within: 60_000 } } });
    const dan = await strict.signIn('Dan');
    const body = { name: 'Bombers', handle: 'bombers' };
    const { accountId } = (await dan.ask('/v1/teams', { method: 'POST', body })).body;
    const answers: number[] = [];
    for (let times = 0; times < 3; times++)
      answers.push(
        (
          await dan.ask(`/v1/accounts/${accountId}/invitations`, {
            method: 'POST',
            body: { email: 'eve@example.test', role: 'developer' },
          })
        ).status,
      );
    expect(answers).toEqual([201, 201, 429]);
    expect((await dan.ask(`/v1/accounts/${accountId}/invitations`)).status).toBe(200);
    await strict.stop();
  });

  it('says that nobody was written to where nobody carries mail, and shows the link all the same', async () => {
    const silent = await running();
    const cleo = await silent.signIn('Cleo');
    const body = { name: 'Silent', handle: 'silent' };
    const { accountId } = (await cleo.ask('/v1/teams', { method: 'POST', body })).body;
    const invited = await cleo.ask(`/v1/accounts/${accountId}/invitations`, {
      method: 'POST',
      body: { email: 'eve@example.test', role: 'developer' },
    });
    expect(invited.body).toMatchObject({ mailed: false, url: expect.stringContaining('/#/invitations/') });
    await silent.stop();
  });

  it('is sent once, though the same request comes twice', async () => {
    const headers = { 'idempotency-key': 'one-and-the-same-intent' };
    const [one, two] = [await invite('eve@example.test', headers), await invite('eve@example.test', headers)];
    expect([one.status, two.body.invitationId]).toEqual([201, one.body.invitationId]);
    await there.received(1);
    await vi.waitFor(() => expect(news).toHaveLength(1));
    await invite('eve@example.test', headers);
    await invite('dan@example.test');
    await there.received(2);
    expect(there.arrived.map(({ to }) => to)).toEqual([['eve@example.test'], ['dan@example.test']]);
    expect(await answered(house.core.health())).toMatchObject({ mail: { sent: 2, givenUp: 0 } });
  });
});
