import type { Failure } from './database.js';

/** What part of the store a design is for. */
export type Part = 'log' | 'views' | 'vault';

/**
 * How a part lies in a schema: each format is a script that brings it there from the one before, with `recount.` for
 * the schema's name. A script that has run somewhere is never changed.
 */
export type Design = { readonly part: Part; readonly formats: ReadonlyArray<string> };

/** A script with the schema's own name in it. */
export const named = (schema: string, sql: string): string => sql.replaceAll('recount.', `${schema}.`);

/** The channel on which news of a part is told. */
export const channelOf = (schema: string, part: Part): string => `${schema}.${part}`;

/** What the script says when it finds a format that it does not know; the number follows. */
export const tooNewState = 'RC001';

/** The format that a refusal names. */
export const formatIn = ({ detail }: Failure): number => Number(/format (\d+)/.exec(detail)?.[1] ?? 0);

const step = (schema: string, { part }: Design, [format, sql]: readonly [number, string]): string => `
  IF known < ${format} THEN
    ${named(schema, sql)}
    UPDATE ${schema}.formats f SET format = ${format} WHERE f.part = '${part}';
  END IF;
`;

/**
 * Brings a part up to date in one statement, so in one transaction: whoever is killed in it leaves what was there before.
 * Of several who start at once, the others wait for the first and find it done.
 */
export const bringingUp = (schema: string, design: Design): string => `
DO $migration$
DECLARE
  known integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('recount migration ${schema}', 0));
  IF to_regnamespace('${schema}') IS NULL THEN
    CREATE SCHEMA ${schema};
  END IF;
  IF to_regclass('${schema}.formats') IS NULL THEN
    CREATE TABLE ${schema}.formats (part text PRIMARY KEY, format integer NOT NULL, log_id text);
  END IF;
  INSERT INTO ${schema}.formats AS f VALUES ('${design.part}', 0) ON CONFLICT DO NOTHING;
  SELECT f.format INTO known FROM ${schema}.formats f WHERE f.part = '${design.part}';
  IF known > ${design.formats.length} THEN
    RAISE EXCEPTION 'format %', known USING ERRCODE = '${tooNewState}';
  END IF;
  ${design.formats.map((sql, at) => step(schema, design, [at + 1, sql])).join('')}
END
$migration$;
`;
