import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type * as t from 'io-ts';
import type { ProviderFault } from '@recount/core/ports';
import type { Wire } from '../wire.js';
import type { Checked } from './configuration.js';
import { Emails, User } from './answers.js';

/** The API of one GitHub, asked with somebody's token. */
export type Asking = { readonly wire: Wire; readonly token: string };

/** What GitHub's API is told with every request. */
export const apiHeaders = {
  accept: 'application/vnd.github+json',
  'user-agent': 'recount',
  'x-github-api-version': '2022-11-28',
} as const;

const saidNo: ReadonlyMap<number, string> = new Map([
  [401, 'its API does not take the token that it gave us'],
  [403, 'its API tells us nothing: a permission is missing, for e-mail addresses perhaps'],
  [404, 'its API tells us nothing: a scope is missing, user:email perhaps'],
]);

const asking = async (url: string, { wire, token }: Asking): Promise<Response> =>
  wire.fetch(url, {
    method: 'GET',
    headers: { ...apiHeaders, authorization: `Bearer ${token}` },
    body: null,
    redirect: 'manual',
  });

const read =
  <A>(path: string, codec: t.Type<A, unknown, unknown>) =>
  ({ name: provider, api }: Checked, ask: Asking): TE.TaskEither<ProviderFault, A> => {
    const fault = (type: ProviderFault['type'], detail: string): ProviderFault => ({
      type,
      provider,
      detail,
    });
    const badly = (): ProviderFault => fault('ProviderAnswersBadly', `its API answers badly at ${path}`);
    const answered = TE.tryCatch(
      () => asking(`${api}${path}`, ask),
      () => ({ provider, ...(ask.wire.fault() ?? badly()) }),
    );
    return pipe(
      answered,
      TE.filterOrElse(
        ({ status }) => !saidNo.has(status),
        ({ status }) => fault('ProviderRefusesUs', saidNo.get(status) ?? ''),
      ),
      TE.chain((answer) => TE.tryCatch(async (): Promise<unknown> => answer.json(), badly)),
      TE.filterOrElse(codec.is, badly),
    );
  };

/** Who the token's owner is. */
export const userOf = read('/user', User);

/** Which addresses they have. */
export const emailsOf = read('/user/emails?per_page=100', Emails);
