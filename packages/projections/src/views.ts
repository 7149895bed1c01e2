import { credentials, keysOfAccount } from './access/index.js';
import { accounts, handles, invitationsOfAccount, membersOfAccount } from './accounts/index.js';
import { accountsOfIdentity, identities, sessionsOfIdentity } from './people/index.js';
import type { View } from './view.js';

/** Does the same with every view there is, whatever its documents are. A new view is added here, and runs. */
export const eachView = <R>(use: <Document>(view: View<Document>) => R): ReadonlyArray<R> => [
  use(identities),
  use(accountsOfIdentity),
  use(sessionsOfIdentity),
  use(accounts),
  use(handles),
  use(membersOfAccount),
  use(invitationsOfAccount),
  use(keysOfAccount),
  use(credentials),
];

/** A view apart from its documents: what it is called, and which rows an event touches in it. */
export type ViewOutline = Pick<View<unknown>, 'name' | 'version' | 'rowsOf'>;

/** Every view there is. */
export const views: ReadonlyArray<ViewOutline> = eachView((view): ViewOutline => view);
