-- Event streams on PostgreSQL for a single machine: topics, partitions, records, consumer groups.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'streams_user') THEN
    CREATE ROLE streams_user NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- made at the same moment for another database of the cluster
END $$;

CREATE SCHEMA streams;
GRANT USAGE ON SCHEMA streams TO streams_user;

CREATE TABLE streams.topics (
  topic        text PRIMARY KEY,
  -- Another topic of the same name has another one.
  id           uuid NOT NULL DEFAULT gen_random_uuid(),
  partitions   int NOT NULL CHECK (partitions BETWEEN 1 AND 1000),
  retention_ms bigint CHECK (retention_ms > 0)
);

-- The row of a partition is its lock: only its holder appends, so offsets are committed in their own order and a reader
-- that reads "after offset n" misses nothing.
CREATE TABLE streams.partitions (
  topic       text NOT NULL REFERENCES streams.topics,
  partition   int NOT NULL,
  next_offset bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (topic, partition)
) WITH (fillfactor = 50);

CREATE TABLE streams.records (
  topic         text NOT NULL,
  partition     int NOT NULL,
  record_offset bigint NOT NULL,
  record_key    text NOT NULL,
  headers       json NOT NULL,
  value         bytea NOT NULL,
  appended_at   timestamptz NOT NULL,
  PRIMARY KEY (topic, partition, record_offset)
);

CREATE TABLE streams.members (
  group_name  text NOT NULL,
  member_id   text NOT NULL,
  joined_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  lease_until timestamptz NOT NULL,
  PRIMARY KEY (group_name, member_id)
);

-- Who reads a partition for a group. `epoch` rises with every change of hands.
CREATE TABLE streams.ownership (
  group_name text NOT NULL,
  topic      text NOT NULL,
  partition  int NOT NULL,
  member_id  text,
  epoch      bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (group_name, topic, partition)
) WITH (fillfactor = 50);

GRANT SELECT, INSERT, UPDATE ON streams.topics, streams.partitions TO streams_user;
GRANT SELECT, INSERT, DELETE ON streams.records TO streams_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON streams.members, streams.ownership TO streams_user;

-- Appends records in the order of the arrays. Locks the partitions in the order of their numbers, so that two producers
-- never wait for each other in a circle.
CREATE FUNCTION streams.append(p_topic text, p_partitions int[], p_keys text[], p_headers text[], p_values bytea[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM streams.partitions p WHERE p.topic = p_topic AND p.partition = ANY (p_partitions) ORDER BY p.partition FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'topic-unknown' USING ERRCODE = 'P0002';
  END IF;
  INSERT INTO streams.records (topic, partition, record_offset, record_key, headers, value, appended_at)
  SELECT p_topic, i.partition, p.next_offset + row_number() OVER (PARTITION BY i.partition ORDER BY i.ordinal) - 1, i.record_key, i.headers::json, i.value,
    clock_timestamp()
  FROM unnest(p_partitions, p_keys, p_headers, p_values) WITH ORDINALITY AS i (partition, record_key, headers, value, ordinal)
  JOIN streams.partitions p ON p.topic = p_topic AND p.partition = i.partition;
  UPDATE streams.partitions p SET next_offset = p.next_offset + added.records
  FROM (SELECT partition, count(*) AS records FROM unnest(p_partitions) AS partition GROUP BY partition) added
  WHERE p.topic = p_topic AND p.partition = added.partition;
  PERFORM pg_notify('everchart_streams', p_topic);
END $$;
REVOKE EXECUTE ON FUNCTION streams.append(text, int[], text[], text[], bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION streams.append(text, int[], text[], text[], bytea[]) TO streams_user;
