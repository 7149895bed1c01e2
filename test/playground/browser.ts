import type { Playground } from '@recount/playground';

/** A browser as far as the protocol can tell: it keeps cookies by path and follows nothing by itself. */
export type Browser = {
  readonly open: (address: string | URL, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  readonly send: (
    address: string | URL,
    form: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>;
};

type Cookie = { readonly name: string; readonly value: string; readonly path: string; readonly host: string };

type Init = Pick<RequestInit, 'method' | 'body'> & { readonly headers?: Readonly<Record<string, string>> };

const cookieOf = (line: string, host: string): Cookie => {
  const [pair = '', ...attributes] = line.split('; ');
  const split = pair.indexOf('=');
  const path = attributes.find((attribute) => attribute.startsWith('path='))?.slice('path='.length) ?? '/';
  return { name: pair.slice(0, split), value: pair.slice(split + 1), path, host };
};

export const browser = (): Browser => {
  const cookies = new Map<string, Cookie>();

  const go = async (address: string | URL, init: Init): Promise<Response> => {
    const { host, pathname } = new URL(address);
    const cookie = [...cookies.values()]
      .filter((one) => one.host === host && pathname.startsWith(one.path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const answer = await fetch(address, {
      ...init,
      headers: { ...init.headers, cookie },
      redirect: 'manual',
    });
    for (const line of answer.headers.getSetCookie()) {
      const one = cookieOf(line, host);
      cookies.set(`${one.host} ${one.path} ${one.name}`, one);
    }
    return answer;
  };

  return {
    open: (address, headers = {}) => go(address, { headers }),
    send: (address, form, headers = {}) =>
      go(address, { method: 'POST', body: new URLSearchParams(form), headers }),
  };
};

/** Where an answer sends the browser. */
export const next = (answer: Response, from: string | URL): URL => {
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`expected a redirect, got ${answer.status}`);
  return new URL(location, from);
};

/** Walks the login page as a person does, and ends at the address that the client is called back at. */
export const choose =
  (playground: Playground, window: Browser = browser()) =>
  async (redirectTo: string | URL, form: Readonly<Record<string, string>>): Promise<URL> => {
    const page = next(await window.open(redirectTo), playground.issuer);
    await window.open(page);
    const resume = next(await window.send(page, form), page);
    return next(await window.open(resume), resume);
  };
