import { intents } from './intents.js';

/** A request: to a path, under the account that the page shows. */
export type Request = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly account?: string;
  readonly body?: object;
};

/** Why something was not done: `code` for the page, `detail` for people. */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors?: ReadonlyArray<{ readonly pointer: string; readonly expected: string }>;
  readonly accountId?: string;
};

/** How a request ends. */
export type Answer<A> =
  | { readonly type: 'answer'; readonly body: A }
  | { readonly type: 'problem'; readonly problem: Problem };

/** Asks the service. A request that changes something carries a key, so that it is carried out once however often it is sent. */
export type Ask = <A>(request: Request) => Promise<Answer<A>>;

const silence: Problem = {
  status: 0,
  code: 'NoAnswer',
  title: 'No answer',
  detail: 'The service did not answer. Press again when you are back online: it is never done twice.',
};

const headersOf = (
  { account, body }: Request,
  seen: string | undefined,
  key: string | undefined,
): Headers => {
  const headers = new Headers({ Accept: 'application/json' });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (account !== undefined) headers.set('Recount-Account', account);
  if (key !== undefined) headers.set('Idempotency-Key', key);
  else if (seen !== undefined) headers.set('Recount-At-Least', seen);
  return headers;
};

// The service's answers fit its codecs, which are its alone to hold; the page takes their types.
const bodyOf = async <A>(response: Response): Promise<A> => {
  const text = await response.text();
  return (text === '' ? {} : JSON.parse(text)) as A;
};

const send = (request: Request, headers: Headers): Promise<Response | undefined> =>
  fetch(request.path, {
    method: request.method,
    headers,
    cache: 'no-store',
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  }).catch(() => undefined);

const answerIn = async <A>(response: Response | undefined): Promise<Answer<A>> => {
  if (response === undefined) return { type: 'problem', problem: silence };
  return response.ok
    ? { type: 'answer', body: await bodyOf<A>(response) }
    : { type: 'problem', problem: await bodyOf<Problem>(response) };
};

// Only what was surely answered is settled: no answer, a fault, or still under way is asked again as the same.
const isSettled = (response: Response | undefined): boolean =>
  response !== undefined && response.status < 500;

const otherLog: ReadonlySet<string> = new Set(['PositionOfAnotherLog', 'PositionUnknown']);

const codeOf = (answer: Answer<unknown>): string => (answer.type === 'problem' ? answer.problem.code : '');

const exchange = async <A>(
  request: Request,
  headers: Headers,
): Promise<{ readonly response: Response | undefined; readonly answer: Answer<A> }> => {
  const response = await send(request, headers);
  const answer = await answerIn<A>(response).catch((): Answer<A> => ({ type: 'problem', problem: silence }));
  return { response, answer };
};

/** A conversation with the service, which sees its own writes: what it reads is never older than what it wrote. */
export const conversation = (): Ask => {
  const pending = intents();
  let seen: string | undefined;
  const read = async <A>(request: Request): Promise<Answer<A>> => {
    const { answer } = await exchange<A>(request, headersOf(request, seen, undefined));
    if (otherLog.has(codeOf(answer))) seen = undefined;
    return answer;
  };
  const write = async <A>(request: Request): Promise<Answer<A>> => {
    const content = JSON.stringify(request);
    const { response, answer } = await exchange<A>(request, headersOf(request, seen, pending.keyOf(content)));
    if (isSettled(response) && codeOf(answer) !== 'RequestInFlight') pending.settle(content);
    seen = response?.headers.get('Recount-Position') ?? seen;
    return answer;
  };
  return (request) => (request.method === 'GET' ? read(request) : write(request));
};
