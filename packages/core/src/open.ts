import { left, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Core } from './core.js';
import type { Clock, Entropy, EventStore, ForeignLog, Unavailable, Unreadable, Vault, ViewStore } from './ports/index.js';

/** What the engine runs on. `secret` opens the vault; `previousSecret` for the one start after it was changed. */
export type CoreOptions = {
  readonly log: EventStore;
  readonly views: ViewStore;
  readonly vault: Vault;
  readonly secret: string;
  readonly previousSecret?: string;
  /** Whether a log that is opened for the first time belongs to the playground; an existing one must agree. */
  readonly playground?: boolean;
  readonly clock?: Clock;
  readonly entropy?: Entropy;
};

/** Why the engine does not start. */
export type OpenFault =
  | Unavailable
  | Unreadable
  | ForeignLog
  | { readonly type: 'SecretDoesNotOpenVault' }
  | { readonly type: 'VaultIsMissing'; readonly logId: string }
  | { readonly type: 'PlaygroundMismatch'; readonly log: 'playground' | 'real' };

/** Opens the log (beginning it if it is empty), the vault and the views, and catches up with the log. */
export const openCore = (_options: CoreOptions): TaskEither<OpenFault, Core> =>
  left({ type: 'Unavailable', applied: 'no', detail: 'not yet' });
