-- All functions of the store but org_key and refuse_change, which tables need. The file is applied whenever its content
-- has changed: it makes every function again.
DO $$
DECLARE
  stale regprocedure;
BEGIN
  FOR stale IN SELECT p.oid FROM pg_proc p
      WHERE p.pronamespace = 'event_store'::regnamespace AND p.proname NOT IN ('org_key', 'refuse_change') LOOP
    EXECUTE format('DROP FUNCTION %s', stale);
  END LOOP;
END $$;

-- Identity, made at first use (not by the migration: databases cloned from one template are different stores).
CREATE FUNCTION event_store.store_identity() RETURNS TABLE (store_id uuid, epoch integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM event_store.identity) THEN
    INSERT INTO event_store.identity (store_id, epoch) VALUES (gen_random_uuid(), 1) ON CONFLICT DO NOTHING;
  END IF;
  IF EXISTS (SELECT FROM event_store.identity i WHERE NOT i.joined) THEN
    RAISE EXCEPTION 'this cluster was restored and has not joined its store again' USING ERRCODE = 'cannot_connect_now';
  END IF;
  RETURN QUERY SELECT i.store_id, i.epoch FROM event_store.identity i;
END $$;

-- Nothing is recorded and published under an epoch any more, because others have seen another history of it.
CREATE FUNCTION event_store.hold(p_epoch integer, p_reason text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE event_store.identity SET held = p_reason WHERE epoch = p_epoch AND held IS NULL
$$;

-- Raises EV003, with the reason as its detail, when the epoch is held.
CREATE FUNCTION event_store.refuse_held(p_epoch integer) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_held text;
BEGIN
  SELECT i.held INTO v_held FROM event_store.identity i WHERE i.epoch = p_epoch;
  IF v_held IS NOT NULL THEN
    RAISE EXCEPTION 'another history of this store was published' USING ERRCODE = 'EV003', DETAIL = v_held;
  END IF;
END $$;

-- What others have seen of shards, against what is here: those rows answer that contradict it. `here`: the head; null
-- where the shard has never been.
CREATE FUNCTION event_store.contradicted(p_orgs text[], p_shards integer[], p_positions bigint[], p_chains bytea[])
RETURNS TABLE (org text, shard integer, "position" bigint, here bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.org, k.shard, k.position, s.position
    FROM unnest(p_orgs, p_shards, p_positions, p_chains) AS k(org, shard, position, chain)
    LEFT JOIN event_store.shards s ON s.org = k.org AND s.shard = k.shard
    WHERE s.moved_to IS NULL
      -- A shard begins in the first cluster.
      AND (s.org IS NOT NULL OR NOT EXISTS (SELECT FROM event_store.identity i WHERE i.cluster <> 'main'))
      AND NOT EXISTS (SELECT FROM event_store.events e WHERE e.org_key = event_store.org_key(k.org) AND e.shard = k.shard
        AND e.position = k.position AND e.chain = k.chain)
$$;

-- The number of shards of an organisation that is about to write: p_shards, if it is its first time.
CREATE FUNCTION event_store.begin_organisation(p_org text, p_shards integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_shards integer;
BEGIN
  PERFORM set_config('app.org', p_org, true);
  -- Without a conflict target, which would cover one of the two unique constraints: of two processes that begin an
  -- organisation at once, one would fail for the other one. An organisation whose key another one has is not there
  -- afterwards, and STRICT raises.
  INSERT INTO event_store.organisations (org, org_key, shards) VALUES (p_org, event_store.org_key(p_org), p_shards) ON CONFLICT DO NOTHING;
  SELECT o.shards INTO STRICT v_shards FROM event_store.organisations o WHERE o.org = p_org;
  RETURN v_shards;
END $$;

-- Null for an organisation that has never written.
CREATE FUNCTION event_store.organisation_shards(p_org text) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN (SELECT o.shards FROM event_store.organisations o WHERE o.org = p_org);
END $$;

-- Raises EV002, with the cluster to ask instead as its detail, when the shard is not here. Whoever reads calls it
-- first: in a cluster that a shard has left it is an old state.
CREATE FUNCTION event_store.require_shard(p_org text, p_shard integer) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_elsewhere text;
BEGIN
  SELECT s.moved_to INTO v_elsewhere FROM event_store.shards s WHERE s.org = p_org AND s.shard = p_shard;
  IF NOT FOUND THEN
    SELECT 'main' INTO v_elsewhere FROM event_store.identity i WHERE i.cluster <> 'main';
  END IF;
  IF v_elsewhere IS NOT NULL THEN
    RAISE EXCEPTION 'the shard is not in this cluster' USING ERRCODE = 'EV002', DETAIL = v_elsewhere;
  END IF;
END $$;

-- Records the acceptable items of one batch and answers one row per item, in order.
--   p_digests: SHA-256 of the writer headers, which the chain covers
--   p_rules: version of the rules whose decisions come with the items; 0: the items come without
--   p_expected: -3 any · -2 the stream exists · -1 the stream is new · n >= 0 the stream is at exactly version n
--   p_groups: 0 alone; items that follow each other with the same number are recorded together or not at all
--   p_refused: the rules refuse the item; it is only looked whether that still holds, and whether its id was recorded before
--   p_reference_items, p_reference_ids: pairs (item number, id of an event of the same stream that must exist)
--   p_decision_*: what an item was decided under: aggregate, the version of its state (0: none; -k: as item k of this batch leaves it), and the
--     state that the item leaves (null: unchanged); in the order of the items
--   p_classes: retention classes that the items are sealed in; null: no class of these streams can be gone
--   p_clock_us: what the process takes the time for, with which the clock of the database must agree
--   p_record: false: only what would come out is answered, by the same checks. Nothing is written or locked; headers, digests and payloads are not needed. Each look-up
--     sees what was committed before it, so that an item may be `decision-stale` because others went on in between.
-- Outcomes `decision-stale` and `undecided` mean: decide again (the state has changed, or must be rebuilt first). What follows in the same stream,
-- or under the same id, is held back with them, so that the order of a stream's items is kept and the first of an id is the first.
-- A shard that is elsewhere is refused: `moved_to` is in the row that is locked anyway. `previous` is answered for what was created, `chain` also for what was recorded before.
-- Plain tables, row locks and unique constraints only, so that it runs on distributed PostgreSQL as well.
CREATE FUNCTION event_store.append(
  p_org text, p_shard integer, p_epoch integer, p_rules integer,
  p_ids uuid[], p_streams uuid[], p_headers bytea[], p_digests bytea[], p_payloads bytea[], p_commitments bytea[], p_traceparents text[],
  p_expected integer[], p_groups integer[], p_refused boolean[], p_reference_items integer[], p_reference_ids uuid[],
  p_decision_items integer[], p_decision_keys bytea[], p_decision_expected integer[], p_decision_states bytea[], p_record boolean, p_clock_us bigint,
  p_classes text[] DEFAULT NULL
) RETURNS TABLE (outcome text, shard integer, "position" bigint, stream_version integer, recorded_at_us bigint, reference uuid,
  previous bigint, chain bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  v_key bigint := event_store.org_key(p_org);
  v_count integer := cardinality(p_ids);
  v_decisions integer := cardinality(p_decision_items);
  v_head_position bigint;
  v_position bigint;
  v_chain bytea;
  v_now bigint;
  v_clock bigint;
  v_moved_to text;
  -- per item, from one look-up
  v_known_same boolean[]; -- whether what is recorded under the id is the same; null: nothing is
  v_first_of_id integer[];
  v_first_of_stream integer[];
  v_decided boolean[]; -- the stream's state is of these rules and up to its last event
  v_closed boolean[];
  v_gone boolean[]; -- the class that it is sealed in
  -- at the index of a stream's, an id's or an aggregate's first occurrence
  v_stream_version integer[];
  v_stream_position bigint[];
  v_held boolean[] := array_fill(false, ARRAY[v_count]); -- the stream has an item that is to be decided again
  v_held_id boolean[] := v_held; -- an item of this id is to be decided again
  v_accepted integer[] := array_fill(NULL::integer, ARRAY[v_count]); -- the item that was accepted for the id
  v_first_of_key integer[];
  v_key_version integer[]; -- as in p_decision_expected
  v_changes boolean := false; -- an accepted item leaves a state
  v_next_decision integer := 1;
  v_end_of_decisions integer;
  -- as it was before the group under way
  v_group integer := 0;
  v_group_start integer;
  v_group_failed boolean := false;
  v_saved_position bigint;
  v_saved_chain bytea;
  v_saved_stream_version integer[];
  v_saved_stream_position bigint[];
  v_saved_accepted integer[];
  v_saved_key_version integer[];
  -- per item, the answer
  v_outcomes text[] := array_fill(NULL::text, ARRAY[v_count]);
  v_shards integer[] := array_fill(p_shard, ARRAY[v_count]);
  v_positions bigint[] := array_fill(NULL::bigint, ARRAY[v_count]);
  v_versions integer[] := array_fill(NULL::integer, ARRAY[v_count]);
  v_recorded bigint[] := array_fill(NULL::bigint, ARRAY[v_count]);
  v_previous bigint[] := array_fill(NULL::bigint, ARRAY[v_count]);
  v_chains bytea[] := array_fill(NULL::bytea, ARRAY[v_count]);
  v_references uuid[] := array_fill(NULL::uuid, ARRAY[v_count]);
  v_has_references boolean := cardinality(p_reference_items) > 0;
  v_plain boolean; -- nothing but the decisions of an item can keep it from being recorded, as far as the loop has come
  v_known event_store.events;
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
  -- Without statistics the planner cannot tell the indexes of an organisation apart and may take the wrong one for
  -- good: until the table has been analysed each call is planned for the table as it is now.
  IF (SELECT c.reltuples < 1000 FROM pg_class c WHERE c.oid = 'event_store.events'::regclass) THEN
    PERFORM set_config('plan_cache_mode', 'force_custom_plan', true);
  END IF;
  IF NOT EXISTS (SELECT FROM event_store.identity i WHERE i.epoch = p_epoch AND i.held IS NULL) THEN
    PERFORM event_store.refuse_held(p_epoch);
    RAISE EXCEPTION 'the epoch of this store is not %', p_epoch USING ERRCODE = 'EV001';
  END IF;

  IF p_record THEN
    -- The lock comes first and in a statement of its own: each later statement's snapshot is taken after it and sees
    -- all that was committed under it.
    SELECT s.position, s.chain, s.recorded_at_us, s.moved_to INTO v_position, v_chain, v_now, v_moved_to
      FROM event_store.shards s WHERE s.org = p_org AND s.shard = p_shard FOR UPDATE;
    IF NOT FOUND THEN
      -- A shard begins in the first cluster; in the others it begins when it is moved there.
      PERFORM event_store.require_shard(p_org, p_shard);
      INSERT INTO event_store.shards (org, shard, position, chain, recorded_at_us)
        VALUES (p_org, p_shard, 0, decode(repeat('00', 32), 'hex'), 0) ON CONFLICT DO NOTHING;
      SELECT s.position, s.chain, s.recorded_at_us, s.moved_to INTO STRICT v_position, v_chain, v_now, v_moved_to
        FROM event_store.shards s WHERE s.org = p_org AND s.shard = p_shard FOR UPDATE;
    END IF;
  ELSE
    SELECT s.position, s.chain, s.recorded_at_us, s.moved_to INTO v_position, v_chain, v_now, v_moved_to
      FROM event_store.shards s WHERE s.org = p_org AND s.shard = p_shard;
    IF NOT FOUND THEN
      PERFORM event_store.require_shard(p_org, p_shard);
      v_position := 0;
    END IF;
  END IF;
  IF v_moved_to IS NOT NULL THEN
    RAISE EXCEPTION 'the shard is not in this cluster' USING ERRCODE = 'EV002', DETAIL = v_moved_to;
  END IF;
  v_head_position := v_position;
  -- Of the two clocks and the last entry none may lie a minute from the others: what is recorded under a wrong time
  -- cannot be taken back, and no later event may lie before it.
  v_clock := (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
  IF p_record AND abs(v_clock - p_clock_us) > 60000000 THEN
    RAISE EXCEPTION 'the clocks of database and process are % seconds apart', (v_clock - p_clock_us) / 1000000 USING ERRCODE = 'EV004';
  ELSIF p_record AND v_now - v_clock > 60000000 THEN
    RAISE EXCEPTION 'the last entry lies % seconds ahead of the clocks', (v_now - v_clock) / 1000000 USING ERRCODE = 'EV004';
  END IF;
  v_now := greatest(v_now, v_clock);

  SELECT array_agg(e.commitment = i.commitment ORDER BY i.n), array_agg(i.first_of_id ORDER BY i.n), array_agg(i.first_of_stream ORDER BY i.n),
         array_agg(coalesce(s.version, 0) ORDER BY i.n), array_agg(coalesce(s.position, 0) ORDER BY i.n),
         array_agg(coalesce(s.rules = p_rules AND s.decided_version = s.version, true) ORDER BY i.n), array_agg(coalesce(s.closed, false) ORDER BY i.n),
         array_agg(coalesce(i.class = ANY (s.gone_classes), false) ORDER BY i.n),
         -- bool_and passes over what is null
         bool_and(coalesce(p_record AND e.commitment IS NULL AND i.first_of_id = i.n AND s.closed IS NOT TRUE
           AND (i.class = ANY (s.gone_classes)) IS NOT TRUE AND i.grouped = 0 AND NOT i.refused
           AND (i.expected = -3 OR i.expected = -2 AND s.version IS NOT NULL), false)) AND NOT v_has_references
    INTO v_known_same, v_first_of_id, v_first_of_stream, v_stream_version, v_stream_position, v_decided, v_closed, v_gone, v_plain
    FROM (SELECT u.n, u.id, u.stream, u.commitment, u.class, u.expected, u.grouped, u.refused,
                 min(u.n) OVER (PARTITION BY u.id) AS first_of_id, min(u.n) OVER (PARTITION BY u.stream) AS first_of_stream
            FROM unnest(p_ids, p_streams, p_commitments, p_classes, p_expected, p_groups, p_refused) WITH ORDINALITY
              AS u(id, stream, commitment, class, expected, grouped, refused, n)) i
    -- LATERAL with LIMIT: one index look-up per item, independent of the planner's estimates of the tables' sizes (a
    -- plain join was ten times slower)
    LEFT JOIN LATERAL (SELECT k.commitment FROM event_store.events k WHERE k.org_key = v_key AND k.id = i.id LIMIT 1) e ON true
    LEFT JOIN LATERAL (SELECT k.version, k.position, k.rules, k.decided_version, k.closed, k.gone_classes FROM event_store.streams k
                        WHERE k.org_key = v_key AND k.stream = i.stream LIMIT 1) s ON true;
  IF v_decisions > 0 THEN
    SELECT array_agg(d.first_of_key ORDER BY d.m), array_agg(coalesce(k.version, 0) ORDER BY d.m)
      INTO v_first_of_key, v_key_version
      FROM (SELECT u.m, s.stream, u.key, min(u.m) OVER (PARTITION BY s.stream, u.key) AS first_of_key
              FROM unnest(p_decision_items, p_decision_keys) WITH ORDINALITY AS u(item, key, m)
              CROSS JOIN LATERAL (SELECT p_streams[u.item] AS stream) s) d
      LEFT JOIN LATERAL (SELECT t.version FROM event_store.decisions t
                          WHERE t.org_key = v_key AND t.stream = d.stream AND t.key = d.key LIMIT 1) k ON true;
  END IF;

  FOR n IN 1..v_count LOOP
    -- What nearly every item is goes through the fewest expressions: each costs a third of a microsecond. One that has to
    -- be decided again ends that for all behind it. What records the item stands below once more: one place for both
    -- cost a tenth of the CPU of this database, measured in turn.
    IF v_plain THEN
      v_slot := v_first_of_stream[n];
      v_end_of_decisions := v_next_decision;
      WHILE v_plain AND v_end_of_decisions <= v_decisions AND p_decision_items[v_end_of_decisions] = n LOOP
        v_plain := v_decided[v_slot] AND v_key_version[v_first_of_key[v_end_of_decisions]] = p_decision_expected[v_end_of_decisions];
        v_end_of_decisions := v_end_of_decisions + 1;
      END LOOP;
    END IF;
    IF v_plain THEN
      v_position := v_position + 1;
      v_version := v_stream_version[v_slot] + 1;
      v_previous[n] := v_stream_position[v_slot];
      v_chain := sha256(v_chain || p_digests[n] || int8send(v_position) || int8send(v_previous[n]) || int4send(v_version) || int8send(v_now));
      v_stream_version[v_slot] := v_version;
      v_stream_position[v_slot] := v_position;
      FOR m IN v_next_decision..v_end_of_decisions - 1 LOOP
        IF p_decision_states[m] IS NOT NULL THEN
          v_key_version[v_first_of_key[m]] := -n;
          v_changes := true;
        END IF;
      END LOOP;
      v_next_decision := v_end_of_decisions;
      v_outcomes[n] := 'created';
      v_positions[n] := v_position;
      v_versions[n] := v_version;
      v_recorded[n] := v_now;
      v_chains[n] := v_chain;
      CONTINUE;
    END IF;
    IF p_groups[n] <> v_group THEN
      v_group := p_groups[n];
      v_group_failed := false;
      IF v_group <> 0 THEN
        v_group_start := n;
        v_saved_position := v_position;
        v_saved_chain := v_chain;
        v_saved_stream_version := v_stream_version;
        v_saved_stream_position := v_stream_position;
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
    ELSIF v_known_same[n] IS NOT NULL THEN
      IF v_known_same[n] THEN
        SELECT k.* INTO STRICT v_known FROM event_store.events k WHERE k.org_key = v_key AND k.id = p_ids[n];
        v_outcomes[n] := 'duplicate';
        v_shards[n] := v_known.shard;
        v_positions[n] := v_known.position;
        v_versions[n] := v_known.stream_version;
        v_recorded[n] := v_known.recorded_at_us;
        v_chains[n] := v_known.chain;
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
        v_chains[n] := v_chains[v_twin];
        v_next_decision := v_end_of_decisions;
        CONTINUE;
      END IF;
      v_outcome := 'id-conflict';
    ELSIF v_closed[n] THEN
      v_outcome := 'stream-closed';
    ELSIF v_gone[n] THEN
      v_outcome := 'class-gone';
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
            AND NOT EXISTS (SELECT FROM event_store.events e WHERE e.org_key = v_key AND e.id = r.id AND e.stream = p_streams[n])
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
      v_previous[n] := v_stream_position[v_slot];
      v_chain := sha256(v_chain || p_digests[n] || int8send(v_position) || int8send(v_previous[n]) || int4send(v_version) || int8send(v_now));
      v_stream_version[v_slot] := v_version;
      v_stream_position[v_slot] := v_position;
      v_accepted[v_first_of_id[n]] := n;
      FOR m IN v_next_decision..v_end_of_decisions - 1 LOOP
        IF p_decision_states[m] IS NOT NULL THEN
          v_key_version[v_first_of_key[m]] := -n;
          v_changes := true;
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
        v_stream_position := v_saved_stream_position;
        v_accepted := v_saved_accepted;
        v_key_version := v_saved_key_version;
        FOR i IN v_group_start..n - 1 LOOP
          -- A repetition of what was only just taken back is not recorded either.
          IF v_outcomes[i] = 'created' OR v_outcomes[i] = 'duplicate' AND v_known_same[i] IS NULL AND v_accepted[v_first_of_id[i]] IS NULL THEN
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

  IF p_record AND v_position > v_head_position THEN
    -- No ON CONFLICT: what is not unique in spite of the look-up must raise.
    INSERT INTO event_store.events (org_key, position, previous, recorded_at_us, shard, stream_version, stream, id, chain, commitment, header, payload,
        traceparent)
      SELECT v_key, u.position, u.previous, v_now, p_shard, u.version, u.stream, u.id, u.chain, u.commitment, u.header, u.payload, u.traceparent
        FROM unnest(p_ids, p_streams, p_headers, p_payloads, p_commitments, p_traceparents, v_positions, v_previous, v_versions, v_chains, v_outcomes)
          AS u(id, stream, header, payload, commitment, traceparent, position, previous, version, chain, outcome)
        WHERE u.outcome = 'created';
    INSERT INTO event_store.streams (org_key, position, stream, shard, version, rules, decided_version)
      -- What comes without a decision changes no state, but does not make up for one that is missing either.
      SELECT v_key, max(u.position), u.stream, p_shard, max(u.version), CASE WHEN bool_and(u.decided) THEN p_rules ELSE 0 END,
             CASE WHEN p_rules > 0 AND bool_and(u.decided) THEN max(u.version) ELSE 0 END
        FROM unnest(p_streams, v_positions, v_versions, v_outcomes, v_decided) AS u(stream, position, version, outcome, decided)
        WHERE u.outcome = 'created' GROUP BY u.stream
      ON CONFLICT (org_key, stream) DO UPDATE
        SET position = excluded.position, version = excluded.version, rules = excluded.rules, decided_version = excluded.decided_version;
    IF v_changes THEN
      INSERT INTO event_store.decisions (org_key, stream, key, version, state)
        SELECT v_key, s.stream, u.key, s.version, u.state
          FROM unnest(p_decision_items, p_decision_keys, p_decision_states, v_first_of_key) AS u(item, key, state, first_of_key)
          CROSS JOIN LATERAL (SELECT p_streams[u.item] AS stream, v_versions[u.item] AS version, v_outcomes[u.item] AS outcome,
                                     v_key_version[u.first_of_key] AS key_version) s
          WHERE s.outcome = 'created' AND u.state IS NOT NULL AND s.key_version = -u.item
        ON CONFLICT (org_key, stream, key) DO UPDATE SET version = excluded.version, state = excluded.state;
    END IF;
    UPDATE event_store.shards s SET position = v_position, chain = v_chain, recorded_at_us = v_now
      WHERE s.org = p_org AND s.shard = p_shard;
  END IF;

  RETURN QUERY SELECT * FROM unnest(v_outcomes, v_shards, v_positions, v_versions, v_recorded, v_references, v_previous, v_chains);
END $$;

-- The same for one item of a store without rules that may come at any version and refers to nothing, as a gathered list
-- of accesses does: `append` spends half a millisecond on what such an item does not need. No row is answered, and
-- nothing is written, where anything is out of the ordinary (no shard yet, or elsewhere; a stream or class that ended;
-- another epoch, a held one, clocks that differ): `append` then says what it is. An id that was recorded before raises
-- unique_violation: it is not looked for.
CREATE FUNCTION event_store.append_one(
  p_org text, p_shard integer, p_epoch integer, p_id uuid, p_stream uuid, p_header bytea, p_digest bytea, p_payload bytea, p_commitment bytea,
  p_traceparent text, p_clock_us bigint, p_class text
) RETURNS TABLE (outcome text, shard integer, "position" bigint, stream_version integer, recorded_at_us bigint, reference uuid,
  previous bigint, chain bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  v_key bigint := event_store.org_key(p_org);
  v_position bigint;
  v_chain bytea;
  v_last bigint;
  v_clock bigint;
BEGIN
  PERFORM set_config('app.org', p_org, true);
  -- The lock comes first and in a statement of its own, as in `append`; the clock is read behind it.
  SELECT s.position + 1, s.chain, s.recorded_at_us INTO v_position, v_chain, v_last
    FROM event_store.shards s WHERE s.org = p_org AND s.shard = p_shard AND s.moved_to IS NULL FOR UPDATE;
  v_clock := (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
  IF v_position IS NULL OR abs(v_clock - p_clock_us) > 60000000 OR v_last - v_clock > 60000000 THEN
    RETURN;
  END IF;
  RETURN QUERY WITH known AS (
      SELECT coalesce(s.version, 0) + 1 AS version, coalesce(s.position, 0) AS previous, greatest(v_last, v_clock) AS now
        FROM event_store.identity i
        LEFT JOIN LATERAL (SELECT k.version, k.position, k.closed, k.gone_classes FROM event_store.streams k
                            WHERE k.org_key = v_key AND k.stream = p_stream LIMIT 1) s ON true
        WHERE i.epoch = p_epoch AND i.held IS NULL AND s.closed IS NOT TRUE AND (p_class = ANY (s.gone_classes)) IS NOT TRUE
    ), event AS (
      INSERT INTO event_store.events (org_key, position, previous, recorded_at_us, shard, stream_version, stream, id, chain, commitment, header, payload,
          traceparent)
        SELECT v_key, v_position, k.previous, k.now, p_shard, k.version, p_stream, p_id,
            sha256(v_chain || p_digest || int8send(v_position) || int8send(k.previous) || int4send(k.version) || int8send(k.now)),
            p_commitment, p_header, p_payload, p_traceparent FROM known k
        RETURNING previous, stream_version, recorded_at_us, chain
    ), stream AS (
      INSERT INTO event_store.streams (org_key, position, stream, shard, version)
        SELECT v_key, v_position, p_stream, p_shard, e.stream_version FROM event e
        ON CONFLICT (org_key, stream) DO UPDATE
          SET position = excluded.position, version = excluded.version, rules = excluded.rules, decided_version = excluded.decided_version
    ), head AS (
      UPDATE event_store.shards s SET position = v_position, chain = e.chain, recorded_at_us = e.recorded_at_us
        FROM event e WHERE s.org = p_org AND s.shard = p_shard
    )
    SELECT 'created', p_shard, v_position, e.stream_version, e.recorded_at_us, NULL::uuid, e.previous, e.chain FROM event e;
END $$;

-- Readers: one round trip, under row-level security of the organisation that is named, in the cluster that has the
-- shard.
CREATE FUNCTION event_store.read_shard(p_org text, p_shard integer, p_after bigint, p_limit integer) RETURNS SETOF event_store.events
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_key bigint := event_store.org_key(p_org);
BEGIN
  PERFORM set_config('app.org', p_org, true);
  PERFORM event_store.require_shard(p_org, p_shard);
  RETURN QUERY SELECT * FROM event_store.events e
    WHERE e.org_key = v_key AND e.shard = p_shard AND e.position > p_after ORDER BY e.position LIMIT p_limit;
END $$;

CREATE FUNCTION event_store.read_stream(p_org text, p_shard integer, p_stream uuid, p_after integer, p_limit integer) RETURNS SETOF event_store.events
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_key bigint := event_store.org_key(p_org);
BEGIN
  PERFORM set_config('app.org', p_org, true);
  PERFORM event_store.require_shard(p_org, p_shard);
  RETURN QUERY SELECT * FROM event_store.events e
    WHERE e.org_key = v_key AND e.stream = p_stream AND e.stream_version > p_after ORDER BY e.stream_version LIMIT p_limit;
END $$;

-- Events by id, of any stream of the shard; those that do not exist are left out.
CREATE FUNCTION event_store.read_events(p_org text, p_shard integer, p_ids uuid[]) RETURNS SETOF event_store.events
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_key bigint := event_store.org_key(p_org);
BEGIN
  PERFORM set_config('app.org', p_org, true);
  PERFORM event_store.require_shard(p_org, p_shard);
  RETURN QUERY SELECT e.* FROM event_store.events e WHERE e.org_key = v_key AND e.id = ANY (p_ids) AND e.shard = p_shard;
END $$;

-- State of aggregates, in the requested order; version 0 where there is none. `decided` is false where the stream's
-- state is missing, behind, or of other rules: nothing may then be decided under it, although its versions may be the
-- same. (It does not look where the shard is: a state is named by the stream version that wrote it, and the append
-- checks that, wherever it was read.)
CREATE FUNCTION event_store.read_decisions(p_org text, p_rules integer, p_streams uuid[], p_keys bytea[])
RETURNS TABLE (decided boolean, version integer, state bytea)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_key bigint := event_store.org_key(p_org);
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY SELECT coalesce(s.decided, true), coalesce(d.version, 0), d.state
    FROM unnest(p_streams, p_keys) WITH ORDINALITY AS u(stream, key, n)
    LEFT JOIN LATERAL (SELECT k.rules = p_rules AND k.decided_version = k.version AS decided FROM event_store.streams k
                        WHERE k.org_key = v_key AND k.stream = u.stream LIMIT 1) s ON true
    LEFT JOIN LATERAL (SELECT k.version, k.state FROM event_store.decisions k
                        WHERE k.org_key = v_key AND k.stream = u.stream AND k.key = u.key LIMIT 1) d ON true
    ORDER BY u.n;
END $$;

-- All state of one stream, and what it was made by.
CREATE FUNCTION event_store.read_stream_decisions(p_org text, p_shard integer, p_stream uuid) RETURNS TABLE (key bytea, version integer, state bytea)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_key bigint := event_store.org_key(p_org);
BEGIN
  PERFORM set_config('app.org', p_org, true);
  PERFORM event_store.require_shard(p_org, p_shard);
  RETURN QUERY SELECT d.key, d.version, d.state FROM event_store.decisions d WHERE d.org_key = v_key AND d.stream = p_stream ORDER BY d.key;
END $$;

-- Replaces the decision state of a stream by a rebuilt one, if the stream is still at the version that it was rebuilt
-- from.
CREATE FUNCTION event_store.install_decisions(
  p_org text, p_shard integer, p_stream uuid, p_rules integer, p_version integer, p_keys bytea[], p_versions integer[], p_states bytea[]
) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_key bigint := event_store.org_key(p_org);
BEGIN
  PERFORM set_config('app.org', p_org, true);
  PERFORM FROM event_store.shards s WHERE s.org = p_org AND s.shard = p_shard FOR UPDATE;
  PERFORM event_store.require_shard(p_org, p_shard);
  UPDATE event_store.streams s SET rules = p_rules, decided_version = p_version
    WHERE s.org_key = v_key AND s.stream = p_stream AND s.version = p_version;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM event_store.decisions d WHERE d.org_key = v_key AND d.stream = p_stream;
  INSERT INTO event_store.decisions (org_key, stream, key, version, state)
    SELECT v_key, p_stream, u.key, u.version, u.state FROM unnest(p_keys, p_versions, p_states) AS u(key, version, state);
  RETURN true;
END $$;

-- Nothing is appended to the stream any more, and its decision state goes. Answers how much of that there was.
CREATE FUNCTION event_store.close_stream(p_org text, p_shard integer, p_stream uuid) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_key bigint := event_store.org_key(p_org);
  v_deleted bigint;
BEGIN
  PERFORM set_config('app.org', p_org, true);
  PERFORM FROM event_store.shards s WHERE s.org = p_org AND s.shard = p_shard FOR UPDATE;
  PERFORM event_store.require_shard(p_org, p_shard);
  UPDATE event_store.streams s SET closed = true WHERE s.org_key = v_key AND s.stream = p_stream;
  DELETE FROM event_store.decisions d WHERE d.org_key = v_key AND d.stream = p_stream;
  GET DIAGNOSTICS v_deleted = ROW_COUNT;
  RETURN v_deleted;
END $$;

-- Nothing that is sealed in these classes is appended to the stream any more, also by a writer that still has a key. Its
-- decision state goes, as some of its events cannot be read; it is rebuilt from the others when the stream is written
-- next. Answers how much of it there was.
CREATE FUNCTION event_store.end_classes(p_org text, p_shard integer, p_stream uuid, p_classes text[]) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_key bigint := event_store.org_key(p_org);
  v_deleted bigint;
BEGIN
  PERFORM set_config('app.org', p_org, true);
  PERFORM FROM event_store.shards s WHERE s.org = p_org AND s.shard = p_shard FOR UPDATE;
  PERFORM event_store.require_shard(p_org, p_shard);
  UPDATE event_store.streams s SET decided_version = 0,
      gone_classes = ARRAY(SELECT DISTINCT c FROM unnest(coalesce(s.gone_classes, '{}') || p_classes) AS c ORDER BY c)
    WHERE s.org_key = v_key AND s.stream = p_stream;
  DELETE FROM event_store.decisions d WHERE d.org_key = v_key AND d.stream = p_stream;
  GET DIAGNOSTICS v_deleted = ROW_COUNT;
  RETURN v_deleted;
END $$;

-- A lease lasts for its duration from when it was taken: one that ends later was taken while the clock was ahead, and
-- has ended.
CREATE FUNCTION event_store.lease_runs(p_until timestamptz, p_lease_ms integer) RETURNS boolean
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_until BETWEEN clock_timestamp() AND clock_timestamp() + make_interval(secs => p_lease_ms / 1000.0)
$$;

-- Renews the leases of p_owner, takes those that ran out (with a new fence), and answers every shard that it now holds.
-- Relays publish what is here.
CREATE FUNCTION event_store.relay_claim(p_owner text, p_lease_ms integer)
RETURNS TABLE (org text, shard integer, fence bigint, "position" bigint, head bigint, chain bytea, epoch integer)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_until timestamptz := clock_timestamp() + make_interval(secs => p_lease_ms / 1000.0);
BEGIN
  PERFORM event_store.refuse_held(i.epoch) FROM event_store.identity i;
  INSERT INTO event_store.relays (org, shard, owner, leased_until, fence, position)
    SELECT s.org, s.shard, '', '-infinity', 0, 0 FROM event_store.shards s
      WHERE s.moved_to IS NULL AND NOT EXISTS (SELECT FROM event_store.relays r WHERE r.org = s.org AND r.shard = s.shard)
    ON CONFLICT DO NOTHING;
  UPDATE event_store.relays r SET leased_until = v_until WHERE r.owner = p_owner AND event_store.lease_runs(r.leased_until, p_lease_ms);
  UPDATE event_store.relays r SET owner = p_owner, fence = r.fence + 1, leased_until = v_until
    WHERE NOT event_store.lease_runs(r.leased_until, p_lease_ms)
      AND EXISTS (SELECT FROM event_store.shards s WHERE s.org = r.org AND s.shard = r.shard AND s.moved_to IS NULL);
  -- A shard that left meanwhile is not returned, so that it is not published.
  RETURN QUERY SELECT r.org, r.shard, r.fence, r.position, s.position, s.chain, i.epoch FROM event_store.identity i, event_store.relays r
    JOIN event_store.shards s ON s.org = r.org AND s.shard = r.shard AND s.moved_to IS NULL WHERE r.owner = p_owner;
END $$;

-- Shards that have something to publish and that p_owner holds, or that are free.
CREATE FUNCTION event_store.relay_look(p_owner text, p_lease_ms integer) RETURNS TABLE (org text, shard integer, held boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.org, s.shard, coalesce(r.owner = p_owner AND event_store.lease_runs(r.leased_until, p_lease_ms), false)
    FROM event_store.shards s
    LEFT JOIN event_store.relays r ON r.org = s.org AND r.shard = s.shard
    WHERE s.moved_to IS NULL AND s.position > coalesce(r.position, 0) AND (r.org IS NULL OR r.owner = p_owner OR NOT event_store.lease_runs(r.leased_until, p_lease_ms))
$$;

-- The next events to publish, at most p_limit and about p_max_bytes (but at least one).
CREATE FUNCTION event_store.relay_next(p_org text, p_shard integer, p_after bigint, p_limit integer, p_max_bytes bigint) RETURNS SETOF event_store.events
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_key bigint := event_store.org_key(p_org);
BEGIN
  RETURN QUERY SELECT (e.event).*
    FROM (SELECT n AS event, n.position, sum(octet_length(n.header) + octet_length(n.payload)) OVER (ORDER BY n.position) AS bytes
            FROM event_store.events n WHERE n.org_key = v_key AND n.shard = p_shard AND n.position > p_after ORDER BY n.position LIMIT p_limit) e
    WHERE e.bytes <= p_max_bytes OR e.position = p_after + 1
    ORDER BY e.position;
END $$;

-- Moves the checkpoint and renews the lease, if p_fence still holds it. Answers false when it does not.
-- Its commit need not reach the disk: after a crash the same events are published again, which consumers recognise.
CREATE FUNCTION event_store.relay_advance(p_org text, p_shard integer, p_fence bigint, p_position bigint, p_lease_ms integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  UPDATE event_store.relays r SET position = p_position, leased_until = clock_timestamp() + make_interval(secs => p_lease_ms / 1000.0)
    WHERE r.org = p_org AND r.shard = p_shard AND r.fence = p_fence;
  RETURN FOUND;
END $$;

-- Gives the leases of p_owner back, so that another relay may start at once.
CREATE FUNCTION event_store.relay_release(p_owner text) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  UPDATE event_store.relays SET leased_until = '-infinity' WHERE owner = p_owner
$$;

-- Everything that is recorded and not yet published, of all shards.
CREATE FUNCTION event_store.relay_backlog() RETURNS TABLE (events bigint, oldest_recorded_at_us bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(sum(s.position - coalesce(r.position, 0)), 0)::bigint, min(e.recorded_at_us)
    FROM event_store.shards s
    LEFT JOIN event_store.relays r ON r.org = s.org AND r.shard = s.shard
    LEFT JOIN LATERAL (SELECT n.recorded_at_us FROM event_store.events n
                        WHERE n.org_key = event_store.org_key(s.org) AND n.shard = s.shard AND n.position = coalesce(r.position, 0) + 1) e ON true
    WHERE s.moved_to IS NULL AND s.position > coalesce(r.position, 0)
$$;

-- What follows is the owner's.

-- After a backup was restored, before the services start again: positions handed out before are void, and so is every
-- lease (no relay can have taken over a shard so often that it holds a fence of after the restore). The relays'
-- checkpoints went back with the rest: a relay that lived through the restore must not go on from a later one. In a
-- store of several clusters the restored one must join again before it is used: what has moved since its backup is then
-- known to be elsewhere. p_above: the highest epoch that others have seen, which a backup of before it does not know.
CREATE FUNCTION event_store.raise_epoch(p_above integer DEFAULT 0) RETURNS integer
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  UPDATE event_store.relays SET owner = '', leased_until = '-infinity', fence = fence + 4294967296;
  UPDATE event_store.identity SET epoch = greatest(epoch, p_above) + 1, joined = cluster IS NULL, held = NULL RETURNING epoch
$$;

-- The source of a move refuses the shard from now on. Answers its last position and chain, and how far it was
-- published; again when it is called again. p_custody: as the mover has read it. One that was paused while the shard
-- went on cannot make it leave. Answers no row when the shard is not at that custody, or left for another cluster.
CREATE FUNCTION event_store.leave_shard(p_org text, p_shard integer, p_custody integer, p_to text)
RETURNS TABLE ("position" bigint, chain bytea, published bigint)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.org', p_org, true);
  UPDATE event_store.shards s SET moved_to = p_to
    WHERE s.org = p_org AND s.shard = p_shard AND s.custody = p_custody AND (s.moved_to IS NULL OR s.moved_to = p_to);
  IF FOUND THEN
    -- The checkpoint of a relay that is at work cannot be moved any more, and is final.
    INSERT INTO event_store.relays AS r (org, shard, owner, leased_until, fence, position) VALUES (p_org, p_shard, '', '-infinity', 1, 0)
      ON CONFLICT (org, shard) DO UPDATE SET owner = '', leased_until = '-infinity', fence = r.fence + 1;
    RETURN QUERY SELECT s.position, s.chain, r.position FROM event_store.shards s JOIN event_store.relays r ON r.org = s.org AND r.shard = s.shard
      WHERE s.org = p_org AND s.shard = p_shard;
  END IF;
END $$;

-- The target of a move takes the shard over, if it has all of it: p_position, p_chain and p_published are what
-- leave_shard answered, p_custody is that of the source. Answers whether it has taken over, now or before.
CREATE FUNCTION event_store.enter_shard(p_org text, p_shard integer, p_custody integer, p_position bigint, p_chain bytea, p_published bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.org', p_org, true);
  UPDATE event_store.shards s SET moved_to = NULL, custody = p_custody + 1
    WHERE s.org = p_org AND s.shard = p_shard AND s.moved_to IS NOT NULL AND s.custody < p_custody AND s.position = p_position AND s.chain = p_chain;
  IF FOUND THEN
    INSERT INTO event_store.relays AS r (org, shard, owner, leased_until, fence, position) VALUES (p_org, p_shard, '', '-infinity', 1, p_published)
      ON CONFLICT (org, shard) DO UPDATE SET owner = '', leased_until = '-infinity', fence = r.fence + 1, position = p_published;
  END IF;
  RETURN EXISTS (SELECT FROM event_store.shards s WHERE s.org = p_org AND s.shard = p_shard AND s.custody = p_custody + 1);
END $$;

-- In a cluster that a shard is not in: where it is, as of p_custody. What this cluster knows better stays. A row that
-- takes appends although the shard went on elsewhere is from a backup of before the move: it takes no more.
CREATE FUNCTION event_store.forward_shard(p_org text, p_shard integer, p_custody integer, p_to text) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  UPDATE event_store.shards s SET moved_to = p_to
    WHERE s.org = p_org AND s.shard = p_shard AND s.custody < p_custody AND s.moved_to IS DISTINCT FROM p_to
$$;

-- Makes this database a cluster of a store: an empty one takes its identity over, one of an older epoch the epoch.
CREATE FUNCTION event_store.join_store(p_cluster text, p_store_id uuid, p_epoch integer) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_known event_store.identity;
BEGIN
  INSERT INTO event_store.identity (store_id, epoch, cluster) VALUES (p_store_id, p_epoch, p_cluster) ON CONFLICT DO NOTHING;
  SELECT * INTO STRICT v_known FROM event_store.identity FOR UPDATE;
  IF v_known.cluster IS NULL AND p_cluster <> 'main' AND NOT EXISTS (SELECT FROM event_store.shards) THEN
    UPDATE event_store.identity SET store_id = p_store_id;
  ELSIF v_known.store_id <> p_store_id OR coalesce(v_known.cluster, 'main') <> p_cluster THEN
    RAISE EXCEPTION 'this database is cluster % of store %, not cluster % of store %', coalesce(v_known.cluster, 'main'), v_known.store_id, p_cluster, p_store_id
      USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  UPDATE event_store.identity SET cluster = p_cluster, epoch = greatest(epoch, p_epoch), joined = true, held = CASE WHEN epoch >= p_epoch THEN held END;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA event_store FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_store.org_key TO {{append}}, {{relay}};
GRANT EXECUTE ON FUNCTION event_store.store_identity, event_store.hold, event_store.refuse_held TO {{append}}, {{relay}};
GRANT EXECUTE ON FUNCTION event_store.begin_organisation, event_store.organisation_shards, event_store.require_shard, event_store.append, event_store.append_one,
  event_store.read_shard,  event_store.read_stream, event_store.read_events, event_store.read_decisions, event_store.read_stream_decisions, event_store.install_decisions,
  event_store.close_stream, event_store.end_classes TO {{append}};
GRANT EXECUTE ON FUNCTION event_store.relay_claim, event_store.relay_look, event_store.lease_runs, event_store.relay_next, event_store.relay_advance, event_store.relay_release,
  event_store.relay_backlog, event_store.contradicted TO {{relay}};
