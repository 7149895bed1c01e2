import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mailOf, smtpMailer } from '@recount/mail';
import { afterEach, describe, expect, it } from 'vitest';
import { answered, refusal } from '../contracts/answers.js';
import { handle } from '../domain/people.js';
import { invitation } from './invited.js';
import { type Behaviour, type PostOffice, postOffice, saying } from './post-office.js';

const origin = 'https://accounts.example.test';
const from = 'accounts@example.test';

const open: Array<() => Promise<void>> = [];

const office = async (behaviour: Behaviour = {}): Promise<PostOffice> => {
  const opened = await postOffice(behaviour);
  open.push(opened.close);
  return opened;
};

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const mailerTo = ({ url }: Pick<PostOffice, 'url'>) => smtpMailer({ url, from, origin });

describe('a mail by SMTP', () => {
  it('has a text and an HTML part with the same link, and one address', async () => {
    const there = await office();
    await answered(mailerTo(there).send(invitation()));
    const [arrived] = there.arrived;
    const link = 'https://accounts.example.test/#/invitations/ri_secret';
    expect(arrived?.to).toEqual(['eve@example.test']);
    expect(arrived?.from).toBe(from);
    expect(arrived?.mail.subject).toBe('You are invited to the team “Acme”');
    expect(arrived?.mail.text).toContain(link);
    expect(arrived?.mail.html).toContain(`href="${link}"`);
    expect(arrived?.mail.text).toContain('“Ada Example” invites you to the team “Acme” (acme) as developer.');
    expect(arrived?.mail.messageId).toBe('<invitation.inv_1@accounts.example.test>');
  });

  it('is the same mail each time that it is tried', async () => {
    const there = await office();
    await answered(mailerTo(there).send(invitation()));
    await answered(mailerTo(there).send(invitation()));
    expect(new Set(there.arrived.map(({ mail }) => mail.messageId)).size).toBe(1);
  });

  it('B8 takes no header and no second address out of a name', async () => {
    const there = await office();
    const name = 'Acme\r\nBcc: evil@evil.test\r\n\r\nHello <b onclick=alert(1)>&\u2028you\u202e';
    await answered(
      mailerTo(there).send(invitation({ team: { handle: handle('acme'), name }, inviter: name })),
    );
    const [arrived] = there.arrived;
    expect(arrived?.to).toEqual(['eve@example.test']);
    expect(arrived?.mail.bcc).toBeUndefined();
    expect(arrived?.raw).not.toMatch(/^bcc:/im);
    expect(arrived?.mail.subject).not.toMatch(/[\r\n\u2028\u202e]/);
    expect(arrived?.mail.html).not.toContain('<b onclick');
    expect(arrived?.mail.html).toContain('&lt;b onclick=alert(1)&gt;');
  });

  it('B8 goes to one address, however much it looks like several', async () => {
    const there = await office();
    for (const to of [
      'a@evil.test,eve@example.test',
      '"a@evil.test x"@example.test',
      'eve@example.test>\r\nRCPT TO:<a@evil.test',
    ])
      await mailerTo(there).send({ ...invitation(), to })();
    expect(there.arrived.flatMap((one) => one.to).filter((to) => to.endsWith('@evil.test'))).toEqual([]);
  });

  it('F9 links to the configured origin and to nothing else', () => {
    const { text, html } = mailOf(invitation(), origin);
    for (const body of [text, html])
      for (const [address] of body.matchAll(/https?:\/\/[^\s"<]+/g))
        expect(address).toMatch(/^https:\/\/accounts\.example\.test(?:\/|$)/);
  });

  it('tells which accounts and keys another login opens', () => {
    const account = {
      handle: handle('acme'),
      name: 'Acme',
      role: 'admin' as const,
      keys: ['deploy'],
      more: false,
    };
    const letter = {
      type: 'loginJoined' as const,
      issuer: 'https://github.com',
      at: 0,
      accounts: [account],
      more: true,
    };
    const { subject, text } = mailOf({ id: 'a', to: 'eve@example.test', letter }, origin);
    expect(subject).toBe('Another way to sign in is yours now');
    expect(text).toContain('- “Acme” (acme), as admin; keys: “deploy”\n- and more');
    expect(text).toContain('https://github.com');
  });
});

/** A server that says this much and then goes away, or stays silent. */
const curt = async (greet: (socket: Socket) => void): Promise<string> => {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    greet(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => new Promise((resolve) => server.close(() => resolve())));
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe('a mail server that', () => {
  it.each<[string, Behaviour, string]>([
    [
      'knows nobody of the address',
      { onRcptTo: (_to, _session, answer) => answer(saying(550, 'no <eve@example.test> here')) },
      'EENVELOPE 550',
    ],
    ['refuses what the mail says', { takes: () => saying(554, 'spam to eve@example.test') }, 'EMESSAGE 554'],
  ])('%s has refused it for good', async (_, behaviour, detail) => {
    const there = await office(behaviour);
    expect(await refusal(mailerTo(there).send(invitation()))).toEqual({ type: 'MailRefused', detail });
  });

  it.each<[string, Behaviour]>([
    ['is full for now', { onRcptTo: (_to, _session, answer) => answer(saying(452, 'later')) }],
    ['knows us no more', { onMailFrom: (_from, _session, answer) => answer(saying(550, 'not you')) }],
    ['is busy', { takes: () => saying(451, 'eve@example.test is busy') }],
    ['takes nobody in', { onConnect: (_session, answer) => answer(saying(554, 'closed')) }],
  ])('%s may take it later', async (_, behaviour) => {
    const there = await office(behaviour);
    const fault = await refusal(mailerTo(there).send(invitation()));
    expect(fault).toMatchObject({ type: 'MailDelayed' });
    expect(JSON.stringify(fault)).not.toContain('eve@');
  });

  it.each<[string, (socket: Socket) => void]>([
    ['hangs up at once', (socket) => socket.destroy()],
    [
      'hangs up in the middle',
      (socket) => socket.write('220 here\r\n', () => socket.once('data', () => socket.destroy())),
    ],
    ['speaks something else', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('%s may take it later', async (_, greet) => {
    expect(await refusal(mailerTo({ url: await curt(greet) }).send(invitation()))).toMatchObject({
      type: 'MailDelayed',
    });
  });

  it('is not there may take it later', async () => {
    const { url, close } = await postOffice();
    await close();
    expect(await refusal(mailerTo({ url }).send(invitation()))).toMatchObject({ type: 'MailDelayed' });
  });
});
