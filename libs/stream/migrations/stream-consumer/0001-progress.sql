-- Progress of stream consumers, in the database of their effects, so that an effect and "this event was applied" are committed together.

DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['stream_consumer', 'stream_consumer_read'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- made at the same moment for another database of the cluster
    END;
  END LOOP;
END $$;

CREATE SCHEMA stream_consumer;
GRANT USAGE ON SCHEMA stream_consumer TO stream_consumer, stream_consumer_read;

-- The truth about how far a partition was read. It moves by compare-and-swap on (next_offset, claim, revision):
-- `claim` rises with every assignment, so a member that lost the partition can no longer move it, even when the offset still fits;
-- `revision` rises when another session changes the partition's streams (resume), so a plan made before that is made again.
CREATE TABLE stream_consumer.checkpoints (
  consumer    text NOT NULL,
  topic       text NOT NULL,
  partition   int NOT NULL,
  next_offset bigint NOT NULL DEFAULT 0 CHECK (next_offset >= 0),
  claim       bigint NOT NULL DEFAULT 1,
  revision    bigint NOT NULL DEFAULT 0,
  claimed_by  text NOT NULL,
  claimed_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, topic, partition)
) WITH (fillfactor = 50);

-- Last version applied per stream. Keyed by the store, not by its epoch: versions go on after a restore.
-- `epoch` is the epoch of that last version: an older or equal version under a newer epoch is another event, not a repeat.
CREATE TABLE stream_consumer.stream_versions (
  org      text NOT NULL,
  consumer text NOT NULL,
  store_id text NOT NULL,
  stream   text NOT NULL,
  version  int NOT NULL CHECK (version > 0),
  epoch    int NOT NULL,
  PRIMARY KEY (org, consumer, store_id, stream)
) WITH (fillfactor = 80);

-- Positions of a shard that were taken: applied, known as a duplicate, or parked.
CREATE TABLE stream_consumer.shard_progress (
  org      text NOT NULL,
  consumer text NOT NULL,
  store_id text NOT NULL,
  epoch    int NOT NULL,
  shard    int NOT NULL,
  taken    int8multirange NOT NULL,
  PRIMARY KEY (org, consumer, store_id, epoch, shard)
) WITH (fillfactor = 50);

CREATE TABLE stream_consumer.stopped_streams (
  org            text NOT NULL,
  consumer       text NOT NULL,
  store_id       text NOT NULL, -- empty: records that are no event, `stream` is then the record's key
  stream         text NOT NULL,
  reason         text NOT NULL CHECK (reason IN ('gap', 'poison', 'fork')),
  code           text NOT NULL,
  since          timestamptz NOT NULL DEFAULT now(),
  topic          text NOT NULL,
  partition      int NOT NULL,
  event_id       text,
  stream_version int,
  position       bigint,
  PRIMARY KEY (org, consumer, store_id, stream)
);
-- A member that gets a partition looks for streams that can go on. Not led by org: a partition holds every organisation.
CREATE INDEX stopped_streams_by_partition ON stream_consumer.stopped_streams (consumer, topic, partition);

-- Records of stopped streams, whole, until they are applied.
CREATE TABLE stream_consumer.parked_events (
  org            text NOT NULL,
  consumer       text NOT NULL,
  store_id       text NOT NULL,
  stream         text NOT NULL,
  stream_version int, -- null: no event
  epoch          int NOT NULL DEFAULT 0,
  code           text NOT NULL,
  parked_at      timestamptz NOT NULL DEFAULT now(),
  topic          text NOT NULL,
  partition      int NOT NULL,
  record_offset  bigint NOT NULL,
  record_key     text NOT NULL,
  headers        json NOT NULL,
  value          bytea NOT NULL,
  PRIMARY KEY (org, consumer, topic, partition, record_offset)
);
CREATE UNIQUE INDEX parked_events_by_version ON stream_consumer.parked_events (org, consumer, store_id, stream, stream_version, epoch);

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA stream_consumer TO stream_consumer;
GRANT SELECT ON stream_consumer.shard_progress, stream_consumer.stopped_streams TO stream_consumer_read;
-- The count of parked events may be seen, their bytes not.
GRANT SELECT (org, consumer, store_id, stream) ON stream_consumer.parked_events TO stream_consumer_read;

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['stream_versions', 'shard_progress', 'stopped_streams', 'parked_events'] LOOP
    EXECUTE format('ALTER TABLE stream_consumer.%I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE stream_consumer.%I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY consumer ON stream_consumer.%I TO stream_consumer USING (true) WITH CHECK (true)', table_name);
    IF table_name <> 'stream_versions' THEN
      EXECUTE format(
        $policy$CREATE POLICY reader ON stream_consumer.%I FOR SELECT TO stream_consumer_read USING (org = current_setting('app.org', true))$policy$,
        table_name);
    END IF;
  END LOOP;
END $$;

-- Per (store, shard) the newest epoch and the end of the run of taken positions that begins at 1. A newer epoch goes on where the restored
-- store stood: positions before its first one count from the epochs before it, positions from there on count from itself only.
CREATE FUNCTION stream_consumer.watermarks(p_consumer text, p_org text)
RETURNS TABLE (store_id text, epoch int, shard int, watermark bigint)
LANGUAGE sql STABLE AS $$
  SELECT newest.store_id, newest.epoch, newest.shard,
    CASE WHEN lower(run.first) = 1 THEN upper(run.first) - 1 ELSE 0 END
  FROM (
    SELECT DISTINCT ON (p.store_id, p.shard) p.store_id, p.shard, p.epoch, p.taken
    FROM stream_consumer.shard_progress p
    WHERE p.org = p_org AND p.consumer = p_consumer
    ORDER BY p.store_id, p.shard, p.epoch DESC
  ) newest
  CROSS JOIN LATERAL (
    SELECT coalesce(range_agg(p.taken), '{}'::int8multirange) AS taken
    FROM stream_consumer.shard_progress p
    WHERE p.org = p_org AND p.consumer = p_consumer AND p.store_id = newest.store_id AND p.epoch < newest.epoch AND p.shard = newest.shard
  ) older
  -- A set-returning function in the select list stops at the limit: only the first run is made, however many there are.
  CROSS JOIN LATERAL (
    SELECT unnest(newest.taken + older.taken * int8multirange(int8range(1, lower(newest.taken)))) AS first LIMIT 1
  ) run
$$;
REVOKE EXECUTE ON FUNCTION stream_consumer.watermarks(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stream_consumer.watermarks(text, text) TO stream_consumer, stream_consumer_read;
