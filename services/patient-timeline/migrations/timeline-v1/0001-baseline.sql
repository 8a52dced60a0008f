-- The read model `timeline`, version 1: summary and timeline of each patient. A later version is a folder like this
-- one, with a schema of its own: it is built beside this one and takes over. Only the next two statements know the name
-- of the schema.
CREATE SCHEMA timeline_v1;
SET LOCAL search_path = timeline_v1;

-- One row once the read model has reached the end of the stream: until then it is no answer to "what is known of this
-- patient".
CREATE TABLE built (at timestamptz NOT NULL DEFAULT now());
CREATE UNIQUE INDEX built_once ON built ((true));

-- No column of the tables below holds the time of projecting: a rebuild must give the same rows.

-- One row per patient. It is written with every event, so it is small, and with room on its page a new version of it
-- touches no index.
CREATE TABLE patients (
  org              text NOT NULL,
  patient          uuid NOT NULL,
  stream_version   integer NOT NULL,
  -- Where the last applied event stands in its source.
  store_id         uuid NOT NULL,
  epoch            integer NOT NULL,
  shard            integer NOT NULL,
  position         bigint NOT NULL,
  last_recorded_at timestamptz NOT NULL,
  -- The summary's `counts`, as shown.
  counts           json NOT NULL,
  -- Entries that cannot be read and whose effect is therefore not known: the summary is not complete.
  unreadable       integer NOT NULL,
  PRIMARY KEY (org, patient)
) WITH (fillfactor = 70);

-- One row per topic of a patient: an event writes the topics that it concerns, however many the patient has.
CREATE TABLE topics (
  org     text NOT NULL,
  patient uuid NOT NULL,
  topic   text NOT NULL,
  -- The facts that hold: what the projector needs to go on. Null when the topic is settled: then they are read from the
  -- entries if it is touched again.
  facts   json,
  -- What the summary shows of the topic, rendered: see application/record.renderer.ts. Null when it shows nothing.
  shown   text,
  settled boolean NOT NULL GENERATED ALWAYS AS (facts IS NULL) STORED,
  PRIMARY KEY (org, patient, topic)
  -- Compressing a topic of some kilobytes with every event costs more than it takes.
) WITH (fillfactor = 70, toast_tuple_target = 8160);
-- A long record has many settled topics, and its summary none of them.
CREATE INDEX topics_unsettled ON topics (org, patient) WHERE NOT settled;

-- Where the patients are: the open stays of an organisation.
CREATE INDEX topics_open_stays ON topics (org, patient, topic) WHERE topic LIKE 'stay/%' AND NOT settled;

CREATE TABLE timeline_entries (
  org            text NOT NULL,
  patient        uuid NOT NULL,
  event_id       uuid NOT NULL,
  stream_version integer NOT NULL,
  -- Its place: an answer about the past names where the state stands that it shows, and live streams follow it.
  epoch          integer NOT NULL,
  shard          integer NOT NULL,
  position       bigint NOT NULL,
  type           text NOT NULL,
  -- The code that it states, as a number: see domain/code-key.ts. 0: which ones it states has to be read.
  code_key       integer NOT NULL DEFAULT 0,
  -- As the timeline shows it when nothing corrects it: as recorded, its data in the newest version of its schema. Never
  -- changes.
  entry          json NOT NULL,
  -- Of the entry: a page ends by bytes, and knows them without reading the entries.
  bytes          integer NOT NULL GENERATED ALWAYS AS (octet_length(entry::text)) STORED,
  -- Of a strike or an amendment: the entry that it is about in the end.
  root           uuid,
  -- How the entry stands by what others say of it: these change.
  topics         text[] NOT NULL,
  struck_by      uuid,
  amended_by     uuid,
  corrected_at   text,
  -- By the time that counts: corrected_at, or else the one that the entry states.
  occurred_at    timestamptz NOT NULL,
  -- On record, and cannot be read here.
  unreadable     boolean NOT NULL,
  -- Ids begin with the time (UUIDv7): entries are added at the end of the index, not all over it.
  PRIMARY KEY (event_id, org, patient)
);
-- The timeline's order: what happened last comes first; the version breaks ties, so that a cursor names one place. The
-- key of the code lets entries of other codes be passed over in the index.
CREATE INDEX timeline_entries_order ON timeline_entries (org, patient, occurred_at DESC, stream_version DESC, code_key);
-- What live streams follow.
CREATE INDEX timeline_entries_places ON timeline_entries (org, shard, position);
-- No statement has a condition on these: ANALYZE need not read, sort and store samples of them.
ALTER TABLE timeline_entries ALTER COLUMN entry SET STATISTICS 0, ALTER COLUMN corrected_at SET STATISTICS 0,
  ALTER COLUMN struck_by SET STATISTICS 0, ALTER COLUMN amended_by SET STATISTICS 0, ALTER COLUMN bytes SET STATISTICS 0,
  ALTER COLUMN epoch SET STATISTICS 0, ALTER COLUMN shard SET STATISTICS 0, ALTER COLUMN position SET STATISTICS 0;
