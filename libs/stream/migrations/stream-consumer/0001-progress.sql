-- Progress of stream consumers, in the database of their effects, so that an effect and "this event was applied" are
-- committed together. {{consumer}} consumes, {{reader}} shows how far it is, of one organisation.

CREATE SCHEMA stream_consumer;
GRANT USAGE ON SCHEMA stream_consumer TO {{consumer}}, {{reader}};

-- Where to read a partition on. Moves by compare-and-swap on the offset: of two members that believe to own the
-- partition, one is refused.
CREATE TABLE stream_consumer.checkpoints (
  consumer    text NOT NULL,
  topic       text NOT NULL,
  partition   int NOT NULL,
  next_offset bigint NOT NULL DEFAULT 0 CHECK (next_offset >= 0),
  -- The topic that the offset counts in: one that was made again under the same name has another id.
  topic_id    text,
  -- Records never came: the topic was made again, lost its end, or had them deleted before they were read. Until a mark
  -- at or behind `whole_from` says that the topic holds everything again.
  lost        text CHECK (lost IN ('topic-remade', 'records-lost', 'records-deleted')),
  lost_at     timestamptz,
  whole_from  bigint,
  -- Everything that the topic held at this moment was taken. By the clock of this database, which readers compare it
  -- with.
  as_of       timestamptz,
  PRIMARY KEY (consumer, topic, partition)
) WITH (fillfactor = 50);

-- What concerns all organisations of a consumer, for readers that see one only.
CREATE TABLE stream_consumer.consumers (
  consumer      text PRIMARY KEY,
  -- Shards of which two histories have come.
  forked_shards bigint NOT NULL
);

-- Records that no writer of their topic has signed: they were dropped. One row for however many of a partition and reason.
CREATE TABLE stream_consumer.forged_records (
  consumer     text NOT NULL,
  topic        text NOT NULL,
  partition    int NOT NULL,
  code         text NOT NULL,
  -- The set of keys that they were checked with.
  keys_name    text NOT NULL,
  records      bigint NOT NULL,
  first_offset bigint NOT NULL,
  last_offset  bigint NOT NULL,
  since        timestamptz NOT NULL DEFAULT now(),
  last_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, topic, partition, code)
);

-- How far a shard of a store was taken, in one integer. Every transaction on the shard moves the row by
-- compare-and-swap on `revision`.
CREATE TABLE stream_consumer.shard_progress (
  org      text NOT NULL,
  consumer text NOT NULL,
  store_id text NOT NULL,
  shard    int NOT NULL,
  -- The last position that was taken: applied, or parked. Not those in `gaps`.
  position bigint NOT NULL CHECK (position >= 0),
  -- Positions before it that have not come: [[from, to], ...], ascending. Almost always empty.
  gaps     jsonb NOT NULL DEFAULT '[]',
  -- Epochs of the store, with the first position seen of each: [[epoch, from], ...], ascending.
  epochs   jsonb NOT NULL DEFAULT '[]',
  -- Chain value of the event at `position`, where it is known: what comes next must follow it.
  chain    bytea CHECK (octet_length(chain) = 32),
  revision bigint NOT NULL,
  PRIMARY KEY (org, consumer, store_id, shard)
) WITH (fillfactor = 50);

-- The first eight bytes of the chain value at each position that was taken, 64 positions a row; zeros: not known. An
-- event that comes again is compared with it: another value under a known position is another history.
CREATE TABLE stream_consumer.position_chains (
  org      text NOT NULL,
  consumer text NOT NULL,
  store_id text NOT NULL,
  shard    int NOT NULL,
  block    bigint NOT NULL,
  chains   bytea NOT NULL CHECK (octet_length(chains) = 512),
  PRIMARY KEY (org, consumer, store_id, shard, block)
) WITH (fillfactor = 90);
ALTER TABLE stream_consumer.position_chains ALTER COLUMN chains SET STORAGE PLAIN;

