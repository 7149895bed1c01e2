import type { AccountId } from '@recount/domain/vocabulary';
import { newRow, viewOf } from '../one-row.js';

/** The account that a handle names. */
export type HandleDocument = { readonly accountId: AccountId };

/** Whose handle is this? One row a handle that is in use, gone when it is given up; listed by account. */
export const handles = viewOf<HandleDocument>({
  name: 'handles',
  version: 1,
  rowOf: (event) =>
    event.type === 'HandleClaimed' || event.type === 'HandleReleased' ? event.handle : undefined,
  fold: (row, recorded) => {
    const { event } = recorded;
    switch (event.type) {
      case 'HandleClaimed': {
        const { accountId, handle } = event;
        return newRow(recorded, { id: handle, group: accountId, subject: accountId }, { accountId });
      }
      case 'HandleReleased':
        return row?.document.accountId === event.accountId ? undefined : row;
      default:
        return row;
    }
  },
});
