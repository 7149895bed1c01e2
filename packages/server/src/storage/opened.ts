import type { EventStore, Vault, ViewStore } from '@recount/core/ports';
import type { Scope } from '../scope.js';

/** The log, and the views that follow it. */
export type Followed = { readonly log: EventStore; readonly views: ViewStore };

/** Everything that the engine runs on, opened. */
export type Stores = Followed & { readonly vault: Vault; readonly secret: string };

/** What is opened is the scope's to close; `say` is told what is waited for. */
export type Opening = { readonly scope: Scope; readonly say: (words: string) => void };
