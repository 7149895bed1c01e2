/**
 * Appends a batch, as one call in a transaction of its own. Under one lock it learns where the log, its streams and the
 * commits of the batch are; judges; and adds what it accepts. A statement after the lock sees all that was committed
 * under it before; in one statement with the lock it would not. What is refused is said in a row and never raised, so
 * that no commit fails its neighbours.
 *
 * Commits and events are numbered from 1 within the batch. \`skips[commit]\` is how many events before it were refused,
 * or -1 if it is refused itself; NULL when all are accepted, which is seen by comparing two arrays where no stream is
 * named twice in the batch.
 */
export const appendFunction = `
CREATE FUNCTION recount.append(
  now_ms bigint, apart boolean,
  ids uuid[], requests text[], firsts integer[], lasts integer[],
  names text[], w_commit integer[], w_stream integer[], w_expected bigint[], w_size integer[],
  bodies text[], e_commit integer[], e_stream text[], e_revision bigint[],
  s_event integer[], s_subject text[]
) RETURNS TABLE (nth integer, verdict text, first_at bigint, last_at bigint, at bigint, stale text)
LANGUAGE plpgsql
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $append$
DECLARE
  head bigint;
  latest bigint;
  heads bigint[];
  known integer[];
  skips integer[];
  skipped integer := 0;
  w integer := 1;
  until integer;
  wrong integer;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'appends need the isolation level READ COMMITTED' USING ERRCODE = 'RC002';
  END IF;
  IF current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('recount log recount.', 0));

  SELECT e.position, e.recorded_at INTO head, latest FROM recount.events e ORDER BY e.position DESC LIMIT 1;
  head := coalesce(head, 0);
  latest := greatest(latest, coalesce(now_ms, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint));
  SELECT array_agg(coalesce(
    (SELECT e.revision FROM recount.events e WHERE e.stream = n.name ORDER BY e.revision DESC LIMIT 1), -1
  ) ORDER BY n.nth) INTO heads FROM unnest(names) WITH ORDINALITY n (name, nth);
  SELECT array_agg(a.nth) INTO known FROM unnest(ids) WITH ORDINALITY a (id, nth)
  WHERE (SELECT true FROM recount.commits k WHERE k.id = a.id);

  IF known IS NOT NULL OR NOT apart OR heads <> w_expected THEN
    skips := array_fill(-1, ARRAY[cardinality(ids)]);
    FOR c IN 1 .. cardinality(ids) LOOP
      wrong := NULL;
      until := w;
      WHILE w_commit[until] = c LOOP
        IF wrong IS NULL AND heads[w_stream[until]] <> w_expected[until] THEN
          wrong := w_stream[until];
        END IF;
        until := until + 1;
      END LOOP;
      IF c = ANY (known) THEN
        RETURN QUERY SELECT c, CASE WHEN k.request = requests[c] THEN 'duplicate' ELSE 'mismatch' END,
          k.first, k.last, k.recorded_at, NULL::text FROM recount.commits k WHERE k.id = ids[c];
      ELSIF wrong IS NOT NULL THEN
        RETURN QUERY SELECT c, 'conflict'::text, NULL::bigint, NULL::bigint, NULL::bigint, names[wrong];
      ELSE
        skips[c] := skipped;
        WHILE w < until LOOP
          heads[w_stream[w]] := heads[w_stream[w]] + w_size[w];
          w := w + 1;
        END LOOP;
      END IF;
      IF skips[c] < 0 THEN
        skipped := skipped + lasts[c] - firsts[c] + 1;
      END IF;
      w := until;
    END LOOP;
  END IF;

  IF skipped < cardinality(bodies) THEN
    INSERT INTO recount.events (position, recorded_at, closes, stream, revision, body)
    SELECT head + e.nth - coalesce(skips[e.c], 0), latest, head + lasts[e.c] - coalesce(skips[e.c], 0), e.name, e.revision, e.body
    FROM unnest(bodies, e_commit, e_stream, e_revision) WITH ORDINALITY e (body, c, name, revision, nth)
    WHERE skips IS NULL OR skips[e.c] >= 0;
    INSERT INTO recount.subjects (subject, position)
    SELECT s.subject, head + s.event - coalesce(skips[e_commit[s.event]], 0)
    FROM unnest(s_subject, s_event) s (subject, event)
    WHERE skips IS NULL OR skips[e_commit[s.event]] >= 0;
    INSERT INTO recount.commits (id, request, first, last, recorded_at)
    SELECT c.id, c.request, head + c.first - coalesce(skips[c.nth], 0), head + c.last - coalesce(skips[c.nth], 0), latest
    FROM unnest(ids, requests, firsts, lasts) WITH ORDINALITY c (id, request, first, last, nth)
    WHERE skips IS NULL OR skips[c.nth] >= 0;
    PERFORM pg_notify('recount.log', '');
  END IF;
  RETURN QUERY SELECT 0, 'head'::text, head, NULL::bigint, latest, NULL::text;
END
$append$;
`;
