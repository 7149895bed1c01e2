import { type Patience, smtpMailer } from '@recount/mail';
import { afterEach, describe, expect, it } from 'vitest';
import { answered, refusal } from '../contracts/answers.js';
import { invitation } from './invited.js';
import { type Instead, type Stage, type Stalling, stallingAt } from './stalling.js';

const soon: Patience = { greeting: 10_000, all: 400 };
const late = { type: 'MailDelayed', detail: 'late' };

const opened: Stalling[] = [];

afterEach(async () => {
  for (const { left, close } of opened.splice(0)) {
    await left();
    await close();
  }
});

const server = async (stage: Stage, instead?: Instead): Promise<Stalling> => {
  const one = await stallingAt(stage, instead);
  opened.push(one);
  return one;
};

const mailerTo = ({ url }: Stalling, patience: Patience = soon) =>
  smtpMailer({ url, patience, from: 'accounts@example.test', origin: 'https://accounts.example.test' });

const stages: ReadonlyArray<Stage> = ['greeting', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'body'];

// Each is looked at until its connection is gone: a server that stalls keeps nothing of ours.
describe('a mail server that is slow', () => {
  it.each(stages)('and silent from %s on is given up, and may take the mail later', async (stage) => {
    const there = await server(stage);
    expect(await refusal(mailerTo(there).send(invitation()))).toEqual(late);
  });

  it('and never greets is told from one that never ends', async () => {
    const there = await server('greeting');
    const fault = await refusal(mailerTo(there, { greeting: 300, all: 30_000 }).send(invitation()));
    expect(fault).toEqual({ type: 'MailDelayed', detail: 'ETIMEDOUT' });
  });

  it.each<[string, string]>([
    ['one line after the other', '250-and more\r\n'],
    ['one sign after the other', '2'],
  ])('and answers without an end, %s, is given up too', async (_, bit) => {
    const there = await server('EHLO', (socket) => {
      const drip = setInterval(() => socket.write(bit), 5);
      socket.once('close', () => clearInterval(drip));
    });
    expect(await refusal(mailerTo(there).send(invitation()))).toEqual(late);
  });

  it('and answers more than anybody reads is given up before it is late', async () => {
    const there = await server('EHLO', (socket) => void socket.write('2'.repeat(3_000_000)));
    const fault = await refusal(mailerTo(there, { greeting: 10_000, all: 30_000 }).send(invitation()));
    expect(fault).toMatchObject({ type: 'MailDelayed', detail: expect.not.stringContaining('late') });
  });

  it('and refuses the password aloud is quoted by its code only', async () => {
    const there = await server('AUTH', (socket) => void socket.write('535 p@ssword is wrong, recount\r\n'));
    const fault = await refusal(mailerTo(there).send(invitation()));
    expect(fault).toEqual({ type: 'MailDelayed', detail: 'EAUTH 535' });
  });

  it('control: one that stalls nowhere takes the mail, from whom it knows', async () => {
    const there = await server('body', (socket) => void socket.write('250 taken\r\n'));
    await answered(mailerTo(there, { greeting: 10_000, all: 30_000 }).send(invitation()));
    expect(there.heard()).toContain(Buffer.from('\0recount\0p@ssword').toString('base64'));
    expect(there.heard()).toContain('RCPT TO:<eve@example.test>');
  });
});
