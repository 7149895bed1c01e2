import { type ClientConfig, TypeOverrides, types } from 'pg';
import type { Limits } from '../options.js';
import type { Address } from '../database/address.js';

/** Positions and times are whole numbers that a double holds exactly. */
const parsing = new TypeOverrides();
parsing.setTypeParser(types.builtins.INT8, Number);

/**
 * What each session is set to, whatever the database or the role has as its default. Plans are made once and by index:
 * one that was made while a table was small would read all of it when it has grown.
 */
const sessionSettings: Readonly<Record<string, string>> = {
  default_transaction_isolation: 'read committed',
  synchronous_commit: 'on',
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  jit: 'off',
};

const startUp = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
    .join(' ');

const soon = 1000;

/** How a connection is made; nothing here waits for ever. */
export const connectionTo = ({ url }: Address): ClientConfig => ({
  connectionString: url,
  application_name: 'recount',
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  connectionTimeoutMillis: soon,
  types: parsing,
});

/** As it is made for statements: what the client has given up, the server gives up soon after. */
export const sessionTo = (address: Address, { patience }: Limits): ClientConfig => ({
  ...connectionTo(address),
  // Also for a place among the connections that there are.
  connectionTimeoutMillis: patience.reads,
  options: startUp({
    ...sessionSettings,
    statement_timeout: String(Math.max(...Object.values(patience)) + 500),
    lock_timeout: String(patience.writes),
    idle_in_transaction_session_timeout: '10s',
  }),
});
