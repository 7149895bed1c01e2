import type { Design } from '../database/design.js';
import { applyFunction, leadFunctions } from './functions.js';

/**
 * How views lie in their schema. Text is compared by byte, which for ASCII is by code unit. Who leads is kept apart, for
 * a view may be led before anything was applied to it; tokens come from one sequence, so that none comes twice.
 */
export const viewsDesign: Design = {
  part: 'views',
  formats: [
    `
    CREATE TABLE recount.views (
      number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name text COLLATE "C" NOT NULL, version integer NOT NULL, checkpoint bigint NOT NULL, UNIQUE (name, version)
    );
    CREATE TABLE recount.rows (
      view integer NOT NULL, id text COLLATE "C" NOT NULL, place text COLLATE "C" NOT NULL,
      sort text COLLATE "C" NOT NULL, document text NOT NULL, PRIMARY KEY (view, id)
    );
    CREATE INDEX rows_in_order ON recount.rows (view, place, sort, id);
    CREATE SEQUENCE recount.tokens;
    CREATE TABLE recount.leads (
      name text COLLATE "C" NOT NULL, version integer NOT NULL, token bigint NOT NULL,
      leader text COLLATE "C", lasts bigint NOT NULL, until timestamptz NOT NULL, PRIMARY KEY (name, version)
    );
    CREATE TABLE recount.uses (id text COLLATE "C" PRIMARY KEY, at bigint NOT NULL);
    ${applyFunction}
    ${leadFunctions}
    `,
  ],
};
