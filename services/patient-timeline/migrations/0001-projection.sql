-- The first version of the projection: its own schema, so that a later version can be built beside it and take over.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'timeline_api') THEN CREATE ROLE timeline_api NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'timeline_worker') THEN CREATE ROLE timeline_worker NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;

CREATE SCHEMA timeline_v1;
GRANT USAGE ON SCHEMA timeline_v1 TO timeline_api, timeline_worker;

-- One row per patient: the summary is read by one key lookup.
-- No column holds the time of projecting: a rebuild must give the same rows.
CREATE TABLE timeline_v1.patients (
  org              text NOT NULL,
  patient          uuid NOT NULL,
  stream_version   integer NOT NULL,
  -- Where the last applied event stands in its source.
  store_id         uuid NOT NULL,
  epoch            integer NOT NULL,
  shard            integer NOT NULL,
  position         bigint NOT NULL,
  last_recorded_at timestamptz NOT NULL,
  -- The facts that hold, by topic: what the projector needs to go on.
  record           json NOT NULL,
  -- As shown: `json` keeps the text, so that a read passes it on unparsed.
  summary          json NOT NULL,
  PRIMARY KEY (org, patient)
);

CREATE TABLE timeline_v1.timeline_entries (
  org            text NOT NULL,
  patient        uuid NOT NULL,
  stream_version integer NOT NULL,
  event_id       uuid NOT NULL,
  type           text NOT NULL,
  schema_version integer NOT NULL,
  topic          text NOT NULL,
  -- Both clocks: when it happened (for sorting, and as the carer stated it, with its zone), and when it was recorded.
  occurred_at    timestamptz NOT NULL,
  stated_at      text NOT NULL,
  recorded_at    timestamptz NOT NULL,
  late           boolean NOT NULL,
  store_id       uuid NOT NULL,
  epoch          integer NOT NULL,
  shard          integer NOT NULL,
  position       bigint NOT NULL,
  actor          text NOT NULL,
  actor_role     text NOT NULL,
  facility       text,
  -- Null when the key was destroyed before the entry was projected.
  data           json,
  struck_by      uuid,
  struck_reason  text,
  struck_at      timestamptz,
  PRIMARY KEY (org, patient, stream_version),
  UNIQUE (org, patient, event_id),
  CHECK ((struck_by IS NULL) = (struck_reason IS NULL) AND (struck_by IS NULL) = (struck_at IS NULL))
);

-- The timeline's order: what happened last comes first; the version breaks ties, so that a cursor names one place.
CREATE INDEX timeline_entries_order ON timeline_v1.timeline_entries (org, patient, occurred_at DESC, stream_version DESC);

ALTER TABLE timeline_v1.patients ENABLE ROW LEVEL SECURITY;
ALTER TABLE timeline_v1.patients FORCE ROW LEVEL SECURITY;
ALTER TABLE timeline_v1.timeline_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE timeline_v1.timeline_entries FORCE ROW LEVEL SECURITY;

CREATE POLICY own_organisation ON timeline_v1.patients FOR SELECT TO timeline_api USING (org = current_setting('app.org', true));
CREATE POLICY own_organisation ON timeline_v1.timeline_entries FOR SELECT TO timeline_api USING (org = current_setting('app.org', true));
CREATE POLICY projector ON timeline_v1.patients TO timeline_worker USING (true) WITH CHECK (true);
CREATE POLICY projector ON timeline_v1.timeline_entries TO timeline_worker USING (true) WITH CHECK (true);

GRANT SELECT ON timeline_v1.patients, timeline_v1.timeline_entries TO timeline_api;
-- DELETE: a rebuild, and the end of a record.
GRANT SELECT, INSERT, UPDATE, DELETE ON timeline_v1.patients, timeline_v1.timeline_entries TO timeline_worker;
