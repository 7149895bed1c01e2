import type { Design } from '../database/design.js';
import { appendFunction } from './function.js';

/**
 * How the log lies in its schema: `closes` is the last position of the event's commit; bodies are text, verbatim, and
 * text is compared by byte. All that is ever looked up is the end of an index.
 */
export const logDesign: Design = {
  part: 'log',
  formats: [
    `
    CREATE TABLE recount.events (
      position bigint PRIMARY KEY, recorded_at bigint NOT NULL, closes bigint NOT NULL,
      stream text COLLATE "C" NOT NULL, revision bigint NOT NULL, body text NOT NULL
    );
    CREATE UNIQUE INDEX events_by_stream ON recount.events (stream, revision);
    CREATE TABLE recount.subjects (
      subject text COLLATE "C" NOT NULL, position bigint NOT NULL, PRIMARY KEY (subject, position)
    );
    CREATE TABLE recount.commits (
      id uuid PRIMARY KEY, request text NOT NULL, first bigint NOT NULL, last bigint NOT NULL, recorded_at bigint NOT NULL
    );
    ${appendFunction}
    `,
  ],
};
