import type { Recorded } from '@recount/domain/facts';
import type { SubjectId } from '@recount/domain/vocabulary';

/** One row of a view: found by `id`, listed by `group` in the order of `sort`, about one subject. */
export type Row<Document> = {
  readonly id: string;
  readonly group: string;
  readonly sort: string;
  readonly subject: SubjectId;
  readonly document: Document;
};

/**
 * A view answers one question, row by row. `rowsOf` names the rows that an event touches; `evolve` folds the event
 * into one of them, and answers undefined for a row that is no more. Both are pure, and never look at another row.
 */
export type View<Document> = {
  readonly name: string;
  readonly version: number;
  readonly rowsOf: (recorded: Recorded) => ReadonlyArray<string>;
  readonly evolve: (
    id: string,
    row: Row<Document> | undefined,
    recorded: Recorded,
  ) => Row<Document> | undefined;
};

/** A part of an event that is readable with its subject's key only; event and type are what it was sealed with. */
export type Sealed = {
  readonly subject: SubjectId;
  readonly event: string;
  readonly type: string;
  readonly cipher: string;
};

/** The sealed part of an event about a subject, if it has one. */
export const sealedFor = (recorded: Recorded, subject: SubjectId): Sealed | undefined => {
  const cipher = recorded.sealed[subject];
  return cipher === undefined
    ? undefined
    : { subject, event: recorded.id, type: recorded.event.type, cipher };
};

/** A position as text that sorts as the number does. */
export const sortable = (position: number): string => position.toString().padStart(16, '0');
