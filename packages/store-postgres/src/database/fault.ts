/** Why the stores in a schema cannot be opened, with a sentence for whoever started the process. */
export type OpeningFault =
  | { readonly type: 'NotOurs'; readonly where: string; readonly detail: string }
  | {
      readonly type: 'TooNew';
      readonly where: string;
      readonly found: number;
      readonly known: number;
      readonly detail: string;
    }
  | { readonly type: 'CannotOpen'; readonly where: string; readonly detail: string };

/** There are tables of others in the way, and they are left as they are. */
export const notOurs = (where: string, words: string): OpeningFault => ({
  type: 'NotOurs',
  where,
  detail: `${where} holds something that is not Recount's (${words}); it was left as it is`,
});

/** A newer Recount wrote it. */
export const tooNew = (where: string, found: number, known: number): OpeningFault => ({
  type: 'TooNew',
  where,
  found,
  known,
  detail: `${where} was written by a newer Recount (format ${found}; this one knows ${known}); please start that one`,
});

/** PostgreSQL or the network says no, in these words. */
export const cannotOpen = (where: string, words: string): OpeningFault => ({
  type: 'CannotOpen',
  where,
  detail: `${where} cannot be opened: ${words}`,
});
