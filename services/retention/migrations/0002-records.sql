-- What rules of retention need of each record: dates and places, no clinical content. Rows of a person are deleted when
-- the record is destroyed, as their keys are.

CREATE TABLE retention.records (
  org            text NOT NULL,
  subject        uuid NOT NULL,
  stream_version integer NOT NULL,
  -- Where the last applied event stands in its source.
  store_id       uuid NOT NULL,
  epoch          integer NOT NULL,
  shard          integer NOT NULL,
  position       bigint NOT NULL,
  -- The first time at which an entry says that something happened.
  first_at       timestamptz NOT NULL,
  -- The last entry, and the last time at which an entry says that something happened; an entry that was struck counts,
  -- too: it does not shorten.
  recorded_at    timestamptz NOT NULL,
  recorded_by    text NOT NULL,
  occurred_at    timestamptz NOT NULL,
  occurred_by    text NOT NULL,
  -- Retention classes of the kinds of entries that it has, where they are not that of the record.
  kinds          text[] NOT NULL DEFAULT '{}',
  -- Set while the dates of the record are not worked out again.
  changed_at     timestamptz DEFAULT clock_timestamp(),
  PRIMARY KEY (org, subject)
) WITH (fillfactor = 70);
CREATE INDEX records_changed ON retention.records (org, changed_at) WHERE changed_at IS NOT NULL;

-- Facilities that entries name in their headers, with the times of the first and the last of them.
CREATE TABLE retention.record_facilities (
  org      text NOT NULL,
  subject  uuid NOT NULL,
  facility text NOT NULL,
  first_at timestamptz NOT NULL,
  last_at  timestamptz NOT NULL,
  PRIMARY KEY (org, subject, facility)
) WITH (fillfactor = 70);

-- Who recorded entries, with the times of the first and the last of them.
CREATE TABLE retention.record_actors (
  org      text NOT NULL,
  subject  uuid NOT NULL,
  actor    text NOT NULL,
  first_at timestamptz NOT NULL,
  last_at  timestamptz NOT NULL,
  PRIMARY KEY (org, subject, actor)
) WITH (fillfactor = 70);

-- Entries that have facts: JSON of the entry with the members that `factMembers` of the contracts name.
CREATE TABLE retention.record_facts (
  org            text NOT NULL,
  subject        uuid NOT NULL,
  stream_version integer NOT NULL,
  -- Null when its facts cannot be read here.
  entry          json,
  PRIMARY KEY (org, subject, stream_version)
);

-- The other record of a merge, or of the correction of one.
CREATE FUNCTION retention.merged_with(entry json) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(coalesce(entry -> 'data' ->> 'otherPatientId', entry -> 'data' -> 'data' ->> 'otherPatientId'))
$$;
GRANT EXECUTE ON FUNCTION retention.merged_with(json) TO retention_worker, retention_api;
CREATE INDEX record_facts_merged ON retention.record_facts (org, retention.merged_with(entry)) WHERE retention.merged_with(entry) IS NOT NULL;

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['records', 'record_facilities', 'record_actors', 'record_facts'] LOOP
    EXECUTE format('ALTER TABLE retention.%I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE retention.%I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY worker ON retention.%I TO retention_worker USING (true) WITH CHECK (true)', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON retention.%I TO retention_worker', table_name);
  END LOOP;
END $$;
