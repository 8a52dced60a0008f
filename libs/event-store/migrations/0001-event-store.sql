-- Event store of one service: append-only events, one gap-free sequence of positions per (org, shard), a hash chain over each, and the
-- checkpoints of the relay that publishes them. The event table is the outbox.

DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['event_store_append', 'event_store_relay'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of the cluster was migrated at the same moment
    END;
  END LOOP;
END $$;

CREATE SCHEMA event_store;
GRANT USAGE ON SCHEMA event_store TO event_store_append, event_store_relay;

-- Which store this is. A restore from a backup raises the epoch, so that positions handed out before it are known to be void.
CREATE TABLE event_store.identity (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  store_id uuid NOT NULL,
  epoch integer NOT NULL CHECK (epoch >= 1)
);

-- Head of each sequence. Its row lock orders position, chain and commit in the same way.
CREATE TABLE event_store.shards (
  org text NOT NULL,
  shard integer NOT NULL CHECK (shard >= 0),
  position bigint NOT NULL CHECK (position >= 0),
  chain bytea NOT NULL CHECK (octet_length(chain) = 32),
  recorded_at_us bigint NOT NULL,
  PRIMARY KEY (org, shard)
) WITH (fillfactor = 20);

CREATE TABLE event_store.streams (
  org text NOT NULL,
  stream uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  PRIMARY KEY (org, stream)
) WITH (fillfactor = 70);

CREATE TABLE event_store.events (
  org text NOT NULL,
  shard integer NOT NULL,
  position bigint NOT NULL CHECK (position >= 1),
  stream uuid NOT NULL,
  stream_version integer NOT NULL CHECK (stream_version >= 1),
  id uuid NOT NULL,
  -- canonical JSON (RFC 8785) of the attributes that the writer knew; never parsed here, its bytes are what the digest covers
  header text NOT NULL,
  writer_digest bytea NOT NULL CHECK (octet_length(writer_digest) = 32),
  payload bytea NOT NULL,
  commitment bytea NOT NULL CHECK (octet_length(commitment) = 32),
  recorded_at_us bigint NOT NULL,
  chain bytea NOT NULL CHECK (octet_length(chain) = 32),
  PRIMARY KEY (org, shard, position),
  CONSTRAINT events_id_once UNIQUE (org, id),
  CONSTRAINT events_stream_version_once UNIQUE (org, stream, stream_version)
);
-- Ciphertext does not compress: do not try.
ALTER TABLE event_store.events ALTER COLUMN payload SET STORAGE EXTERNAL;

-- How far each shard was published, and by whom. `fence` grows with every change of owner: a relay that was paused and overtaken
-- cannot move the checkpoint any more.
CREATE TABLE event_store.relays (
  org text NOT NULL,
  shard integer NOT NULL,
  owner text NOT NULL,
  leased_until timestamptz NOT NULL,
  fence bigint NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (org, shard)
) WITH (fillfactor = 20);

-- Append-only, for the owner too; ALWAYS: also under session_replication_role = replica.
CREATE FUNCTION event_store.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are append-only: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'object_not_in_prerequisite_state';
END $$;
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_store.events
  FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();
ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER events_append_only;

-- The API role reads one organisation at a time and writes through `append` only. The relay reads all.
ALTER TABLE event_store.shards ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_store.shards FORCE ROW LEVEL SECURITY;
ALTER TABLE event_store.streams ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_store.streams FORCE ROW LEVEL SECURITY;
ALTER TABLE event_store.events ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_store.events FORCE ROW LEVEL SECURITY;
ALTER TABLE event_store.relays ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_store.relays FORCE ROW LEVEL SECURITY;

CREATE POLICY own_organisation ON event_store.shards USING (org = current_setting('app.org', true));
CREATE POLICY own_organisation ON event_store.streams USING (org = current_setting('app.org', true));
CREATE POLICY own_organisation ON event_store.events USING (org = current_setting('app.org', true));
CREATE POLICY relay_reads ON event_store.shards FOR SELECT TO event_store_relay USING (true);
CREATE POLICY relay_reads ON event_store.events FOR SELECT TO event_store_relay USING (true);
CREATE POLICY relay_works ON event_store.relays TO event_store_relay USING (true);

GRANT SELECT ON event_store.identity, event_store.shards, event_store.streams, event_store.events TO event_store_append;
GRANT SELECT ON event_store.identity, event_store.shards, event_store.events TO event_store_relay;
GRANT SELECT, INSERT, UPDATE ON event_store.relays TO event_store_relay;

-- Identity, made at first use (not by the migration: databases cloned from one template are different stores).
CREATE FUNCTION event_store.store_identity() RETURNS TABLE (store_id uuid, epoch integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM event_store.identity) THEN
    INSERT INTO event_store.identity (store_id, epoch) VALUES (gen_random_uuid(), 1) ON CONFLICT DO NOTHING;
  END IF;
  RETURN QUERY SELECT i.store_id, i.epoch FROM event_store.identity i;
END $$;
REVOKE ALL ON FUNCTION event_store.store_identity() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_store.store_identity() TO event_store_append, event_store_relay;

-- For whoever restores a backup, before the services start again.
CREATE FUNCTION event_store.raise_epoch() RETURNS integer
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  UPDATE event_store.identity SET epoch = epoch + 1 RETURNING epoch
$$;
REVOKE ALL ON FUNCTION event_store.raise_epoch() FROM PUBLIC;

-- Records the acceptable items of one batch and answers one row per item, in order.
--   p_expected: -3 any · -2 the stream exists · -1 the stream is new · n >= 0 the stream is at exactly version n
--   p_reference_items, p_reference_ids: pairs (item number, id of an event of the same stream that must exist)
-- Plain tables, row locks and unique constraints only, so that it runs on distributed PostgreSQL as well.
-- The plan settings keep index look-ups also while statistics still say that the table is empty.
CREATE FUNCTION event_store.append(
  p_org text, p_shard integer, p_epoch integer,
  p_ids uuid[], p_streams uuid[], p_headers text[], p_writer_digests bytea[], p_payloads bytea[], p_commitments bytea[],
  p_expected integer[], p_reference_items integer[], p_reference_ids uuid[]
) RETURNS TABLE (outcome text, shard integer, "position" bigint, stream_version integer, recorded_at_us bigint, reference uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  v_count integer := cardinality(p_ids);
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
  v_stream_version integer[]; -- current version, kept at the index of the stream's first item
  v_accepted integer[]; -- at the index of an id's first item: the item that was accepted for the id
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
BEGIN
  IF v_count = 0 THEN
    RETURN;
  END IF;
  PERFORM set_config('app.org', p_org, true);
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
         array_agg(NULL::integer)
    INTO v_known_shard, v_known_position, v_known_version, v_known_recorded, v_known_same, v_first_of_id, v_first_of_stream,
         v_stream_version, v_accepted
    FROM (SELECT u.n, u.id, u.stream, u.commitment, min(u.n) OVER (PARTITION BY u.id) AS first_of_id,
                 min(u.n) OVER (PARTITION BY u.stream) AS first_of_stream
            FROM unnest(p_ids, p_streams, p_commitments) WITH ORDINALITY AS u(id, stream, commitment, n)) i
    -- LATERAL with LIMIT: one index look-up per item, whatever the planner believes of the tables' sizes (a plain join was ten times slower)
    LEFT JOIN LATERAL (SELECT k.shard, k.position, k.stream_version, k.recorded_at_us, k.commitment FROM event_store.events k
                        WHERE k.org = p_org AND k.id = i.id LIMIT 1) e ON true
    LEFT JOIN LATERAL (SELECT k.version FROM event_store.streams k WHERE k.org = p_org AND k.stream = i.stream LIMIT 1) s ON true;

  FOR n IN 1..v_count LOOP
    IF v_known_position[n] IS NOT NULL THEN
      IF v_known_same[n] THEN
        v_outcomes[n] := 'duplicate';
        v_shards[n] := v_known_shard[n];
        v_positions[n] := v_known_position[n];
        v_versions[n] := v_known_version[n];
        v_recorded[n] := v_known_recorded[n];
      ELSE
        v_outcomes[n] := 'id-conflict';
      END IF;
      CONTINUE;
    END IF;
    v_twin := v_accepted[v_first_of_id[n]];
    IF v_twin IS NOT NULL THEN
      IF p_commitments[v_twin] = p_commitments[n] THEN
        v_outcomes[n] := 'duplicate';
        v_positions[n] := v_positions[v_twin];
        v_versions[n] := v_versions[v_twin];
        v_recorded[n] := v_now;
      ELSE
        v_outcomes[n] := 'id-conflict';
      END IF;
      CONTINUE;
    END IF;

    v_slot := v_first_of_stream[n];
    v_version := v_stream_version[v_slot];
    v_expected := p_expected[n];
    IF v_expected <> -3 THEN
      IF v_expected = -1 THEN
        IF v_version > 0 THEN
          v_outcomes[n] := 'stream-exists';
          v_versions[n] := v_version;
          CONTINUE;
        END IF;
      ELSIF v_version = 0 THEN
        v_outcomes[n] := 'stream-missing';
        CONTINUE;
      ELSIF v_expected >= 0 AND v_expected <> v_version THEN
        v_outcomes[n] := 'version-conflict';
        v_versions[n] := v_version;
        CONTINUE;
      END IF;
    END IF;
    IF v_has_references THEN
      SELECT r.id INTO v_missing
        FROM unnest(p_reference_items, p_reference_ids) WITH ORDINALITY AS r(item, id, k)
        WHERE r.item = n
          AND NOT EXISTS (SELECT FROM event_store.events e WHERE e.org = p_org AND e.id = r.id AND e.stream = p_streams[n])
          AND NOT EXISTS (SELECT FROM unnest(p_ids, p_streams, v_positions, v_outcomes) AS b(id, stream, position, outcome)
                           WHERE b.id = r.id AND b.stream = p_streams[n] AND b.outcome = 'created')
        ORDER BY r.k LIMIT 1;
      IF FOUND THEN
        v_outcomes[n] := 'reference-missing';
        v_references[n] := v_missing;
        CONTINUE;
      END IF;
    END IF;

    v_position := v_position + 1;
    v_version := v_version + 1;
    v_chain := sha256(v_chain || p_writer_digests[n] || int8send(v_position) || int4send(v_version) || int8send(v_now));
    v_stream_version[v_slot] := v_version;
    v_accepted[v_first_of_id[n]] := n;
    v_outcomes[n] := 'created';
    v_positions[n] := v_position;
    v_versions[n] := v_version;
    v_recorded[n] := v_now;
    v_chains[n] := v_chain;
  END LOOP;

  IF v_position > v_head_position THEN
    -- No ON CONFLICT: what is not unique in spite of the look-up must raise.
    INSERT INTO event_store.events (org, shard, position, stream, stream_version, id, header, writer_digest, payload, commitment, recorded_at_us, chain)
      SELECT p_org, p_shard, u.position, u.stream, u.version, u.id, u.header, u.writer_digest, u.payload, u.commitment, v_now, u.chain
        FROM unnest(p_ids, p_streams, p_headers, p_writer_digests, p_payloads, p_commitments, v_positions, v_versions, v_chains, v_outcomes)
          AS u(id, stream, header, writer_digest, payload, commitment, position, version, chain, outcome)
        WHERE u.outcome = 'created';
    INSERT INTO event_store.streams (org, stream, version)
      SELECT p_org, u.stream, max(u.version)
        FROM unnest(p_streams, v_versions, v_outcomes) AS u(stream, version, outcome) WHERE u.outcome = 'created' GROUP BY u.stream
      ON CONFLICT (org, stream) DO UPDATE SET version = excluded.version;
    UPDATE event_store.shards s SET position = v_position, chain = v_chain, recorded_at_us = v_now
      WHERE s.org = p_org AND s.shard = p_shard;
  END IF;

  RETURN QUERY SELECT * FROM unnest(v_outcomes, v_shards, v_positions, v_versions, v_recorded, v_references);
END $$;
REVOKE ALL ON FUNCTION event_store.append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_store.append TO event_store_append;

-- Readers: one round trip, under row-level security of the organisation asked for.
CREATE FUNCTION event_store.read_shard(p_org text, p_shard integer, p_after bigint, p_limit integer) RETURNS SETOF event_store.events
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY SELECT * FROM event_store.events e
    WHERE e.org = p_org AND e.shard = p_shard AND e.position > p_after ORDER BY e.position LIMIT p_limit;
END $$;

CREATE FUNCTION event_store.read_stream(p_org text, p_stream uuid, p_after integer, p_limit integer) RETURNS SETOF event_store.events
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY SELECT * FROM event_store.events e
    WHERE e.org = p_org AND e.stream = p_stream AND e.stream_version > p_after ORDER BY e.stream_version LIMIT p_limit;
END $$;
REVOKE ALL ON FUNCTION event_store.read_shard, event_store.read_stream FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_store.read_shard, event_store.read_stream TO event_store_append;

-- Renews the leases of p_owner, takes those that ran out (with a new fence), and answers every shard that it now holds.
CREATE FUNCTION event_store.relay_claim(p_owner text, p_lease_ms integer)
RETURNS TABLE (org text, shard integer, fence bigint, "position" bigint, head bigint)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_until timestamptz := clock_timestamp() + make_interval(secs => p_lease_ms / 1000.0);
BEGIN
  INSERT INTO event_store.relays (org, shard, owner, leased_until, fence, position)
    SELECT s.org, s.shard, '', '-infinity', 0, 0 FROM event_store.shards s
      WHERE NOT EXISTS (SELECT FROM event_store.relays r WHERE r.org = s.org AND r.shard = s.shard)
    ON CONFLICT DO NOTHING;
  UPDATE event_store.relays r SET leased_until = v_until WHERE r.owner = p_owner AND r.leased_until >= clock_timestamp();
  UPDATE event_store.relays r SET owner = p_owner, fence = r.fence + 1, leased_until = v_until WHERE r.leased_until < clock_timestamp();
  RETURN QUERY SELECT r.org, r.shard, r.fence, r.position, s.position FROM event_store.relays r
    JOIN event_store.shards s ON s.org = r.org AND s.shard = r.shard WHERE r.owner = p_owner;
END $$;

-- Shards that have something to publish and that p_owner holds, or that nobody holds.
CREATE FUNCTION event_store.relay_look(p_owner text) RETURNS TABLE (org text, shard integer, held boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.org, s.shard, coalesce(r.owner = p_owner AND r.leased_until >= clock_timestamp(), false)
    FROM event_store.shards s
    LEFT JOIN event_store.relays r ON r.org = s.org AND r.shard = s.shard
    WHERE s.position > coalesce(r.position, 0) AND (r.org IS NULL OR r.owner = p_owner OR r.leased_until < clock_timestamp())
$$;

-- The next events to publish, at most p_limit and p_max_bytes of payload and header (but at least one).
CREATE FUNCTION event_store.relay_read(p_org text, p_shard integer, p_after bigint, p_limit integer, p_max_bytes bigint)
RETURNS TABLE ("position" bigint, stream_version integer, header text, payload bytea, recorded_at_us bigint, chain bytea)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.position, e.stream_version, e.header, e.payload, e.recorded_at_us, e.chain
    FROM (SELECT n.*, sum(octet_length(n.header) + octet_length(n.payload)) OVER (ORDER BY n.position) AS bytes
            FROM event_store.events n WHERE n.org = p_org AND n.shard = p_shard AND n.position > p_after ORDER BY n.position LIMIT p_limit) e
    WHERE e.bytes <= p_max_bytes OR e.position = p_after + 1
    ORDER BY e.position
$$;

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
                        WHERE n.org = s.org AND n.shard = s.shard AND n.position = coalesce(r.position, 0) + 1) e ON true
    WHERE s.position > coalesce(r.position, 0)
$$;
REVOKE ALL ON FUNCTION event_store.relay_claim, event_store.relay_look, event_store.relay_read, event_store.relay_advance, event_store.relay_release, event_store.relay_backlog FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_store.relay_claim, event_store.relay_look, event_store.relay_read, event_store.relay_advance, event_store.relay_release, event_store.relay_backlog TO event_store_relay;
