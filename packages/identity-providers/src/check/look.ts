import { openWire, type WireFault } from '../wire.js';

/** Where to look, and how patiently. */
export type Sight = {
  readonly url: string;
  readonly deadline: number;
  readonly maxAnswer: number;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What was there; `body` is nothing where it is no JSON. */
export type Seen = { readonly status: number; readonly headers: Headers; readonly body: unknown };

const jsonIn = async (answer: Response): Promise<unknown> => {
  try {
    return await answer.json();
  } catch {
    return undefined;
  }
};

/** Looks at an address of a provider, within all the limits of a sign-in. */
export const lookAt = async ({ url, deadline, maxAnswer, headers }: Sight): Promise<Seen | WireFault> => {
  const wire = openWire(AbortSignal.timeout(deadline), maxAnswer);
  const asked = { method: 'GET', headers: { accept: 'application/json', ...headers } };
  try {
    const answer = await wire.fetch(url, { ...asked, body: null, redirect: 'manual' });
    return { status: answer.status, headers: answer.headers, body: await jsonIn(answer) };
  } catch {
    return wire.fault() ?? { type: 'ProviderUnreachable', detail: 'no connection' };
  }
};
