-- Decisions under the lock: the state that rules need, kept by the append itself; groups of items that are recorded together or not at all; headers
-- stored as what the columns do not say already.

-- Which rules kept the decision state of a stream, and up to which of its versions. Another version than the stream's own: the state is to be rebuilt.
ALTER TABLE event_store.streams
  ADD COLUMN rules integer NOT NULL DEFAULT 0,
  ADD COLUMN decided_version integer NOT NULL DEFAULT 0;

-- The writer's attributes beside those of the columns (see src/compact-header.ts); rows from before have the whole header as text.
ALTER TABLE event_store.events ALTER COLUMN header DROP NOT NULL;
ALTER TABLE event_store.events ADD COLUMN attributes bytea;
ALTER TABLE event_store.events ALTER COLUMN attributes SET STORAGE EXTERNAL;
ALTER TABLE event_store.events ADD CONSTRAINT events_header_once CHECK ((header IS NULL) <> (attributes IS NULL)) NOT VALID;

-- What the rules know of one aggregate inside a stream. `key` is opaque, `state` is sealed under the stream's data key; `version` is that of the
-- event that wrote it. Derived from the events: it may be deleted and is rebuilt.
CREATE TABLE event_store.decisions (
  org text NOT NULL,
  stream uuid NOT NULL,
  key bytea NOT NULL CHECK (octet_length(key) BETWEEN 1 AND 32),
  version integer NOT NULL CHECK (version >= 1),
  state bytea NOT NULL,
  PRIMARY KEY (org, stream, key)
) WITH (fillfactor = 80);
ALTER TABLE event_store.decisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_store.decisions FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON event_store.decisions USING (org = current_setting('app.org', true));
GRANT SELECT ON event_store.decisions TO event_store_append;