CREATE TABLE stream_consumer.stopped_streams (
  org            text NOT NULL,
  consumer       text NOT NULL,
  store_id       text NOT NULL, -- empty: records that are no event
  stream         text NOT NULL, -- the record's key: records that are no event, or a shard of which two histories have come
  shard          int,
  reason         text NOT NULL CHECK (reason IN ('gap', 'poison', 'fork')),
  code           text NOT NULL,
  since          timestamptz NOT NULL DEFAULT now(),
  event_id       text,
  stream_version int,
  position       bigint,
  PRIMARY KEY (org, consumer, store_id, stream)
);

-- Records of stopped streams, whole, until they are applied.
CREATE TABLE stream_consumer.parked_events (
  org           text NOT NULL,
  consumer      text NOT NULL,
  store_id      text NOT NULL,
  stream        text NOT NULL,
  shard         int,
  position      bigint, -- null: no event
  parked_at     timestamptz NOT NULL DEFAULT now(),
  topic         text NOT NULL,
  partition     int NOT NULL,
  record_offset bigint NOT NULL,
  record_key    text NOT NULL,
  headers       json NOT NULL,
  value         bytea NOT NULL,
  writer        text NOT NULL,
  PRIMARY KEY (org, consumer, topic, partition, record_offset)
);
CREATE INDEX parked_events_of_stream ON stream_consumer.parked_events (org, consumer, store_id, stream, position);

-- Events that could not be applied: their streams went on without them. The records whole, to be applied again.
CREATE TABLE stream_consumer.unreadable_events (
  org             text NOT NULL,
  consumer        text NOT NULL,
  store_id        text NOT NULL,
  shard           int NOT NULL,
  position        bigint NOT NULL,
  stream          text NOT NULL,
  event_id        text NOT NULL,
  event_type      text NOT NULL,
  stream_version  int NOT NULL,
  recorded_at     timestamptz NOT NULL,
  code            text NOT NULL,
  since           timestamptz NOT NULL DEFAULT now(),
  tried_at        timestamptz NOT NULL DEFAULT now(),
  -- An operator said that it stays so.
  accepted_at     timestamptz,
  accepted_by     text,
  accepted_reason text,
  topic           text NOT NULL,
  partition       int NOT NULL,
  record_offset   bigint NOT NULL,
  record_key      text NOT NULL,
  headers         json NOT NULL,
  value           bytea, -- null: the event never came
  writer          text NOT NULL,
  PRIMARY KEY (org, consumer, store_id, shard, position)
);
CREATE INDEX unreadable_events_of_stream ON stream_consumer.unreadable_events (org, consumer, stream, position);
CREATE INDEX unreadable_events_open ON stream_consumer.unreadable_events (consumer) WHERE accepted_at IS NULL;

-- What an operator wants done about a stream. Any member of the consumer does it, and says what came of it.
CREATE TABLE stream_consumer.operator_requests (
  id        uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  org       text NOT NULL,
  consumer  text NOT NULL,
  stream    text NOT NULL,
  event_id  text, -- null: all of the stream
  action    text NOT NULL CHECK (action IN ('retry', 'skip')),
  reason    text CHECK (reason IS NOT NULL OR action = 'retry'),
  actor     text NOT NULL,
  asked_at  timestamptz NOT NULL DEFAULT now(),
  done_at   timestamptz,
  outcome   json
);
CREATE INDEX operator_requests_open ON stream_consumer.operator_requests (consumer, asked_at) WHERE done_at IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA stream_consumer TO {{consumer}};
GRANT SELECT ON stream_consumer.forged_records, stream_consumer.shard_progress, stream_consumer.stopped_streams TO {{reader}};
GRANT SELECT ON stream_consumer.consumers TO {{reader}};
GRANT SELECT (consumer, topic, partition, lost, lost_at, as_of) ON stream_consumer.checkpoints TO {{reader}};
GRANT SELECT (org, consumer, store_id, shard, position, stream, event_id, event_type, stream_version, recorded_at, code, since, tried_at,
  accepted_at, accepted_by, accepted_reason) ON stream_consumer.unreadable_events TO {{reader}};
