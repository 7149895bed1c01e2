import type { Outbox } from '@recount/playground';
import * as E from 'fp-ts/lib/Either.js';
import { onPort } from './people.js';

/** Starts the page of mails that go nowhere, on the wanted port or else on any free one. */
export const startOutboxAt = async (port: number): Promise<E.Either<string, Outbox>> => {
  try {
    const { startOutbox } = await import('@recount/playground');
    return E.right(await onPort(startOutbox, { port }));
  } catch (error) {
    return E.left(`The playground's outbox did not open: ${String(error)}.`);
  }
};
