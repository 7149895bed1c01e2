import type { OpenFault } from '@recount/core';
import type { FileFault } from '@recount/store-sqlite';

const ending = (sentence: string): string => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;

const notWritable = /\b(?:EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT|SQLITE_READONLY|SQLITE_CANTOPEN)\b/;

/** Why a file does not open, for whoever started the service. */
export const sentenceOfOpening = (fault: FileFault): string => {
  switch (fault.type) {
    case 'HeldByAnother':
      return ending(
        `${fault.detail}; one store serves one process, so stop that one or choose another RECOUNT_STORE`,
      );
    case 'NotOurs':
    case 'TooNew':
      return ending(fault.detail);
    case 'CannotOpen':
      return notWritable.test(fault.detail)
        ? ending(
            `${fault.where} cannot be written by this user; choose another place with RECOUNT_STORE (${fault.detail})`,
          )
        : ending(fault.detail);
  }
};

const hints: ReadonlyArray<readonly [RegExp, string]> = [
  [/\b28(?:P01|000)\b/, 'check the user and the password in RECOUNT_STORE'],
  [/\b3D000\b/, 'make the database first, as with: createdb <name>'],
  [/\b42501\b/, 'the user has to own the database, or be allowed to make a schema in it'],
];

const hintOn = (detail: string): string => {
  const hint = hints.find(([state]) => state.test(detail))?.[1];
  return hint === undefined ? detail : `${detail}; ${hint}`;
};

/** Why a database does not open, for whoever started the service; `where` is which one. */
export const sentenceOfDatabase = (where: string, { detail }: { readonly detail: string }): string =>
  ending(`${where}: ${hintOn(detail)}`);

const ofPlayground = (log: 'playground' | 'real'): string =>
  log === 'playground'
    ? "This log is a playground's, with invented people in it: it never starts with a real provider. Choose another with RECOUNT_STORE."
    : 'This log is real: it never starts with the playground. Configure its provider (RECOUNT_GOOGLE_CLIENT_ID), or choose another log with RECOUNT_STORE.';

/** Why the engine does not start, for whoever started the service. */
export const sentenceOfOpen = (fault: OpenFault): string => {
  switch (fault.type) {
    case 'SecretDoesNotOpenVault':
      return 'RECOUNT_SECRET does not open the vault: it is not the secret that the vault was made with. After a change, give the one before as RECOUNT_SECRET_PREVIOUS for one start.';
    case 'VaultIsMissing':
      return `The vault of log ${fault.logId} is gone: without it nobody in that log can be named. Bring it back beside the store, or say where it is with RECOUNT_VAULT.`;
    case 'PlaygroundMismatch':
      return ofPlayground(fault.log);
    case 'ForeignLog':
      return `The vault or the views belong to another log (${fault.found}) than this store (${fault.expected}); bring together what belongs together.`;
    case 'Unreadable':
      return `The log cannot be read at position ${fault.position} (${fault.detail}); nothing was changed.`;
    case 'Unavailable':
      return ending(`the store does not answer: ${fault.detail}`);
  }
};
