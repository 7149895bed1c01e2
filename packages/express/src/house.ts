import type { Core } from '@recount/core';
import type { Connections, IdentityProvider } from '@recount/core/ports';
import { none } from 'fp-ts/lib/Option.js';
import { of } from 'fp-ts/lib/TaskEither.js';
import type { Logger } from 'pino';
import type { LoadLimits } from './guard/load/limits.js';

/** Where the service writes what happens; never a secret, an address of a page or a person. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error'>;

/** So many requests within so many milliseconds. */
export type Allowance = { readonly most: number; readonly within: number };

/** How often an address on the network may try what is worth guessing; `off` does not count at all. */
export type Limits = {
  /** Starts and callbacks of sign-ins, and questions how one signs in: each kind is counted by itself. */
  readonly signIn: Allowance | 'off';
  /** Invitations that are made, and looks at them and answers to them: each kind is counted by itself. */
  readonly invitations: Allowance | 'off';
  /** Keys and sessions that let nobody in; good ones are never counted. */
  readonly failures: Allowance | 'off';
};

/** What the HTTP service is made of. */
export type House = {
  readonly core: Core;
  readonly providers: ReadonlyArray<IdentityProvider>;
  /** The companies' single sign-on. */
  readonly connections: Connections;
  /** Where browsers find the service: scheme, host and port, without a path. */
  readonly origin: string;
  /** Seals what browsers carry: at least 32 characters. */
  readonly cookieSecret: string;
  readonly log: Log;
  readonly limits: Limits;
  readonly load: LoadLimits;
  /** Whether `/metrics` answers. */
  readonly metrics: boolean;
  /** Addresses and networks of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: ReadonlyArray<string>;
  /** The folder of the dashboard's built files. */
  readonly dashboardDir?: string;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

type Given = 'now' | 'load' | 'metrics' | 'connections';

/**
 * What the HTTP service is made with; without a clock of its own it goes by the machine's, it takes on `loadLimits`,
 * `/metrics` answers, and no company has single sign-on.
 */
export type Settings = Omit<House, Given> & Partial<Pick<House, Given>>;

/** Nobody has single sign-on. */
export const noConnections: Connections = { find: () => of(none), forDomain: () => of(none) };

/** Generous to people, tight for guessing. */
export const defaultLimits: Limits = {
  signIn: { most: 60, within: 60_000 },
  invitations: { most: 30, within: 60_000 },
  failures: { most: 100, within: 60_000 },
};