GRANT SELECT, INSERT (org, consumer, stream, event_id, action, reason, actor) ON stream_consumer.operator_requests TO {{reader}};
-- The count of parked events may be seen, their bytes not.
GRANT SELECT (org, consumer, store_id, stream) ON stream_consumer.parked_events TO {{reader}};

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['shard_progress', 'position_chains', 'stopped_streams', 'parked_events', 'unreadable_events', 'operator_requests'] LOOP
    EXECUTE format('ALTER TABLE stream_consumer.%I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE stream_consumer.%I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY consumer ON stream_consumer.%I TO {{consumer}} USING (true) WITH CHECK (true)', table_name);
    EXECUTE format(
      $policy$CREATE POLICY reader ON stream_consumer.%I FOR SELECT TO {{reader}} USING (org = current_setting('app.org', true))$policy$,
      table_name);
  END LOOP;
END $$;
CREATE POLICY operator ON stream_consumer.operator_requests FOR INSERT TO {{reader}} WITH CHECK (org = current_setting('app.org', true));

-- Progress over one organisation, in one round trip also for roles that see one organisation only. `position`:
-- everything up to it was taken, `taken`: the last position that was. They differ while positions are missing. `lost`:
-- the stream lacks records that this consumer has not taken. `as_of`: everything that was published before was taken;
-- `age`: seconds since.
CREATE FUNCTION stream_consumer.progress(p_consumer text, p_org text)
RETURNS TABLE (shards json, stopped json, lost text, as_of timestamptz, age double precision)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY SELECT
    (SELECT coalesce(json_agg(json_build_object('storeId', p.store_id, 'shard', p.shard, 'epoch', (p.epochs -> -1 ->> 0)::int,
        'position', coalesce((p.gaps -> 0 ->> 0)::bigint - 1, p.position), 'taken', p.position, 'chain', encode(p.chain, 'hex')) ORDER BY p.store_id, p.shard), '[]')
     FROM stream_consumer.shard_progress p WHERE p.org = p_org AND p.consumer = p_consumer AND p.epochs <> '[]'),
    (SELECT coalesce(json_object_agg(s.stream, s.reason || ':' || s.code), '{}') FROM (
       SELECT DISTINCT ON (t.stream) t.stream, t.reason, t.code FROM stream_consumer.stopped_streams t
       WHERE t.org = p_org AND t.consumer = p_consumer ORDER BY t.stream, t.reason <> 'fork', t.since) s),
    c.lost, c.as_of, extract(epoch FROM clock_timestamp() - c.as_of)::double precision
    FROM (SELECT min(k.lost) AS lost, min(k.as_of) AS as_of FROM stream_consumer.checkpoints k WHERE k.consumer = p_consumer) c;
END $$;
REVOKE EXECUTE ON FUNCTION stream_consumer.progress(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stream_consumer.progress(text, text) TO {{consumer}}, {{reader}};

-- Everything is to be applied again: progress starts again, and consumers that run are refused at their next commit.
-- What is known of the stores' epochs stays, so that events which a restore has taken back are not applied again.
CREATE FUNCTION stream_consumer.begin_anew(p_consumer text) RETURNS void
LANGUAGE sql VOLATILE AS $$
  DELETE FROM stream_consumer.checkpoints WHERE consumer = p_consumer;
  DELETE FROM stream_consumer.forged_records WHERE consumer = p_consumer;
  DELETE FROM stream_consumer.parked_events WHERE consumer = p_consumer;
  DELETE FROM stream_consumer.stopped_streams WHERE consumer = p_consumer;
  DELETE FROM stream_consumer.unreadable_events WHERE consumer = p_consumer;
  DELETE FROM stream_consumer.position_chains WHERE consumer = p_consumer;
  UPDATE stream_consumer.shard_progress SET position = 0, gaps = '[]', chain = NULL, revision = revision + 1 WHERE consumer = p_consumer;
$$;
REVOKE EXECUTE ON FUNCTION stream_consumer.begin_anew(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stream_consumer.begin_anew(text) TO {{consumer}};
