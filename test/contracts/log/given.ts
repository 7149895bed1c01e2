import type { Body, Commit, Revision, Write } from '@recount/core/ports';

/** A commit's id, by number. */
export const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** An event's body, by its name, about some subjects. */
export const body = (name: string, ...subjects: ReadonlyArray<string>): Body => ({
  text: JSON.stringify({ name }),
  subjects,
});

/** What a commit does to a stream, by the names of its events. */
export const write = (
  stream: string,
  expected: 'none' | Revision,
  ...names: ReadonlyArray<string>
): Write => ({
  stream,
  expected,
  bodies: names.map((name) => body(name)),
});

/** A commit; its request is 'asked'. */
export const commit = (n: number, first: Write, ...rest: ReadonlyArray<Write>): Commit => ({
  id: idOf(n),
  request: 'asked',
  writes: [first, ...rest],
});

/** The same, asking for something else under the same id. */
export const asking = (request: string, { id, writes }: Commit): Commit => ({ id, request, writes });

/** The names of events as they come back. */
export const names = ({
  events,
}: {
  readonly events: ReadonlyArray<{ readonly text: string }>;
}): ReadonlyArray<string> => events.map(({ text }) => (JSON.parse(text) as { readonly name: string }).name);
