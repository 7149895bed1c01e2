import type { Design } from '../database/design.js';

/**
 * How the vault lies in its schema. What has expired is as good as gone, and a record may be put in its place. Records
 * that are put together are put in one order, so that those who put the same ones never wait for each other in a circle.
 */
export const vaultDesign: Design = {
  part: 'vault',
  formats: [
    `
    CREATE TABLE recount.records (
      shelf text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, wrapped text NOT NULL, expires bigint,
      PRIMARY KEY (shelf, id)
    );
    CREATE INDEX records_by_expiry ON recount.records (expires) WHERE expires IS NOT NULL;
    CREATE FUNCTION recount.put(
      now_ms bigint, shelves text[], ids text[], wraps text[], expiries bigint[]
    ) RETURNS TABLE (nth bigint, is_new boolean)
    LANGUAGE plpgsql AS $put$
    DECLARE
      given record;
      touched bigint;
    BEGIN
      FOR given IN
        SELECT a.shelf, a.id, a.wrapped, a.expires, a.place
        FROM unnest(shelves, ids, wraps, expiries) WITH ORDINALITY a (shelf, id, wrapped, expires, place)
        ORDER BY a.shelf, a.id, a.place
      LOOP
        INSERT INTO recount.records AS r (shelf, id, wrapped, expires)
        VALUES (given.shelf, given.id, given.wrapped, given.expires)
        ON CONFLICT (shelf, id) DO UPDATE SET wrapped = excluded.wrapped, expires = excluded.expires
        WHERE r.expires <= now_ms;
        GET DIAGNOSTICS touched = ROW_COUNT;
        RETURN QUERY SELECT given.place, touched = 1;
      END LOOP;
    END
    $put$;
    `,
  ],
};
