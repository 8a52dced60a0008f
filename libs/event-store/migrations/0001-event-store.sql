-- Event store of one service: append-only events, one gap-free sequence of positions per (org, shard), a hash chain
-- over each, and the checkpoints of the relay that publishes them. The event table is the outbox. The functions are in
-- R-functions.sql. {{append}} may append, and read one organisation at a time; {{relay}} may publish.

CREATE SCHEMA event_store;
GRANT USAGE ON SCHEMA event_store TO {{append}}, {{relay}};

-- Which store this is. A restore from a backup raises the epoch, so that positions handed out before it are known to be
-- void. `cluster` is the name of this cluster in its store; null: the store has no other. A cluster that was restored
-- has to join again (see raise_epoch).
CREATE TABLE event_store.identity (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  store_id uuid NOT NULL,
  epoch integer NOT NULL CHECK (epoch >= 1),
  cluster text CHECK (cluster ~ '^[a-z][a-z0-9-]{0,30}$'),
  joined boolean NOT NULL DEFAULT true,
  -- Why nothing is recorded and published under this epoch any more; null: it is. Raising the epoch ends it.
  held text
);

-- The organisation in the keys of the large tables: 8 bytes instead of a text. The first 8 bytes of its SHA-256. Its
-- body is bound when it is made, so that it needs no search path of its own; with one, or if it were IMMUTABLE (which
-- convert_to is not), the planner could not put it in the place of its calls: 50 µs in each statement.
CREATE FUNCTION event_store.org_key(p_org text) RETURNS bigint
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN ('x' || encode(substr(sha256(convert_to(p_org, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint;

-- An organisation and the number of its shards, set when it first writes and never changed. The key is unique: of two
-- organisations with one key (2^32 of them would have to meet) the second one is refused.
CREATE TABLE event_store.organisations (
  org text PRIMARY KEY,
  org_key bigint NOT NULL UNIQUE,
  shards integer NOT NULL CHECK (shards BETWEEN 1 AND 1024),
  CHECK (org_key = event_store.org_key(org))
);

-- Head of each sequence. Its row lock orders position, chain and commit in the same way. Where a shard is, its head
-- rows say themselves: the cluster whose row has no `moved_to` takes appends; a row that has one refuses them and names
-- the cluster to ask instead. `custody` counts the clusters that the shard was in, this one included; 0: it was not
-- here yet. Of all rows of a shard the one with the highest custody is right about where it is.
CREATE TABLE event_store.shards (
  org text NOT NULL,
  shard integer NOT NULL CHECK (shard >= 0),
  position bigint NOT NULL CHECK (position >= 0),
  chain bytea NOT NULL CHECK (octet_length(chain) = 32),
  recorded_at_us bigint NOT NULL,
  custody integer NOT NULL DEFAULT 1 CHECK (custody >= 0),
  moved_to text,
  PRIMARY KEY (org, shard)
) WITH (fillfactor = 20);

-- Head of each stream: version and position of its last event; which rules kept its decision state, and up to which
-- version (another one than the stream's own: the state is to be rebuilt).
CREATE TABLE event_store.streams (
  org_key bigint NOT NULL,
  position bigint NOT NULL CHECK (position >= 1),
  stream uuid NOT NULL,
  shard integer NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  rules integer NOT NULL DEFAULT 0,
  decided_version integer NOT NULL DEFAULT 0,
  -- The keys of its subject were destroyed: nothing is appended any more.
  closed boolean NOT NULL DEFAULT false,
  -- Retention classes of which the keys were destroyed: nothing that is sealed in them is appended any more.
  gone_classes text[],
  PRIMARY KEY (org_key, stream)
) WITH (fillfactor = 70);

CREATE TABLE event_store.events (
  org_key bigint NOT NULL,
  position bigint NOT NULL CHECK (position >= 1),
  -- position of the event before it in its stream; 0 for the first
  previous bigint NOT NULL CHECK (previous >= 0),
  recorded_at_us bigint NOT NULL,
  shard integer NOT NULL,
  stream_version integer NOT NULL CHECK (stream_version >= 1),
  stream uuid NOT NULL,
  id uuid NOT NULL,
  chain bytea NOT NULL CHECK (octet_length(chain) = 32),
  commitment bytea NOT NULL CHECK (octet_length(commitment) = 32),
  -- the writer header without what the row says already (src/packed-header.ts); what the chain covers is its canonical
  -- JSON
  header bytea NOT NULL,
  payload bytea NOT NULL,
  -- W3C trace context of the request, where it is sampled: for a relay that reads the event here. Telemetry, no
  -- evidence: the chain does not cover it.
  traceparent text,
  PRIMARY KEY (org_key, shard, position),
  CONSTRAINT events_id_once UNIQUE (org_key, id),
  CONSTRAINT events_stream_version_once UNIQUE (org_key, stream, stream_version)
);
-- Ciphertext does not compress: do not try.
ALTER TABLE event_store.events ALTER COLUMN payload SET STORAGE EXTERNAL;
ALTER TABLE event_store.events ALTER COLUMN header SET STORAGE EXTERNAL;
-- No statement has a condition on these: ANALYZE need not read, sort and store samples of them.
ALTER TABLE event_store.events ALTER COLUMN payload SET STATISTICS 0, ALTER COLUMN header SET STATISTICS 0, ALTER COLUMN chain SET STATISTICS 0,
  ALTER COLUMN commitment SET STATISTICS 0, ALTER COLUMN recorded_at_us SET STATISTICS 0, ALTER COLUMN previous SET STATISTICS 0,
  ALTER COLUMN traceparent SET STATISTICS 0;
-- Of the others ANALYZE reads 3,000 rows instead of 30,000, which cost a twentieth of the whole suite's processor time
-- while a table grows: what the statements need to know of keys is that they are many, or one.
ALTER TABLE event_store.events ALTER COLUMN org_key SET STATISTICS 10, ALTER COLUMN shard SET STATISTICS 10, ALTER COLUMN position SET STATISTICS 10,
  ALTER COLUMN stream SET STATISTICS 10, ALTER COLUMN stream_version SET STATISTICS 10, ALTER COLUMN id SET STATISTICS 10;

-- What the rules know of one aggregate inside a stream. `key` is opaque, `state` is sealed under the stream's data key;
-- `version` is that of the event that wrote it. Derived from the events: it may be deleted and is rebuilt.
CREATE TABLE event_store.decisions (
  org_key bigint NOT NULL,
  stream uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  key bytea NOT NULL CHECK (octet_length(key) BETWEEN 1 AND 32),
  state bytea NOT NULL,
  PRIMARY KEY (org_key, stream, key)
) WITH (fillfactor = 80);

-- How far each shard was published, and by whom. `fence` grows with every change of owner: a relay that was paused and
-- overtaken cannot move the checkpoint any more.
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

-- The API role reads one organisation at a time and writes through `append` only. The relay reads all. The owner moves
-- shards and restores relays of all organisations, also where he is no superuser.
DO $$
DECLARE
  table_name text;
  own_rows text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['organisations', 'shards', 'streams', 'events', 'decisions', 'relays'] LOOP
    own_rows := CASE WHEN table_name IN ('streams', 'events', 'decisions')
      -- a subquery: it is computed once per statement and not per row
      THEN $policy$org_key = (SELECT event_store.org_key(current_setting('app.org', true)))$policy$
      ELSE $policy$org = current_setting('app.org', true)$policy$ END;
    EXECUTE format('ALTER TABLE event_store.%I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE event_store.%I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY own_organisation ON event_store.%I USING (%s)', table_name, own_rows);
  END LOOP;
END $$;
CREATE POLICY relay_reads ON event_store.shards FOR SELECT TO {{relay}} USING (true);
CREATE POLICY relay_reads ON event_store.events FOR SELECT TO {{relay}} USING (true);
CREATE POLICY relay_works ON event_store.relays TO {{relay}} USING (true);
CREATE POLICY owner_moves ON event_store.organisations TO CURRENT_USER USING (true);
CREATE POLICY owner_moves ON event_store.shards TO CURRENT_USER USING (true);
CREATE POLICY owner_restores ON event_store.relays TO CURRENT_USER USING (true);

GRANT SELECT ON event_store.identity, event_store.organisations, event_store.shards, event_store.streams, event_store.events, event_store.decisions
  TO {{append}};
GRANT SELECT ON event_store.identity, event_store.shards, event_store.events TO {{relay}};
GRANT SELECT, INSERT, UPDATE ON event_store.relays TO {{relay}};
