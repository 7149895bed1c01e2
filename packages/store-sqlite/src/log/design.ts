import type { Design } from '../file/open.js';

/**
 * How the log lies on disk: `closes` is the last position of the event's commit; a slot is a place in a stream; bodies
 * are text, verbatim. Every commit is on the disk before it is answered.
 */
export const logDesign: Design = {
  kind: 'log',
  pragmas: 'PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;',
  formats: [
    `
    CREATE TABLE events (
      position INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL, closes INTEGER NOT NULL, body TEXT NOT NULL
    ) STRICT;
    CREATE TABLE slots (
      stream TEXT NOT NULL, revision INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (stream, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE subjects (
      subject TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (subject, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE commits (
      id TEXT PRIMARY KEY, request TEXT NOT NULL,
      first INTEGER NOT NULL, last INTEGER NOT NULL, recorded_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    `,
  ],
};
