import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InteractionResults, Provider } from 'oidc-provider';
import { formIn, isFromHere, show } from '../door/server.js';
import { choosingPage, errorPage } from '../pages.js';
import type { Person } from '../people.js';

const chosen = (form: URLSearchParams, people: ReadonlyArray<Person>): InteractionResults | undefined => {
  if (form.has('leave')) return { error: 'access_denied', error_description: 'nobody signed in' };
  const person = people.find(({ subject }) => subject === form.get('person'));
  return person === undefined ? undefined : { login: { accountId: person.subject, remember: false } };
};

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
