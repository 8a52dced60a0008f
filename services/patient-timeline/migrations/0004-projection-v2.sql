-- The second version of the projection, beside the first: it covers every event type. A new consumer (`timeline-v2`) builds it from the beginning of
-- the stream while processes of the former release go on serving `timeline_v1`; processes of this release are ready when it is built.

CREATE SCHEMA timeline_v2;
GRANT USAGE ON SCHEMA timeline_v2 TO timeline_api, timeline_worker;

-- One row once the version has reached the end of the stream: until then it is no answer to "what is known of this patient".
CREATE TABLE timeline_v2.built (at timestamptz NOT NULL DEFAULT now());
CREATE UNIQUE INDEX built_once ON timeline_v2.built ((true));
GRANT SELECT ON timeline_v2.built TO timeline_api;
-- DELETE: a rebuild begins.
GRANT SELECT, INSERT, DELETE ON timeline_v2.built TO timeline_worker;

-- One row per patient: the summary is read by one key lookup.
-- No column holds the time of projecting: a rebuild must give the same rows.
CREATE TABLE timeline_v2.patients (
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

CREATE TABLE timeline_v2.timeline_entries (
  org            text NOT NULL,
  patient        uuid NOT NULL,
  stream_version integer NOT NULL,
  event_id       uuid NOT NULL,
  type           text NOT NULL,
  schema_version integer NOT NULL,
  -- As the carer stated it, with its zone, and when it was recorded.
  stated_at      text NOT NULL,
  recorded_at    timestamptz NOT NULL,
  store_id       uuid NOT NULL,
  epoch          integer NOT NULL,
  shard          integer NOT NULL,
  position       bigint NOT NULL,
  actor          text NOT NULL,
  actor_role     text NOT NULL,
  facility       text,
  -- As recorded, in the newest version of its schema. Null when the key was destroyed before the entry was projected.
  data           json,
  -- Of a strike or an amendment: the entry that it is about in the end.
  root           uuid,
  -- How the entry stands by what others say of it: nothing above ever changes, these do.
  topics         text[] NOT NULL,
  struck_by      uuid,
  amended_by     uuid,
  corrected_at   text,
  -- The two that follow from the time that counts: corrected_at, or else stated_at.
  occurred_at    timestamptz NOT NULL,
  late           boolean NOT NULL,
  PRIMARY KEY (org, patient, stream_version),
  UNIQUE (org, patient, event_id)
);

-- The timeline's order: what happened last comes first; the version breaks ties, so that a cursor names one place.
CREATE INDEX timeline_entries_order ON timeline_v2.timeline_entries (org, patient, occurred_at DESC, stream_version DESC);
-- What corrects an entry. Few entries do.
CREATE INDEX timeline_entries_corrections ON timeline_v2.timeline_entries (org, patient, root) WHERE root IS NOT NULL;

ALTER TABLE timeline_v2.patients ENABLE ROW LEVEL SECURITY;
ALTER TABLE timeline_v2.patients FORCE ROW LEVEL SECURITY;
ALTER TABLE timeline_v2.timeline_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE timeline_v2.timeline_entries FORCE ROW LEVEL SECURITY;

CREATE POLICY own_organisation ON timeline_v2.patients FOR SELECT TO timeline_api USING (org = current_setting('app.org', true));
CREATE POLICY own_organisation ON timeline_v2.timeline_entries FOR SELECT TO timeline_api USING (org = current_setting('app.org', true));
CREATE POLICY projector ON timeline_v2.patients TO timeline_worker USING (true) WITH CHECK (true);
CREATE POLICY projector ON timeline_v2.timeline_entries TO timeline_worker USING (true) WITH CHECK (true);

GRANT SELECT ON timeline_v2.patients, timeline_v2.timeline_entries TO timeline_api;
-- DELETE: a rebuild, and the end of a record.
GRANT SELECT, INSERT, UPDATE, DELETE ON timeline_v2.patients, timeline_v2.timeline_entries TO timeline_worker;

-- The hot reads, each one round trip. Data and progress are read by one statement, hence from one snapshot: the place that an answer names
-- is the place of what it shows. Row-level security applies (the functions run with the caller's rights, after naming the organisation).

CREATE FUNCTION timeline_v2.is_built() RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT EXISTS (SELECT FROM timeline_v2.built) $$;

-- How far the projection is, and why this patient's stream waits if it does.
CREATE FUNCTION timeline_v2.progress(p_org text) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT coalesce(json_agg(json_build_object('storeId', w.store_id, 'epoch', w.epoch, 'shard', w.shard, 'watermark', w.watermark)), '[]')
    FROM stream_consumer.watermarks('timeline-v2', p_org) w
$$;

CREATE FUNCTION timeline_v2.stopped(p_org text, p_patient uuid) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT s.reason || ':' || s.code FROM stream_consumer.stopped_streams s
   WHERE s.org = p_org AND s.consumer = 'timeline-v2' AND s.stream = p_patient::text ORDER BY s.since LIMIT 1
$$;

CREATE FUNCTION timeline_v2.read_summary(p_org text, p_patient uuid)
RETURNS TABLE (stream_version integer, store_id uuid, epoch integer, shard integer, "position" bigint, last_recorded_at text, summary text, progress json, stopped text, built boolean)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY
    SELECT p.stream_version, p.store_id, p.epoch, p.shard, p.position,
           to_char(p.last_recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           p.summary::text, timeline_v2.progress(p_org), timeline_v2.stopped(p_org, p_patient), timeline_v2.is_built()
      FROM (SELECT) AS always
      LEFT JOIN timeline_v2.patients p ON p.org = p_org AND p.patient = p_patient;
END $$;

-- What an entry of the timeline shows of the strike, and of the amendment, that is in force; the latter with the data that counts then.
CREATE FUNCTION timeline_v2.shown_strike(p_org text, p_patient uuid, p_strike uuid) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT concat(',"struck":{"by":"', s.event_id, '","reason":', s.data -> 'reason',
                ',"at":"', to_char(s.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '"',
                ',"movedTo":' || (s.data -> 'movedTo')::text, '}')
    FROM timeline_v2.timeline_entries s WHERE s.org = p_org AND s.patient = p_patient AND s.event_id = p_strike
$$;

CREATE FUNCTION timeline_v2.shown_amendment(p_org text, p_patient uuid, p_amendment uuid, p_stated_at text, p_data json) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT concat(',"amended":{"by":"', a.event_id, '","reason":', a.data -> 'changeLog' -> 'reason',
                ',"at":"', to_char(a.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                '","original":{"occurredAt":', to_json(p_stated_at), ',"data":', coalesce(p_data::text, 'null'), '}}',
                ',"data":', a.data -> 'data')
    FROM timeline_v2.timeline_entries a WHERE a.org = p_org AND a.patient = p_patient AND a.event_id = p_amendment
$$;

-- A page of the timeline, newest first, strictly before (p_before, p_before_version): one text, a JSON array.
-- One entry more than p_limit is looked at, to know whether there is a next page. Open ends are infinities, so that the order's index bounds
-- the scan on both sides whatever the plan.
CREATE FUNCTION timeline_v2.read_timeline(
  p_org text, p_patient uuid, p_types text[], p_from timestamptz, p_to timestamptz, p_before timestamptz, p_before_version integer, p_limit integer)
RETURNS TABLE (stream_version integer, store_id uuid, epoch integer, shard integer, "position" bigint, entries text, shown integer, more boolean,
               last_occurred_at text, last_version integer, progress json, stopped text, built boolean)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY
    WITH page AS (
      SELECT e.*, row_number() OVER (ORDER BY e.occurred_at DESC, e.stream_version DESC) AS n
        FROM timeline_v2.timeline_entries e
       WHERE e.org = p_org AND e.patient = p_patient
         AND (e.occurred_at, e.stream_version) < (coalesce(p_before, 'infinity'), coalesce(p_before_version, 0))
         AND e.occurred_at < coalesce(p_to, 'infinity')
         AND e.occurred_at >= coalesce(p_from, '-infinity')
         AND (p_types IS NULL OR e.type = ANY (p_types))
       ORDER BY e.occurred_at DESC, e.stream_version DESC
       LIMIT p_limit + 1),
    rendered AS (
      SELECT string_agg(
               concat('{"id":"', e.event_id, '","type":', to_json(e.type), ',"schemaVersion":', e.schema_version,
                      ',"streamVersion":', e.stream_version,
                      ',"occurredAt":', to_json(coalesce(e.corrected_at, e.stated_at)),
                      ',"recordedAt":"', to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '"',
                      CASE WHEN e.late THEN ',"late":true' END,
                      ',"actor":', to_json(e.actor), ',"actorRole":', to_json(e.actor_role),
                      ',"facility":' || to_json(e.facility)::text,
                      CASE WHEN e.struck_by IS NOT NULL THEN timeline_v2.shown_strike(p_org, p_patient, e.struck_by) END,
                      CASE WHEN e.amended_by IS NULL THEN ',"data":' || coalesce(e.data::text, 'null')
                           ELSE timeline_v2.shown_amendment(p_org, p_patient, e.amended_by, e.stated_at, e.data) END,
                      '}'),
               ',' ORDER BY e.n) FILTER (WHERE e.n <= p_limit) AS entries,
             count(*)::integer AS found,
             max(to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) FILTER (WHERE e.n = p_limit) AS last_occurred_at,
             max(e.stream_version) FILTER (WHERE e.n = p_limit) AS last_version
        FROM page e)
    SELECT p.stream_version, p.store_id, p.epoch, p.shard, p.position,
           '[' || coalesce(r.entries, '') || ']', least(r.found, p_limit), r.found > p_limit, r.last_occurred_at, r.last_version,
           timeline_v2.progress(p_org), timeline_v2.stopped(p_org, p_patient), timeline_v2.is_built()
      FROM rendered r
      LEFT JOIN timeline_v2.patients p ON p.org = p_org AND p.patient = p_patient;
END $$;

-- For readers that wait: progress, and the places of the patients they wait for.
CREATE FUNCTION timeline_v2.read_progress(p_org text, p_patients uuid[])
RETURNS TABLE (progress json, places json)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY
    SELECT timeline_v2.progress(p_org),
           (SELECT coalesce(json_object_agg(p.patient, json_build_object('storeId', p.store_id, 'epoch', p.epoch, 'shard', p.shard, 'position', p.position)), '{}')
              FROM timeline_v2.patients p WHERE p.org = p_org AND p.patient = ANY (p_patients));
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA timeline_v2 FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA timeline_v2 TO timeline_api;
