// Whoever changes views does so alone: a step is short, and what it checks cannot move meanwhile.
const alone = `PERFORM pg_advisory_xact_lock(hashtextextended('recount views recount.', 0));`;

// Views can be built again from the log: the last of them may be lost with the power, rows and checkpoint together.
const unhurried = `PERFORM set_config('synchronous_commit', 'off', true);`;

/** Applies a step to several views, or says in a row why it applied nothing: the view that was lost, or where one is. */
export const applyFunction = `
CREATE FUNCTION recount.apply(
  names text[], versions integer[], tokens bigint[], step_from bigint, step_to bigint,
  gone_of integer[], gone text[],
  row_of integer[], ids text[], places text[], sorts text[], documents text[]
) RETURNS TABLE (verdict text, fact bigint)
LANGUAGE plpgsql
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $apply$
DECLARE
  numbers integer[];
BEGIN
  ${unhurried}
  ${alone}
  RETURN QUERY
    SELECT 'lost'::text, a.nth FROM unnest(names, versions, tokens) WITH ORDINALITY a (name, version, token, nth)
    WHERE a.token <> coalesce(
      (SELECT l.token FROM recount.leads l WHERE l.name = a.name AND l.version = a.version), 0)
    ORDER BY a.nth LIMIT 1;
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY
    SELECT 'moved'::text, b.checkpoint FROM (
      SELECT a.nth, coalesce(
        (SELECT v.checkpoint FROM recount.views v WHERE v.name = a.name AND v.version = a.version), 0) AS checkpoint
      FROM unnest(names, versions) WITH ORDINALITY a (name, version, nth)
    ) b WHERE b.checkpoint <> step_from ORDER BY b.nth LIMIT 1;
  IF FOUND THEN RETURN; END IF;

  INSERT INTO recount.views AS v (name, version, checkpoint)
  SELECT a.name, a.version, step_to FROM unnest(names, versions) a (name, version)
  ON CONFLICT (name, version) DO UPDATE SET checkpoint = excluded.checkpoint;
  SELECT array_agg(
    (SELECT v.number FROM recount.views v WHERE v.name = a.name AND v.version = a.version) ORDER BY a.nth
  ) INTO numbers FROM unnest(names, versions) WITH ORDINALITY a (name, version, nth);
  IF cardinality(gone) > 0 THEN
    DELETE FROM recount.rows r WHERE r.ctid = ANY (ARRAY(
      SELECT (SELECT k.ctid FROM recount.rows k WHERE k.view = numbers[g.view] AND k.id = g.id)
      FROM unnest(gone_of, gone) g (view, id)
    ));
  END IF;
  INSERT INTO recount.rows AS r (view, id, place, sort, document)
  SELECT numbers[k.view], k.id, k.place, k.sort, k.document
  FROM unnest(row_of, ids, places, sorts, documents) k (view, id, place, sort, document)
  ON CONFLICT (view, id) DO UPDATE
  SET place = excluded.place, sort = excluded.sort, document = excluded.document;
  PERFORM pg_notify('recount.views', '');
END
$apply$;
`;

/**
 * Leading, dropping and replacing. A lease goes by the database's clock, whoever takes it; one that ends later than
 * it lasts was taken before that clock went back, and holds nobody up.
 */
export const leadFunctions = `
CREATE FUNCTION recount.lead(names text[], versions integer[], who text, lasts bigint)
RETURNS TABLE (led text, led_version integer, granted bigint)
LANGUAGE plpgsql AS $lead$
BEGIN
  ${alone}
  RETURN QUERY
    INSERT INTO recount.leads AS l (name, version, token, leader, lasts, until)
    SELECT a.name, a.version, nextval('recount.tokens'), who, lead.lasts, clock_timestamp() + lead.lasts * interval '1 millisecond'
    FROM unnest(names, versions) a (name, version)
    ON CONFLICT (name, version) DO UPDATE SET
      token = CASE WHEN l.leader = who THEN l.token ELSE excluded.token END,
      leader = who, lasts = excluded.lasts, until = excluded.until
    WHERE l.leader IS NULL OR l.leader = who OR l.until <= clock_timestamp()
      OR l.until > clock_timestamp() + l.lasts * interval '1 millisecond'
    RETURNING l.name, l.version, l.token;
END
$lead$;

CREATE FUNCTION recount.drop_view(gone_name text, gone_version integer) RETURNS void
LANGUAGE plpgsql AS $drop$
BEGIN
  ${alone}
  DELETE FROM recount.rows r
  WHERE r.view = (SELECT v.number FROM recount.views v WHERE v.name = gone_name AND v.version = gone_version);
  DELETE FROM recount.views v WHERE v.name = gone_name AND v.version = gone_version;
  DELETE FROM recount.leads l WHERE l.name = gone_name AND l.version = gone_version;
  PERFORM pg_notify('recount.views', '');
END
$drop$;

CREATE FUNCTION recount.replace_view(
  old_name text, old_version integer, new_name text, new_version integer
) RETURNS TABLE (verdict text, fact bigint)
LANGUAGE plpgsql AS $replace$
DECLARE
  built bigint;
BEGIN
  ${alone}
  SELECT v.checkpoint INTO built FROM recount.views v WHERE v.name = new_name AND v.version = new_version;
  IF NOT FOUND THEN RETURN; END IF;
  RETURN QUERY
    SELECT 'moved'::text, v.checkpoint FROM recount.views v
    WHERE v.name = old_name AND v.version = old_version AND v.checkpoint > built;
  IF FOUND THEN RETURN; END IF;
  PERFORM recount.drop_view(old_name, old_version);
  UPDATE recount.views v SET name = old_name, version = old_version
  WHERE v.name = new_name AND v.version = new_version;
  DELETE FROM recount.leads l WHERE l.name = new_name AND l.version = new_version;
  INSERT INTO recount.leads (name, version, token, leader, lasts, until)
  VALUES (old_name, old_version, nextval('recount.tokens'), NULL, 0, clock_timestamp());
END
$replace$;
`;
