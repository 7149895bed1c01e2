import type { CustomFetch } from 'openid-client';
import type { ProviderFault } from '@recount/core/ports';
import { isLoopback } from './loopback.js';

/** What went wrong on the way to a provider, before anybody read its answer. */
export type WireFault = Pick<ProviderFault, 'type' | 'detail'>;

/** One piece of work's way to a provider: bounded in time and size, following nobody, remembering what went wrong. */
export type Wire = {
  readonly fetch: CustomFetch;
  readonly fault: () => WireFault | undefined;
};

const unreachable = (detail: string): WireFault => ({ type: 'ProviderUnreachable', detail });
const badly = (detail: string): WireFault => ({ type: 'ProviderAnswersBadly', detail });

const read = async (body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    // Leaving the loop cancels the body, and with it the connection.
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const statusFault = (status: number): WireFault | undefined => {
  if (status >= 500 || status === 429) return unreachable(`it answered ${status}`);
  return status >= 300 && status < 400 ? badly(`it answered ${status}, a redirect`) : undefined;
};

const discard = async (answer: Response, fault: WireFault): Promise<WireFault> => {
  await answer.body?.cancel();
  return fault;
};

const bounded = async (answer: Response, maxBytes: number): Promise<Response | WireFault> => {
  const fault = statusFault(answer.status);
  if (fault !== undefined) return discard(answer, fault);
  const { body, status, headers } = answer;
  if (body === null) return answer;
  const text = await read(body, maxBytes);
  return text === undefined
    ? badly(`its answer has more than ${maxBytes} bytes`)
    : new Response(text.byteLength === 0 ? null : text, { status, headers });
};

const mayBeAsked = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));

/** Opens a way to a provider that is cut at the deadline and reads at most `maxBytes` of each answer. */
export const openWire = (deadline: AbortSignal, maxBytes: number): Wire => {
  let fault: WireFault | undefined;

  const ask = async (...[url, options]: Parameters<CustomFetch>): Promise<Response | WireFault> => {
    if (!mayBeAsked(new URL(url))) return badly('it names an address without https');
    const { method, headers, body = null } = options;
    const answer = await fetch(url, { method, headers, body, redirect: 'manual', signal: deadline });
    return bounded(answer, maxBytes);
  };

  const lost = (): WireFault => unreachable(deadline.aborted ? 'no answer in time' : 'no connection');

  return {
    fault: () => fault,
    // The library asks for a rejection where there is no answer; what it was is remembered here.
    fetch: async (...request) => {
      const outcome = await ask(...request).catch(lost);
      if (outcome instanceof Response) return outcome;
      fault ??= outcome;
      return Promise.reject(new Error(outcome.detail));
    },
  };
};