-- Records the acceptable items of one batch and answers one row per item, in order.
--   p_rules: version of the rules whose decisions come with the items; 0: the items come without
--   p_expected: -3 any · -2 the stream exists · -1 the stream is new · n >= 0 the stream is at exactly version n
--   p_groups: 0 alone; items that follow each other with the same number are recorded together or not at all
--   p_refused: the rules refuse the item; it is only looked whether that still holds, and whether its id was recorded before
--   p_reference_items, p_reference_ids: pairs (item number, id of an event of the same stream that must exist)
--   p_decision_*: what an item was decided under: aggregate, the version of its state (0: none; -k: as item k of this batch leaves it), and the
--     state that the item leaves (null: unchanged); in the order of the items
-- Outcomes `decision-stale` and `undecided` mean: decide again (the state has changed, or must be rebuilt first). What follows in the same stream,
-- or under the same id, is held back with them, so that the order of a stream's items is kept and the first of an id is the first.
-- Plain tables, row locks and unique constraints only, so that it runs on distributed PostgreSQL as well.
CREATE FUNCTION event_store.append(
  p_org text, p_shard integer, p_epoch integer, p_rules integer,
  p_ids uuid[], p_streams uuid[], p_headers text[], p_attributes bytea[], p_writer_digests bytea[], p_payloads bytea[], p_commitments bytea[],
  p_expected integer[], p_groups integer[], p_refused boolean[], p_reference_items integer[], p_reference_ids uuid[],
  p_decision_items integer[], p_decision_keys bytea[], p_decision_expected integer[], p_decision_states bytea[]
) RETURNS TABLE (outcome text, shard integer, "position" bigint, stream_version integer, recorded_at_us bigint, reference uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  v_count integer := cardinality(p_ids);
  v_decisions integer := cardinality(p_decision_items);
  v_head_position bigint;
  v_position bigint;
  v_chain bytea;
  v_now bigint;
  -- per item, from one look-up
  v_known_shard integer[];
  v_known_position bigint[];
  v_known_version integer[];
  v_known_recorded bigint[];
  v_known_same boolean[];
  v_first_of_id integer[];
  v_first_of_stream integer[];
  v_decided boolean[]; -- the stream's state is of these rules and up to its last event
  -- at the index of a stream's, an id's or an aggregate's first occurrence
  v_stream_version integer[];
  v_held boolean[]; -- the stream has an item that is to be decided again
  v_held_id boolean[]; -- an item of this id is to be decided again
  v_accepted integer[]; -- the item that was accepted for the id
  v_first_of_key integer[];
  v_key_version integer[]; -- as in p_decision_expected
  v_next_decision integer := 1;
  v_end_of_decisions integer;
  -- as it was before the group under way
  v_group integer := 0;
  v_group_start integer;
  v_group_failed boolean := false;
  v_saved_position bigint;
  v_saved_chain bytea;
  v_saved_stream_version integer[];
  v_saved_accepted integer[];
  v_saved_key_version integer[];
  -- per item, the answer
  v_outcomes text[] := array_fill(NULL::text, ARRAY[v_count]);
  v_shards integer[] := array_fill(p_shard, ARRAY[v_count]);
  v_positions bigint[] := array_fill(NULL::bigint, ARRAY[v_count]);
  v_versions integer[] := array_fill(NULL::integer, ARRAY[v_count]);
  v_recorded bigint[] := array_fill(NULL::bigint, ARRAY[v_count]);
  v_chains bytea[] := array_fill(NULL::bytea, ARRAY[v_count]);
  v_references uuid[] := array_fill(NULL::uuid, ARRAY[v_count]);
  v_has_references boolean := cardinality(p_reference_items) > 0;
  v_twin integer;
  v_slot integer;
  v_version integer;
  v_expected integer;
  v_missing uuid;
  v_outcome text;
BEGIN
  IF v_count = 0 THEN
    RETURN;
  END IF;
  PERFORM set_config('app.org', p_org, true);
  -- Without statistics the planner cannot tell the indexes of an organisation apart and may take the wrong one for good: until the table has
  -- been analysed each call is planned for the table as it is now.
  IF (SELECT c.reltuples < 1000 FROM pg_class c WHERE c.oid = 'event_store.events'::regclass) THEN
    PERFORM set_config('plan_cache_mode', 'force_custom_plan', true);
  END IF;
  IF NOT EXISTS (SELECT FROM event_store.identity i WHERE i.epoch = p_epoch) THEN
    RAISE EXCEPTION 'the epoch of this store is not %', p_epoch USING ERRCODE = 'EV001';
  END IF;

  -- The lock comes first and in a statement of its own: each later statement's snapshot is taken after it and sees all that was committed under it.
  SELECT s.position, s.chain, s.recorded_at_us INTO v_position, v_chain, v_now
    FROM event_store.shards s WHERE s.org = p_org AND s.shard = p_shard FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO event_store.shards (org, shard, position, chain, recorded_at_us)
      VALUES (p_org, p_shard, 0, decode(repeat('00', 32), 'hex'), 0) ON CONFLICT DO NOTHING;
    SELECT s.position, s.chain, s.recorded_at_us INTO STRICT v_position, v_chain, v_now
      FROM event_store.shards s WHERE s.org = p_org AND s.shard = p_shard FOR UPDATE;
  END IF;
  v_head_position := v_position;
  v_now := greatest(v_now, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint);

  SELECT array_agg(e.shard ORDER BY i.n), array_agg(e.position ORDER BY i.n), array_agg(e.stream_version ORDER BY i.n),
         array_agg(e.recorded_at_us ORDER BY i.n), array_agg(e.commitment = i.commitment ORDER BY i.n),
         array_agg(i.first_of_id ORDER BY i.n), array_agg(i.first_of_stream ORDER BY i.n), array_agg(coalesce(s.version, 0) ORDER BY i.n),
         array_agg(coalesce(s.rules = p_rules AND s.decided_version = s.version, true) ORDER BY i.n),
         array_agg(NULL::integer), array_agg(false), array_agg(false)
    INTO v_known_shard, v_known_position, v_known_version, v_known_recorded, v_known_same, v_first_of_id, v_first_of_stream,
         v_stream_version, v_decided, v_accepted, v_held, v_held_id
    FROM (SELECT u.n, u.id, u.stream, u.commitment, min(u.n) OVER (PARTITION BY u.id) AS first_of_id,
                 min(u.n) OVER (PARTITION BY u.stream) AS first_of_stream
            FROM unnest(p_ids, p_streams, p_commitments) WITH ORDINALITY AS u(id, stream, commitment, n)) i
    -- LATERAL with LIMIT: one index look-up per item, whatever the planner believes of the tables' sizes (a plain join was ten times slower)
    LEFT JOIN LATERAL (SELECT k.shard, k.position, k.stream_version, k.recorded_at_us, k.commitment FROM event_store.events k
                        WHERE k.org = p_org AND k.id = i.id LIMIT 1) e ON true
    LEFT JOIN LATERAL (SELECT k.version, k.rules, k.decided_version FROM event_store.streams k
                        WHERE k.org = p_org AND k.stream = i.stream LIMIT 1) s ON true;
  IF v_decisions > 0 THEN
    SELECT array_agg(d.first_of_key ORDER BY d.m), array_agg(coalesce(k.version, 0) ORDER BY d.m)
      INTO v_first_of_key, v_key_version
      FROM (SELECT u.m, s.stream, u.key, min(u.m) OVER (PARTITION BY s.stream, u.key) AS first_of_key
              FROM unnest(p_decision_items, p_decision_keys) WITH ORDINALITY AS u(item, key, m)
              CROSS JOIN LATERAL (SELECT p_streams[u.item] AS stream) s) d
      LEFT JOIN LATERAL (SELECT t.version FROM event_store.decisions t
                          WHERE t.org = p_org AND t.stream = d.stream AND t.key = d.key LIMIT 1) k ON true;
  END IF;

  FOR n IN 1..v_count LOOP
    IF p_groups[n] <> v_group THEN
      v_group := p_groups[n];
      v_group_failed := false;
      IF v_group <> 0 THEN
        v_group_start := n;
        v_saved_position := v_position;
        v_saved_chain := v_chain;
        v_saved_stream_version := v_stream_version;
        v_saved_accepted := v_accepted;
        v_saved_key_version := v_key_version;
      END IF;
    END IF;
    v_slot := v_first_of_stream[n];
    v_version := v_stream_version[v_slot];
    v_outcome := NULL;
    -- the decisions of this item end before v_end_of_decisions
    v_end_of_decisions := v_next_decision;
    WHILE v_end_of_decisions <= v_decisions AND p_decision_items[v_end_of_decisions] = n LOOP
      v_end_of_decisions := v_end_of_decisions + 1;
    END LOOP;

    v_twin := v_accepted[v_first_of_id[n]];
    IF v_group_failed THEN
      v_outcome := 'group-refused';
    ELSIF v_known_position[n] IS NOT NULL THEN
      IF v_known_same[n] THEN
        v_outcomes[n] := 'duplicate';
        v_shards[n] := v_known_shard[n];
        v_positions[n] := v_known_position[n];
        v_versions[n] := v_known_version[n];
        v_recorded[n] := v_known_recorded[n];
        v_next_decision := v_end_of_decisions;
        CONTINUE;
      END IF;
      v_outcome := 'id-conflict';
    ELSIF v_twin IS NOT NULL THEN
      IF p_commitments[v_twin] = p_commitments[n] THEN
        v_outcomes[n] := 'duplicate';
        v_positions[n] := v_positions[v_twin];
        v_versions[n] := v_versions[v_twin];
        v_recorded[n] := v_now;
        v_next_decision := v_end_of_decisions;
        CONTINUE;
      END IF;
      v_outcome := 'id-conflict';
    ELSIF v_held[v_slot] OR v_held_id[v_first_of_id[n]] THEN
      v_outcome := 'decision-stale';
    ELSE
      v_expected := p_expected[n];
      IF v_expected <> -3 THEN
        IF v_expected = -1 THEN
          IF v_version > 0 THEN
            v_outcome := 'stream-exists';
            v_versions[n] := v_version;
          END IF;
        ELSIF v_version = 0 THEN
          v_outcome := 'stream-missing';
        ELSIF v_expected >= 0 AND v_expected <> v_version THEN
          v_outcome := 'version-conflict';
          v_versions[n] := v_version;
        END IF;
      END IF;
      IF v_outcome IS NULL AND v_has_references THEN
        SELECT r.id INTO v_missing
          FROM unnest(p_reference_items, p_reference_ids) WITH ORDINALITY AS r(item, id, k)
          WHERE r.item = n
            AND NOT EXISTS (SELECT FROM event_store.events e WHERE e.org = p_org AND e.id = r.id AND e.stream = p_streams[n])
            AND NOT EXISTS (SELECT FROM unnest(p_ids, p_streams, v_outcomes) AS b(id, stream, outcome)
                             WHERE b.id = r.id AND b.stream = p_streams[n] AND b.outcome = 'created')
          ORDER BY r.k LIMIT 1;
        IF FOUND THEN
          v_outcome := 'reference-missing';
          v_references[n] := v_missing;
        END IF;
      END IF;
      IF v_outcome IS NULL AND v_end_of_decisions > v_next_decision THEN
        IF NOT v_decided[v_slot] THEN
          v_outcome := 'undecided';
        ELSE
          FOR m IN v_next_decision..v_end_of_decisions - 1 LOOP
            IF v_key_version[v_first_of_key[m]] <> p_decision_expected[m] THEN
              v_outcome := 'decision-stale';
              EXIT;
            END IF;
          END LOOP;
        END IF;
      END IF;
      IF v_outcome IS NULL AND p_refused[n] THEN
        v_outcome := 'refused';
      END IF;
    END IF;

    IF v_outcome IS NULL THEN
      v_position := v_position + 1;
      v_version := v_version + 1;
      v_chain := sha256(v_chain || p_writer_digests[n] || int8send(v_position) || int4send(v_version) || int8send(v_now));
      v_stream_version[v_slot] := v_version;
      v_accepted[v_first_of_id[n]] := n;
      FOR m IN v_next_decision..v_end_of_decisions - 1 LOOP
        IF p_decision_states[m] IS NOT NULL THEN
          v_key_version[v_first_of_key[m]] := -n;
        END IF;
      END LOOP;
      v_outcomes[n] := 'created';
      v_positions[n] := v_position;
      v_versions[n] := v_version;
      v_recorded[n] := v_now;
      v_chains[n] := v_chain;
    ELSE
      v_outcomes[n] := v_outcome;
      IF v_outcome IN ('undecided', 'decision-stale') THEN
        v_held[v_slot] := true;
        v_held_id[v_first_of_id[n]] := true;
      END IF;
      IF v_group <> 0 AND NOT v_group_failed THEN
        v_group_failed := true;
        v_position := v_saved_position;
        v_chain := v_saved_chain;
        v_stream_version := v_saved_stream_version;
        v_accepted := v_saved_accepted;
        v_key_version := v_saved_key_version;
        FOR i IN v_group_start..n - 1 LOOP
          -- A repetition of what was only just taken back is not recorded either.
          IF v_outcomes[i] = 'created' OR v_outcomes[i] = 'duplicate' AND v_known_position[i] IS NULL AND v_accepted[v_first_of_id[i]] IS NULL THEN
            v_outcomes[i] := 'group-refused';
            v_positions[i] := NULL;
            v_versions[i] := NULL;
            v_recorded[i] := NULL;
          END IF;
        END LOOP;
        -- A group that is to be decided again holds back all its streams.
        IF v_outcome IN ('undecided', 'decision-stale') THEN
          FOR i IN v_group_start..v_count LOOP
            EXIT WHEN p_groups[i] <> v_group;
            v_held[v_first_of_stream[i]] := true;
            v_held_id[v_first_of_id[i]] := true;
          END LOOP;
        END IF;
      END IF;
    END IF;
    v_next_decision := v_end_of_decisions;
  END LOOP;

  IF v_position > v_head_position THEN
    -- No ON CONFLICT: what is not unique in spite of the look-up must raise.
    INSERT INTO event_store.events (org, shard, position, stream, stream_version, id, header, attributes, writer_digest, payload, commitment, recorded_at_us, chain)
      SELECT p_org, p_shard, u.position, u.stream, u.version, u.id, u.header, u.attributes, u.writer_digest, u.payload, u.commitment, v_now, u.chain
        FROM unnest(p_ids, p_streams, p_headers, p_attributes, p_writer_digests, p_payloads, p_commitments, v_positions, v_versions, v_chains, v_outcomes)
          AS u(id, stream, header, attributes, writer_digest, payload, commitment, position, version, chain, outcome)
        WHERE u.outcome = 'created';
    INSERT INTO event_store.streams (org, stream, version, rules, decided_version)
      -- What comes without a decision changes no state, but does not make up for one that is missing either.
      SELECT p_org, u.stream, max(u.version), CASE WHEN bool_and(u.decided) THEN p_rules ELSE 0 END,
             CASE WHEN p_rules > 0 AND bool_and(u.decided) THEN max(u.version) ELSE 0 END
        FROM unnest(p_streams, v_versions, v_outcomes, v_decided) AS u(stream, version, outcome, decided) WHERE u.outcome = 'created' GROUP BY u.stream
      ON CONFLICT (org, stream) DO UPDATE SET version = excluded.version, rules = excluded.rules, decided_version = excluded.decided_version;
    IF v_decisions > 0 THEN
      INSERT INTO event_store.decisions (org, stream, key, version, state)
        SELECT p_org, s.stream, u.key, s.version, u.state
          FROM unnest(p_decision_items, p_decision_keys, p_decision_states, v_first_of_key) AS u(item, key, state, first_of_key)
          CROSS JOIN LATERAL (SELECT p_streams[u.item] AS stream, v_versions[u.item] AS version, v_outcomes[u.item] AS outcome,
                                     v_key_version[u.first_of_key] AS key_version) s
          WHERE s.outcome = 'created' AND u.state IS NOT NULL AND s.key_version = -u.item
        ON CONFLICT (org, stream, key) DO UPDATE SET version = excluded.version, state = excluded.state;
    END IF;
    UPDATE event_store.shards s SET position = v_position, chain = v_chain, recorded_at_us = v_now
      WHERE s.org = p_org AND s.shard = p_shard;
  END IF;

  RETURN QUERY SELECT * FROM unnest(v_outcomes, v_shards, v_positions, v_versions, v_recorded, v_references);
END $$;
REVOKE ALL ON FUNCTION event_store.append(text, integer, integer, integer, uuid[], uuid[], text[], bytea[], bytea[], bytea[], bytea[], integer[], integer[],
  boolean[], integer[], uuid[], integer[], bytea[], integer[], bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_store.append(text, integer, integer, integer, uuid[], uuid[], text[], bytea[], bytea[], bytea[], bytea[], integer[], integer[],
  boolean[], integer[], uuid[], integer[], bytea[], integer[], bytea[]) TO event_store_append;

-- As the release before calls it: without decisions, so that the state of the streams is rebuilt by whoever needs it next.
CREATE OR REPLACE FUNCTION event_store.append(
  p_org text, p_shard integer, p_epoch integer,
  p_ids uuid[], p_streams uuid[], p_headers text[], p_writer_digests bytea[], p_payloads bytea[], p_commitments bytea[],
  p_expected integer[], p_reference_items integer[], p_reference_ids uuid[]
) RETURNS TABLE (outcome text, shard integer, "position" bigint, stream_version integer, recorded_at_us bigint, reference uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM event_store.append(
    p_org, p_shard, p_epoch, 0, p_ids, p_streams, p_headers, array_fill(NULL::bytea, ARRAY[cardinality(p_ids)]), p_writer_digests, p_payloads, p_commitments,
    p_expected, array_fill(0, ARRAY[cardinality(p_ids)]), array_fill(false, ARRAY[cardinality(p_ids)]), p_reference_items, p_reference_ids,
    '{}'::integer[], '{}'::bytea[], '{}'::integer[], '{}'::bytea[])
$$;

-- State of aggregates, in the order asked; version 0 where there is none. `decided` is false where the stream's state is missing, behind, or of other
-- rules: nothing may then be decided under it, although its versions may be the same.
CREATE FUNCTION event_store.read_decisions(p_org text, p_rules integer, p_streams uuid[], p_keys bytea[])
RETURNS TABLE (decided boolean, version integer, state bytea)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY SELECT coalesce(s.decided, true), coalesce(d.version, 0), d.state
    FROM unnest(p_streams, p_keys) WITH ORDINALITY AS u(stream, key, n)
    LEFT JOIN LATERAL (SELECT k.rules = p_rules AND k.decided_version = k.version AS decided FROM event_store.streams k
                        WHERE k.org = p_org AND k.stream = u.stream LIMIT 1) s ON true
    LEFT JOIN LATERAL (SELECT k.version, k.state FROM event_store.decisions k
                        WHERE k.org = p_org AND k.stream = u.stream AND k.key = u.key LIMIT 1) d ON true
    ORDER BY u.n;
END $$;

-- All state of one stream, and what it was made by.
CREATE FUNCTION event_store.read_stream_decisions(p_org text, p_stream uuid) RETURNS TABLE (key bytea, version integer, state bytea)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY SELECT d.key, d.version, d.state FROM event_store.decisions d WHERE d.org = p_org AND d.stream = p_stream ORDER BY d.key;
END $$;

-- Events by id, of any stream of the organisation; those that do not exist are left out.
CREATE FUNCTION event_store.read_events(p_org text, p_ids uuid[]) RETURNS SETOF event_store.events
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY SELECT e.* FROM event_store.events e WHERE e.org = p_org AND e.id = ANY (p_ids);
END $$;
REVOKE ALL ON FUNCTION event_store.read_decisions, event_store.read_stream_decisions, event_store.read_events FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_store.read_decisions, event_store.read_stream_decisions, event_store.read_events TO event_store_append;

-- Replaces the decision state of a stream by a rebuilt one, if the stream is still at the version that it was rebuilt from.
CREATE FUNCTION event_store.install_decisions(
  p_org text, p_shard integer, p_stream uuid, p_rules integer, p_version integer, p_keys bytea[], p_versions integer[], p_states bytea[]
) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.org', p_org, true);
  PERFORM FROM event_store.shards s WHERE s.org = p_org AND s.shard = p_shard FOR UPDATE;
  UPDATE event_store.streams s SET rules = p_rules, decided_version = p_version
    WHERE s.org = p_org AND s.stream = p_stream AND s.version = p_version;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM event_store.decisions d WHERE d.org = p_org AND d.stream = p_stream;
  INSERT INTO event_store.decisions (org, stream, key, version, state)
    SELECT p_org, p_stream, u.key, u.version, u.state FROM unnest(p_keys, p_versions, p_states) AS u(key, version, state);
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION event_store.install_decisions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_store.install_decisions TO event_store_append;

-- The next events to publish, with what makes their headers whole; at most p_limit and about p_max_bytes (but at least one).
CREATE FUNCTION event_store.relay_next(p_org text, p_shard integer, p_after bigint, p_limit integer, p_max_bytes bigint) RETURNS SETOF event_store.events
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.org, e.shard, e.position, e.stream, e.stream_version, e.id, e.header, e.writer_digest, e.payload, e.commitment, e.recorded_at_us, e.chain, e.attributes
    FROM (SELECT n.*, sum(coalesce(octet_length(n.header), 800) + octet_length(n.payload)) OVER (ORDER BY n.position) AS bytes
            FROM event_store.events n WHERE n.org = p_org AND n.shard = p_shard AND n.position > p_after ORDER BY n.position LIMIT p_limit) e
    WHERE e.bytes <= p_max_bytes OR e.position = p_after + 1
    ORDER BY e.position
$$;
REVOKE ALL ON FUNCTION event_store.relay_next FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_store.relay_next TO event_store_relay;

-- A relay of the release before knows no attributes: it gets no further than the first event that has them, until it is replaced.
CREATE OR REPLACE FUNCTION event_store.relay_read(p_org text, p_shard integer, p_after bigint, p_limit integer, p_max_bytes bigint)
RETURNS TABLE ("position" bigint, stream_version integer, header text, payload bytea, recorded_at_us bigint, chain bytea)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.position, e.stream_version, e.header, e.payload, e.recorded_at_us, e.chain
    FROM (SELECT n.*, sum(octet_length(n.header) + octet_length(n.payload)) OVER (ORDER BY n.position) AS bytes,
                 min(n.position) FILTER (WHERE n.header IS NULL) OVER () AS unreadable
            FROM (SELECT * FROM event_store.events a WHERE a.org = p_org AND a.shard = p_shard AND a.position > p_after ORDER BY a.position LIMIT p_limit) n) e
    WHERE (e.bytes <= p_max_bytes OR e.position = p_after + 1) AND (e.unreadable IS NULL OR e.position < e.unreadable)
    ORDER BY e.position
$$;
