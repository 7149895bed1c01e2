import { resolve } from 'node:path';
import type { Problem } from './problems/problem.js';
import type { Settings } from './variables.js';

type Rule = (settings: Settings) => Problem | undefined;

const previousSecretNeedsANewOne: Rule = ({ RECOUNT_SECRET: now, RECOUNT_SECRET_PREVIOUS: before }) => {
  const name = 'RECOUNT_SECRET_PREVIOUS';
  if (before === undefined) return undefined;
  if (now === undefined) return { name, what: 'is of no use without the new RECOUNT_SECRET' };
  return before === now ? { name, what: 'is the same as RECOUNT_SECRET; leave it out' } : undefined;
};

const vaultLivesAsLongAsTheLog: Rule = ({ RECOUNT_STORE: store, RECOUNT_VAULT: vault }) => {
  if (vault === undefined || vault.type === 'postgres' || store?.type === 'postgres') return undefined;
  const logIsKept = store?.type !== 'memory';
  if (logIsKept === (vault.type !== 'memory')) return undefined;
  const what = logIsKept
    ? 'forgets the keys of a log that is kept; keep both, or both in memory:'
    : 'is kept, while the log it belongs to is in memory: keep both, or neither';
  return { name: 'RECOUNT_VAULT', what };
};

const nodesShareTheSecret: Rule = ({ RECOUNT_STORE: store, RECOUNT_SECRET: secret }) =>
  store?.type === 'postgres' && secret === undefined
    ? {
        name: 'RECOUNT_SECRET',
        what: 'is missing; every node on one database is given the same (openssl rand -base64 32 makes a good one)',
      }
    : undefined;

const vaultIsSharedAsTheLogIs: Rule = ({ RECOUNT_STORE: store, RECOUNT_VAULT: vault }) => {
  if (vault === undefined || (store?.type === 'postgres') === (vault.type === 'postgres')) return undefined;
  const what =
    vault.type === 'postgres'
      ? 'is in PostgreSQL, while the log is not: keep both there, or neither'
      : "is this node's alone, while nodes share a log in PostgreSQL; leave it out, or name a database";
  return { name: 'RECOUNT_VAULT', what };
};

const vaultIsAFileOfItsOwn: Rule = ({ RECOUNT_STORE: store, RECOUNT_VAULT: vault }) =>
  store?.type === 'sqlite' && vault?.type === 'sqlite' && resolve(store.path) === resolve(vault.path)
    ? { name: 'RECOUNT_VAULT', what: 'is the file of RECOUNT_STORE; the vault has one of its own' }
    : undefined;

const shortestIdle = 300_000;

const idleIsWithinTheLifetime: Rule = ({
  RECOUNT_SESSION_IDLE: idle,
  RECOUNT_SESSION_LIFETIME: lifetime = 30 * 86_400_000,
}) => {
  const name = 'RECOUNT_SESSION_IDLE';
  // Use is written down now and then only: what is shorter than that could not be kept.
  if (idle !== undefined && idle < shortestIdle) return { name, what: 'is less than 5m' };
  return idle !== undefined && idle > lifetime
    ? { name, what: 'is longer than a session lasts (RECOUNT_SESSION_LIFETIME)' }
    : undefined;
};

const mailNeedsBoth: Rule = ({ RECOUNT_SMTP_URL: url, RECOUNT_MAIL_FROM: from }) => {
  if ((url === undefined) === (from === undefined)) return undefined;
  return url === undefined
    ? { name: 'RECOUNT_SMTP_URL', what: 'is missing, while the address that mail comes from is there' }
    : { name: 'RECOUNT_MAIL_FROM', what: 'is missing, while the server that takes mail is there' };
};

const rules: ReadonlyArray<Rule> = [
  previousSecretNeedsANewOne,
  nodesShareTheSecret,
  vaultLivesAsLongAsTheLog,
  vaultIsSharedAsTheLogIs,
  vaultIsAFileOfItsOwn,
  idleIsWithinTheLifetime,
  mailNeedsBoth,
];

/** What is wrong between settings that are each well-formed. */
export const wrongTogether = (settings: Settings): ReadonlyArray<Problem> =>
  rules.flatMap((rule) => rule(settings) ?? []);
