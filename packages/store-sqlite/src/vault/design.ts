import type { Design } from '../file/open.js';
import { ownerTable } from '../owner.js';

/** How the vault lies on disk: on it before it is answered, and overwritten when destroyed. */
export const vaultDesign: Design = {
  kind: 'vault',
  pragmas: 'PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;',
  formats: [
    `
    ${ownerTable}
    CREATE TABLE records (
      shelf TEXT NOT NULL, id TEXT NOT NULL, wrapped TEXT NOT NULL, expires INTEGER, PRIMARY KEY (shelf, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX records_by_expiry ON records (expires) WHERE expires IS NOT NULL;
    `,
  ],
};
