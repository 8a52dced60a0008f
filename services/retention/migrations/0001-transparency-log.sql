-- One transparency log per organisation: entries, hashes of the tree, every checkpoint that was signed; and what is
-- known of the sources' chains.

CREATE SCHEMA retention;
GRANT USAGE ON SCHEMA retention TO retention_api, retention_worker;

-- The row is the log's lock: only its holder appends, so entries have one order and a log has one history, however many
-- sequencers run.
CREATE TABLE retention.logs (
  org        text NOT NULL PRIMARY KEY,
  origin     text NOT NULL,
  size       bigint NOT NULL DEFAULT 0 CHECK (size >= 0),
  -- Roots of the complete subtrees, largest first: all that appending needs.
  frontier   bytea[] NOT NULL DEFAULT '{}',
  -- Size of the newest checkpoint, and how many there are.
  signed     bigint NOT NULL DEFAULT 0,
  checkpoints bigint NOT NULL DEFAULT 0,
  -- Why nothing more is signed: another tree than this one was published.
  refused    text CHECK (refused IN ('below-published', 'other-tree')),
  created_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 20);

CREATE TABLE retention.entries (
  org         text NOT NULL,
  entry_index bigint NOT NULL CHECK (entry_index >= 0),
  -- Canonical JSON (RFC 8785) of the event's header, or of a source's head: the bytes that the leaf hash covers.
  entry       text NOT NULL,
  leaf_hash   bytea NOT NULL CHECK (octet_length(leaf_hash) = 32),
  -- Null: a source's head.
  event_id    text,
  service     text NOT NULL,
  store_id    text NOT NULL,
  epoch       integer NOT NULL,
  shard       integer NOT NULL,
  position    bigint CHECK (position >= 1),
  CHECK ((event_id IS NULL) = (position IS NULL)),
  PRIMARY KEY (org, entry_index),
  CONSTRAINT entries_position_once UNIQUE (org, store_id, epoch, shard, position)
);
-- No statement has a condition on these: ANALYZE need not read, sort and store samples of them.
ALTER TABLE retention.entries ALTER COLUMN entry SET STATISTICS 0, ALTER COLUMN leaf_hash SET STATISTICS 0;
-- Of the others ANALYZE reads 3,000 rows instead of 30,000: each condition names a whole key.
ALTER TABLE retention.entries ALTER COLUMN org SET STATISTICS 10, ALTER COLUMN entry_index SET STATISTICS 10, ALTER COLUMN event_id SET STATISTICS 10,
  ALTER COLUMN service SET STATISTICS 10, ALTER COLUMN store_id SET STATISTICS 10, ALTER COLUMN epoch SET STATISTICS 10,
  ALTER COLUMN shard SET STATISTICS 10, ALTER COLUMN position SET STATISTICS 10;
-- Not unique: an event whose recording was lost by a restore is recorded again under its id.
CREATE INDEX entries_by_event ON retention.entries (org, event_id, entry_index);

-- Tile levels from 1: the root over 256 hashes of the level below. Level 0 are the leaf hashes.
CREATE TABLE retention.tile_hashes (
  org        text NOT NULL,
  level      smallint NOT NULL CHECK (level >= 1),
  hash_index bigint NOT NULL,
  hash       bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (org, level, hash_index)
);

CREATE TABLE retention.checkpoints (
  org       text NOT NULL,
  size      bigint NOT NULL,
  note      text NOT NULL,
  signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (org, size)
);

-- Every key that a log was ever signed with.
CREATE TABLE retention.log_keys (
  org          text NOT NULL,
  verifier_key text NOT NULL,
  first_size   bigint NOT NULL,
  since        timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (org, verifier_key)
);

-- What sources have stated of their shards: everything up to the position was on disk there.
CREATE TABLE retention.source_heads (
  org         text NOT NULL,
  store_id    text NOT NULL,
  epoch       integer NOT NULL,
  shard       integer NOT NULL,
  position    bigint NOT NULL,
  chain       bytea NOT NULL CHECK (octet_length(chain) = 32),
  entry_index bigint NOT NULL,
  heard_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (org, store_id, epoch, shard, position, entry_index)
);

-- How far a source's chain was followed without a hole, and what it has stated. No position: its first event has not arrived, or (a restored
-- store) does not yet link to an older epoch.
CREATE TABLE retention.shard_heads (
  org            text NOT NULL,
  store_id       text NOT NULL,
  epoch          integer NOT NULL,
  shard          integer NOT NULL,
  service        text NOT NULL,
  first_position bigint,
  position       bigint,
  chain          bytea CHECK (octet_length(chain) = 32),
  -- The highest position that was stated.
  stated_position bigint,
  stated_at_us   bigint,
  -- When the last head was stated, by the source's clock, and not later than it came: one that comes a second time says
  -- nothing new. Before there is one: when the first event came.
  heard_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (org, store_id, epoch, shard)
) WITH (fillfactor = 50);

-- Entries that contradict others of their shard. `chain`: an event that does not follow the one before it; `head`: a
-- head of another event than the log has there, or of another service's store.
CREATE TABLE retention.shard_faults (
  org         text NOT NULL,
  store_id    text NOT NULL,
  epoch       integer NOT NULL,
  shard       integer NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('chain', 'head')),
  position    bigint NOT NULL,
  entry_index bigint NOT NULL,
  found_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (org, store_id, epoch, shard, entry_index)
);

CREATE FUNCTION retention.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log is append-only: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'object_not_in_prerequisite_state';
END $$;

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['logs', 'entries', 'tile_hashes', 'checkpoints', 'log_keys', 'shard_heads', 'shard_faults', 'source_heads'] LOOP
    EXECUTE format('ALTER TABLE retention.%I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE retention.%I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY worker ON retention.%I TO retention_worker USING (true) WITH CHECK (true)', table_name);
    EXECUTE format(
      $policy$CREATE POLICY own_organisation ON retention.%I FOR SELECT TO retention_api USING (org = current_setting('app.org', true))$policy$, table_name);
    EXECUTE format('GRANT SELECT ON retention.%I TO retention_api', table_name);
    EXECUTE format('GRANT SELECT, INSERT ON retention.%I TO retention_worker', table_name);
  END LOOP;
  FOREACH table_name IN ARRAY ARRAY['entries', 'tile_hashes', 'checkpoints', 'log_keys', 'shard_faults', 'source_heads'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON retention.%I FOR EACH STATEMENT EXECUTE FUNCTION retention.refuse_change()', table_name);
    EXECUTE format('ALTER TABLE retention.%I ENABLE ALWAYS TRIGGER append_only', table_name);
  END LOOP;
END $$;
GRANT UPDATE ON retention.logs, retention.shard_heads TO retention_worker;
