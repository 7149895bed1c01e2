import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Patience, smtpMailer } from '@recount/mail';
import { freshKey, type SigningKey } from '@recount/playground';
import { afterEach, describe, expect, it } from 'vitest';
import { answered, refusal } from '../contracts/answers.js';
import { freshFolder } from '../server/program.js';
import { invitation } from './invited.js';
import { type Behaviour, type PostOffice, postOffice } from './post-office.js';
import { stallingAt } from './stalling.js';

const day = 86_400_000;
const from = 'accounts@example.test';
const origin = 'https://accounts.example.test';

// Loopback by another name: to us it is another machine, and nothing goes there in the open.
const elsewhere = '[::ffff:127.0.0.1]';

const named: SigningKey = freshKey({ commonName: 'localhost' });
const expired: SigningKey = freshKey({
  commonName: 'localhost',
  from: Date.now() - 2 * day,
  until: Date.now() - day,
});
const another: SigningKey = freshKey({ commonName: 'mail.elsewhere.test' });

const certified = ({ privateKey: key, certificate: cert }: SigningKey): Behaviour => ({ key, cert });
const open: PostOffice[] = [];

afterEach(async () => {
  for (const { close } of open.splice(0)) await close();
});

/** Who tried to come in, and how far they got. */
const office = async (behaviour: Behaviour): Promise<PostOffice & { readonly gave: string[] }> => {
  const gave: string[] = [];
  const there = await postOffice({
    onAuth: ({ password }, _session, answer) => {
      gave.push(String(password));
      answer(null, { user: 1 });
    },
    onMailFrom: ({ address }, _session, answer) => {
      gave.push(address);
      answer();
    },
    allowInsecureAuth: true,
    ...behaviour,
  });
  open.push(there);
  return { ...there, gave };
};

const at = (there: PostOffice, protocol: 'smtp' | 'smtps', host: string): string =>
  `${protocol}://recount:p%40ssword@${host}:${new URL(there.url).port}`;

const mailerTo = (url: string, patience: Patience = { greeting: 10_000, all: 30_000 }) =>
  smtpMailer({ url, from, origin, patience });

