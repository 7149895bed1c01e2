import type { Playground, PlaygroundOptions } from '@recount/playground';
import * as E from 'fp-ts/lib/Either.js';

/** A provider with invented people, under the name of the real one that it stands for. */
export type Invented = {
  readonly name: 'github' | 'google';
  /** What people read, so that nobody takes it for the real one. */
  readonly title: string;
  readonly playground: Playground;
};

/** Where the playground's people come back to, and from which port on its providers would best listen. */
export type Wanted = { readonly origin: string; readonly port: number };

const highest = 65_535;

const stoodFor = [
  { name: 'github', title: 'GitHub', after: 1 },
  { name: 'google', title: 'Google', after: 0 },
] as const;

type Start = (options: PlaygroundOptions) => Promise<Playground>;

// Loaded when it runs and not before: a service with a real provider never holds it.
const starters = async (): Promise<Readonly<Record<Invented['name'], Start>>> => {
  const { startInventedGithub, startPlayground } = await import('@recount/playground');
  return { github: startInventedGithub, google: startPlayground };
};

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');

/** Starts something on a port, or on any free one where that is taken. */
export const onPort = <O extends { readonly port: number }, A>(
  start: (options: O) => Promise<A>,
  options: O,
): Promise<A> =>
  start({ ...options, port: options.port > highest ? 0 : options.port }).catch((error: unknown) => {
    if (isTaken(error)) return start({ ...options, port: 0 });
    throw error;
  });

/** Starts the providers with the invented people, on the wanted ports or else on any free ones; each is told as it starts. */
export const invitePeople = async (
  { origin, port }: Wanted,
  started: (invented: Invented) => void,
): Promise<E.Either<string, ReadonlyArray<Invented>>> => {
  try {
    const start = await starters();
    const all: Invented[] = [];
    for (const { name, title, after } of stoodFor) {
      const redirectUris = [`${origin}/sign-in/${name}/callback`];
      const playground = await onPort(start[name], { redirectUris, title, port: port + after });
      const invented = { name, title: `${title} (invented)`, playground };
      started(invented);
      all.push(invented);
    }
    return E.right(all);
  } catch (error) {
    return E.left(`The playground's people did not come: ${String(error)}.`);
  }
};
