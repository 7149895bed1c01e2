import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** Where a server's part of a mail ends; it says nothing more from there on, or what it is told to say. */
export type Stage = 'greeting' | 'EHLO' | 'STARTTLS' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'body';

/** What a server does at its stage instead of an answer. */
export type Instead = (socket: Socket) => void;

/** A server that goes along up to a stage, and what became of those who came. */
export type Stalling = {
  readonly url: string;
  /** What was said to it. */
  readonly heard: () => string;
  /** Waits until each of those who came has gone. */
  readonly left: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const answers: Readonly<Record<string, string>> = {
  EHLO: '250-here\r\n250 AUTH PLAIN',
  AUTH: '235 come in',
  MAIL: '250 good',
  RCPT: '250 good',
  DATA: '354 go on',
};

const talking = (stage: Stage, instead: Instead) => (socket: Socket) => {
  let inBody = false;
  let rest = '';
  const said = (line: string): void => {
    const verb = inBody ? 'body' : (line.split(/[ :]/)[0] ?? '').toUpperCase();
    if (inBody && line !== '.') return;
    if (verb === stage) return instead(socket);
    inBody = verb === 'DATA';
    socket.write(`${verb === 'body' ? '250 taken' : (answers[verb] ?? '500 what')}\r\n`);
  };
  if (stage === 'greeting') instead(socket);
  else socket.write('220 here\r\n');
  socket.on('data', (chunk) => {
    const lines = `${rest}${String(chunk)}`.split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) said(line);
  });
};

/** Starts a server that stalls, on loopback, in the open. */
export const stallingAt = async (stage: Stage, instead: Instead = () => undefined): Promise<Stalling> => {
  const going: Promise<void>[] = [];
  let heard = '';
  const talk = talking(stage, instead);
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      heard += String(chunk);
    });
    going.push(new Promise((resolve) => socket.once('close', () => resolve())));
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://recount:p%40ssword@127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: () => heard,
    left: async () => void (await Promise.all(going)),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
