import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { vi } from 'vitest';

/** A mail as it came in: from whom and to whom by its envelope, and what it holds. */
export type Arrived = {
  readonly from: string;
  readonly to: ReadonlyArray<string>;
  readonly raw: string;
  readonly mail: ParsedMail;
};

/** A real SMTP server on loopback, and what came to it. */
export type PostOffice = {
  readonly url: string;
  readonly arrived: ReadonlyArray<Arrived>;
  /** Waits until so many mails came. */
  readonly received: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** How a post office is to behave; by default it takes everything. */
export type Behaviour = Omit<SMTPServerOptions, 'onData'> & {
  /** Asked before a mail is taken: an error is answered in its place. */
  readonly takes?: (tries: number) => Error | undefined;
  /** What a mail that came in waits for until its sender hears that it was taken. */
  readonly saysYesAfter?: (one: Arrived) => Promise<void> | undefined;
};

/** A fault as a server says it. */
export const saying = (responseCode: number, words: string): Error =>
  Object.assign(new Error(words), { responseCode });

/** Opens a post office. */
export const postOffice = async ({
  takes,
  saysYesAfter,
  ...behaviour
}: Behaviour = {}): Promise<PostOffice> => {
  const arrived: Arrived[] = [];
  let tries = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    ...behaviour,
    onData: (stream, { envelope }, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('end', () => {
        const fault = takes?.((tries += 1));
        if (fault !== undefined) return answer(fault);
        const raw = Buffer.concat(chunks).toString('utf8');
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        void simpleParser(raw).then(async (mail) => {
          const one = { from, to: envelope.rcptTo.map(({ address }) => address), raw, mail };
          arrived.push(one);
          await saysYesAfter?.(one);
          answer();
        });
      });
    },
  });
  // A client that goes away in the middle is part of what is tried.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    arrived,
    received: (count) =>
      vi.waitFor(
        () => {
          if (arrived.length < count) throw new Error(`${arrived.length} of ${count} mails came`);
        },
        { timeout: 15_000, interval: 20 },
      ),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