-- Of the others ANALYZE reads 3,000 rows instead of 30,000: enough to know which index narrows most.
ALTER TABLE timeline_entries ALTER COLUMN org SET STATISTICS 10, ALTER COLUMN patient SET STATISTICS 10, ALTER COLUMN event_id SET STATISTICS 10,
  ALTER COLUMN stream_version SET STATISTICS 10, ALTER COLUMN type SET STATISTICS 10, ALTER COLUMN root SET STATISTICS 10,
  ALTER COLUMN topics SET STATISTICS 10, ALTER COLUMN occurred_at SET STATISTICS 10, ALTER COLUMN unreadable SET STATISTICS 10,
  ALTER COLUMN code_key SET STATISTICS 10;
ALTER TABLE topics ALTER COLUMN facts SET STATISTICS 0, ALTER COLUMN shown SET STATISTICS 0;
ALTER TABLE patients ALTER COLUMN counts SET STATISTICS 0;
-- What corrects an entry. Few entries do.
CREATE INDEX timeline_entries_corrections ON timeline_entries (org, patient, root) WHERE root IS NOT NULL;
-- What decides which doses are due: few entries of a long record, and needed from its beginning.
CREATE INDEX timeline_entries_courses ON timeline_entries (org, patient, occurred_at DESC) WHERE type IN (
  'medication.prescribed', 'medication.changed', 'medication.stopped', 'patient.registered', 'patient.details-amended',
  'patient.deceased', 'patient.merged', 'stay.admitted', 'stay.transferred', 'stay.discharged', 'stay.cancelled');
-- Doses that were not given: their reasons are compared with the list of the organisation.
CREATE INDEX timeline_entries_not_given ON timeline_entries (org, occurred_at DESC) WHERE type = 'medication.not-given';
CREATE INDEX timeline_entries_unreadable ON timeline_entries (org, patient) WHERE unreadable;

-- What each full block of a patient's entries adds to the record: a read of the past sums blocks up instead of entries.
-- An entry that another one corrects, a correction, and one that cannot be read are in no block: what they add changes.
CREATE TABLE timeline_blocks (
  org            text NOT NULL,
  patient        uuid NOT NULL,
  -- Counted from 0: entries with the versions from block * size + 1 to (block + 1) * size.
  block          integer NOT NULL,
  -- When its last entry was recorded; the first and the last time at which one of those that it sums up happened. UTC.
  recorded_until text,
  happened_from  text,
  happened_until text,
  -- The facts that they state, as JSON, and how many they are by type. Null, as the columns before: the block is due.
  facts          text,
  counts         text,
  unread         integer,
  PRIMARY KEY (org, patient, block)
);
CREATE INDEX timeline_blocks_due ON timeline_blocks (org, patient, block) WHERE facts IS NULL;
ALTER TABLE timeline_blocks ALTER COLUMN facts SET STATISTICS 0, ALTER COLUMN counts SET STATISTICS 0;

-- Who is in a unit: one row per open stay. Written with the steps of a stay alone.
CREATE TABLE places (
  org         text NOT NULL,
  patient     uuid NOT NULL,
  stay_id     text NOT NULL,
  class       text NOT NULL,
  facility    text,
  unit        text,
  room        text,
  bed         text,
  admitted_at timestamptz NOT NULL,
  -- As names are compared, regardless of case and spacing: what may be a place of the directory is found by these.
  facility_key text,
  unit_key     text,
  PRIMARY KEY (org, patient, stay_id)
);
CREATE INDEX places_in ON places (org, facility_key, unit_key);
CREATE INDEX places_of_unit ON places (org, unit_key);

-- Who was in a unit: for each stay where the patient was, from when until when, and from when until when that was known.
-- What is not known any more stays, so a correction adds rows. Written with the steps of a stay alone.
CREATE TABLE sojourns (
  org          text NOT NULL,
  patient      uuid NOT NULL,
  -- The stay, the version of the stream at which it became known, and its place among those of that version.
  id           text NOT NULL,
  stay_id      text NOT NULL,
  facility     text,
  unit         text,
  room         text,
  bed          text,
  admitted_at  timestamptz NOT NULL,
  happened_from  timestamptz NOT NULL,
  -- Infinity: it lasts.
  happened_until timestamptz NOT NULL,
  known_from   timestamptz NOT NULL,
  -- Infinity: it holds.
  known_until  timestamptz NOT NULL,
  facility_key text,
  unit_key     text,
  PRIMARY KEY (org, patient, id)
);
CREATE INDEX sojourns_in ON sojourns (org, facility_key, unit_key, happened_until);

DO $$
DECLARE
  table_name text;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO timeline_api, timeline_worker', current_schema());
  GRANT SELECT ON built TO timeline_api;
  -- DELETE: a rebuild begins.
  GRANT SELECT, INSERT, DELETE ON built TO timeline_worker;
  FOREACH table_name IN ARRAY ARRAY['patients', 'topics', 'timeline_entries', 'timeline_blocks', 'places', 'sojourns'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format(
      $policy$CREATE POLICY own_organisation ON %I FOR SELECT TO timeline_api USING (org = current_setting('app.org', true))$policy$, table_name);
    EXECUTE format('CREATE POLICY projector ON %I TO timeline_worker USING (true) WITH CHECK (true)', table_name);
    EXECUTE format('GRANT SELECT ON %I TO timeline_api', table_name);
    -- DELETE: a rebuild, and the end of a record.
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO timeline_worker', table_name);
  END LOOP;
END $$;