describe('a mail server that is to encrypt', () => {
  it('from the beginning gets neither password nor mail by a certificate that nobody vouches for', async () => {
    const there = await office({ secure: true, ...certified(named) });
    const fault = await refusal(mailerTo(at(there, 'smtps', 'localhost')).send(invitation()));
    expect(fault).toEqual({ type: 'MailDelayed', detail: 'ESOCKET DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect([there.gave, there.arrived]).toEqual([[], []]);
  });

  it('after STARTTLS gets neither by such a certificate, and not in the open either', async () => {
    const there = await office({ disabledCommands: [], ...certified(named) });
    for (const host of ['localhost', elsewhere]) {
      const fault = await refusal(mailerTo(at(there, 'smtp', host)).send(invitation()));
      expect(fault).toEqual({ type: 'MailDelayed', detail: 'ESOCKET DEPTH_ZERO_SELF_SIGNED_CERT' });
    }
    expect([there.gave, there.arrived]).toEqual([[], []]);
  });

  it('and does not offer it gets neither password nor mail on another machine', async () => {
    const there = await office({ disabledCommands: ['STARTTLS'] });
    const fault = await refusal(mailerTo(at(there, 'smtp', elsewhere)).send(invitation()));
    expect(fault).toEqual({ type: 'MailDelayed', detail: 'ETLS 500' });
    expect([there.gave, there.arrived]).toEqual([[], []]);
  });

  it('and speaks in the open from the beginning hears nothing that it could read', async () => {
    const there = await stallingAt('EHLO');
    const url = there.url.replace('smtp:', 'smtps:');
    expect(await refusal(mailerTo(url).send(invitation()))).toMatchObject({
      type: 'MailDelayed',
      detail: expect.stringMatching(/^ESOCKET ERR_SSL_\w+$/),
    });
    await there.left();
    expect(there.heard()).not.toMatch(/EHLO|AUTH|MAIL|eve@/);
    await there.close();
  });

  it('and waits for it where we do not begin with it is given up', async () => {
    const there = await office({ secure: true, ...certified(named) });
    const patience = { greeting: 300, all: 10_000 };
    const fault = await refusal(mailerTo(at(there, 'smtp', 'localhost'), patience).send(invitation()));
    expect(fault).toEqual({ type: 'MailDelayed', detail: 'ETIMEDOUT' });
  });

  it.each<[string, string, string]>([
    ['refuses it when asked', '454 not now, recount', 'ETLS 454'],
    ['is silent in the middle of it', '220 go ahead', 'late'],
    ['says more than it may before it', '220 go ahead\r\n250 AUTH PLAIN', 'late'],
  ])('and %s gets nothing', async (_, words, detail) => {
    const there = await stallingAt('STARTTLS', (socket) => {
      socket.removeAllListeners('data').resume();
      socket.write(`${words}\r\n`);
    });
    const url = there.url.replace('127.0.0.1', elsewhere);
    const fault = await refusal(mailerTo(url, { greeting: 10_000, all: 500 }).send(invitation()));
    expect(fault).toEqual({ type: 'MailDelayed', detail });
    await there.left();
    expect(there.heard()).not.toMatch(/AUTH|MAIL FROM|eve@/);
    await there.close();
  });
});

/** Sends from a process of its own that trusts this certificate. */
const trusting = (key: SigningKey, url: string): Promise<string> => {
  const folder = freshFolder();
  const file = join(folder, 'trusted.pem');
  writeFileSync(file, key.certificate);
  const code = `
    import { smtpMailer } from '@recount/mail';
    const sent = await smtpMailer(${JSON.stringify({ url, from, origin })}).send(${JSON.stringify(invitation())})();
    process.stdout.write(JSON.stringify(sent));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, NODE_EXTRA_CA_CERTS: file },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (part) => {
    said += String(part);
  });
  return new Promise((resolve) => {
    child.once('close', () => {
      rmSync(folder, { recursive: true });
      resolve(said);
    });
  });
};

const ways: ReadonlyArray<readonly [string, 'smtp' | 'smtps', Behaviour]> = [
  ['from the beginning', 'smtps', { secure: true }],
  ['after STARTTLS', 'smtp', { disabledCommands: [] }],
];

describe.each(ways)('a mail server that encrypts %s', (_, protocol, behaviour) => {
  it('control: gets the password and the mail by a certificate of its name that is trusted', async () => {
    const there = await office({ ...behaviour, ...certified(named), allowInsecureAuth: false });
    const sent = await trusting(named, at(there, protocol, 'localhost'));
    expect(JSON.parse(sent)).toMatchObject({ _tag: 'Right' });
    expect(there.gave).toEqual(['p@ssword', from]);
    expect(there.arrived.map(({ to }) => to)).toEqual([['eve@example.test']]);
  });

  it.each([
    ['has expired', 'CERT_HAS_EXPIRED', expired],
    ['is of another name', 'ERR_TLS_CERT_ALTNAME_INVALID', another],
  ])('gets neither by a trusted certificate that %s: %s', async (__, code, key) => {
    const there = await office({ ...behaviour, ...certified(key) });
    const sent = await trusting(key, at(there, protocol, 'localhost'));
    expect(JSON.parse(sent)).toEqual({
      _tag: 'Left',
      left: { type: 'MailDelayed', detail: `ESOCKET ${code}` },
    });
    expect([there.gave, there.arrived]).toEqual([[], []]);
  });
});

describe('a mail server on this machine', () => {
  it('that offers no encryption gets the mail in the open', async () => {
    const there = await office({ disabledCommands: ['STARTTLS'] });
    await answered(mailerTo(at(there, 'smtp', '127.0.0.1')).send(invitation()));
    expect(there.gave).toEqual(['p@ssword', from]);
  });
});
