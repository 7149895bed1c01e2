import type { Handle, Instant, Role } from '@recount/domain/vocabulary';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';

/** An account that somebody may work in, and the names of its keys that work; `more` says that it has others. */
export type AccountTold = {
  readonly handle: Handle;
  readonly name?: string;
  readonly role?: Role;
  readonly keys: ReadonlyArray<string>;
  readonly more: boolean;
};

/** What somebody is written: whom a team invites and by which link, or that a login is now theirs or no longer. */
export type Letter =
  | {
      readonly type: 'invitation';
      /** The secret of the link. */
      readonly secret: string;
      readonly team: { readonly handle: Handle; readonly name: string };
      readonly role: Role;
      readonly inviter?: string;
      readonly expires: Instant;
    }
  | {
      readonly type: 'loginJoined';
      readonly issuer: string;
      readonly at: Instant;
      /** Where the person belongs; `more` says that it is not all. */
      readonly accounts: ReadonlyArray<AccountTold>;
      readonly more: boolean;
    }
  | { readonly type: 'loginLeft'; readonly issuer: string; readonly at: Instant };

/** A letter on its way: the same `id` each time that it is tried, and the address in its one canonical form. */
export type Addressed = { readonly id: string; readonly to: string; readonly letter: Letter };

/** Why a letter did not go: for good, or for now. `detail` is a code for the log, and names nobody. */
export type MailFault = { readonly type: 'MailRefused' | 'MailDelayed'; readonly detail: string };

/** Brings letters to people. */
export interface Mailer {
  /** Hands a letter over to whoever carries mail; right means that it is theirs now. */
  send(letter: Addressed): TaskEither<MailFault, void>;
}
