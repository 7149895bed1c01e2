import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InteractionResults, Provider } from 'oidc-provider';
import { choosingPage, errorPage } from './pages.js';
import type { Person } from './people.js';

const longestForm = 1_024;

/** Answers with a page. */
export const show = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(html);
};

const formIn = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let form = '';
  for await (const chunk of request.setEncoding('utf8')) {
    form += String(chunk);
    if (form.length > longestForm) break;
  }
  return new URLSearchParams(form.slice(0, longestForm));
};

const chosen = (form: URLSearchParams, people: ReadonlyArray<Person>): InteractionResults | undefined => {
  if (form.has('leave')) return { error: 'access_denied', error_description: 'nobody signed in' };
  const person = people.find(({ subject }) => subject === form.get('person'));
  return person === undefined ? undefined : { login: { accountId: person.subject, remember: false } };
};

const isFromHere = ({ headers }: IncomingMessage, issuer: string): boolean =>
  headers.origin === undefined || headers.origin === new URL(issuer).origin;

/** Shows the people to choose from, and takes the choice back to the protocol. */
export const signIn =
  (
    provider: Provider,
    { title, people }: { readonly title?: string; readonly people: ReadonlyArray<Person> },
  ) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const underWay = await provider.interactionDetails(request, response).catch(() => undefined);
    if (underWay === undefined)
      return show(response, 400, errorPage('This sign-in is over, or began in another browser.'));
    if (request.method !== 'POST') return show(response, 200, choosingPage(title, people));
    if (!isFromHere(request, provider.issuer))
      return show(response, 403, errorPage('This choice was not made here.'));
    const choice = chosen(await formIn(request), people);
    return choice === undefined
      ? show(response, 400, errorPage('There is nobody of that name here.'))
      : provider.interactionFinished(request, response, choice, { mergeWithLastSubmission: false });
  };
