import type { Playground } from '@recount/playground';
import * as E from 'fp-ts/lib/Either.js';

/** Where the playground's people come back to, and where its provider would best listen. */
export type Wanted = { readonly redirectUri: string; readonly port: number };

const highest = 65_535;

// Loaded when it runs and not before: a service with a real provider never holds it.
const start = async (redirectUri: string, port: number): Promise<Playground> => {
  const { startPlayground } = await import('@recount/playground');
  return startPlayground({ redirectUris: [redirectUri], port });
};

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');

/** Starts the provider with the invented people, on the wanted port or else on any free one. */
export const invitePeople = async ({ redirectUri, port }: Wanted): Promise<E.Either<string, Playground>> => {
  const first = port > highest ? 0 : port;
  try {
    const playground = await start(redirectUri, first).catch((error: unknown) => {
      if (isTaken(error)) return start(redirectUri, 0);
      throw error;
    });
    return E.right(playground);
  } catch (error) {
    return E.left(`The playground's people did not come: ${String(error)}.`);
  }
};
