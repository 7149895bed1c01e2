import type { Design } from '../file/open.js';
import { ownerTable } from '../owner.js';

/**
 * How views lie on disk. They can be built again from the log, so the last of them may be lost with the power, rows and
 * checkpoint together, but never torn. Text is compared by byte, which for ASCII is by code unit.
 */
export const viewsDesign: Design = {
  kind: 'view store',
  pragmas: 'PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;',
  formats: [
    `
    ${ownerTable}
    CREATE TABLE views (
      number INTEGER PRIMARY KEY, name TEXT NOT NULL, version INTEGER NOT NULL, checkpoint INTEGER NOT NULL,
      UNIQUE (name, version)
    ) STRICT;
    CREATE TABLE rows (
      view INTEGER NOT NULL, id TEXT NOT NULL, place TEXT NOT NULL, sort TEXT NOT NULL, document TEXT NOT NULL,
      PRIMARY KEY (view, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX rows_in_order ON rows (view, place, sort, id);
    CREATE TABLE uses (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    `,
  ],
};
