import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closed, listening, show } from './door/server.js';
import { turnedAway } from './door/turned-away.js';
import { contentPolicy, errorPage, type KeptMail, outboxPage } from './pages.js';

/** A mail that goes nowhere. */
export type Mail = Omit<KeptMail, 'at'>;

/** The mails of the playground, in memory, and the page on loopback where they can be read. */
export type Outbox = {
  readonly address: string;
  readonly keep: (mail: Mail) => void;
  readonly close: () => Promise<void>;
};

const most = 200;
const htmlPath = /^\/mails\/(\d{1,9})$/;

// A mail's HTML is somebody's words: it runs nothing, loads nothing, and knows no other page of this address.
const mailPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation',
].join('; ');

type Answer = { readonly status: number; readonly html: string; readonly policy: string };

const here = (status: number, html: string): Answer => ({ status, html, policy: contentPolicy([]) });

const answerTo = ({ method, url = '/' }: IncomingMessage, mails: ReadonlyArray<KeptMail>): Answer => {
  if (method !== 'GET' && method !== 'HEAD') return here(405, errorPage('Mails are only read here.'));
  if (url === '/') return here(200, outboxPage(mails));
  const mail = mails[Number(htmlPath.exec(url)?.[1] ?? Number.NaN)];
  return mail === undefined
    ? here(404, errorPage('There is no such mail here.'))
    : { status: 200, html: mail.html, policy: mailPolicy };
};

/** Opens the page where the playground's mails are read, on this machine and for this machine only. */
export const startOutbox = async ({ port = 0 }: { readonly port?: number }): Promise<Outbox> => {
  const mails: KeptMail[] = [];
  const server = createServer();
  const { origin, host } = await listening(server, port);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const away = turnedAway(request, host);
    const { status, html, policy } =
      away === undefined ? answerTo(request, mails) : here(away.status, errorPage(away.why));
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    show(response, status, html);
  });
  return {
    address: origin,
    keep: (mail) => {
      mails.push({ ...mail, at: new Date() });
      if (mails.length > most) mails.shift();
    },
    close: () => closed(server),
  };
};
