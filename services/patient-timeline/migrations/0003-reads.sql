-- The hot reads, each one round trip. Data and progress are read by one statement, hence from one snapshot: the place that an answer names
-- is the place of what it shows. Row-level security applies (the functions run with the caller's rights, after naming the organisation).

-- How far the projection is, and why this patient's stream waits if it does.
CREATE FUNCTION timeline_v1.progress(p_org text) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT coalesce(json_agg(json_build_object('storeId', w.store_id, 'epoch', w.epoch, 'shard', w.shard, 'watermark', w.watermark)), '[]')
    FROM stream_consumer.watermarks('timeline-v1', p_org) w
$$;

CREATE FUNCTION timeline_v1.stopped(p_org text, p_patient uuid) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT s.reason || ':' || s.code FROM stream_consumer.stopped_streams s
   WHERE s.org = p_org AND s.consumer = 'timeline-v1' AND s.stream = p_patient::text ORDER BY s.since LIMIT 1
$$;

CREATE FUNCTION timeline_v1.read_summary(p_org text, p_patient uuid)
RETURNS TABLE (stream_version integer, store_id uuid, epoch integer, shard integer, "position" bigint, last_recorded_at text, summary text, progress json, stopped text)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY
    SELECT p.stream_version, p.store_id, p.epoch, p.shard, p.position,
           to_char(p.last_recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           p.summary::text, timeline_v1.progress(p_org), timeline_v1.stopped(p_org, p_patient)
      FROM (SELECT) AS always
      LEFT JOIN timeline_v1.patients p ON p.org = p_org AND p.patient = p_patient;
END $$;

-- A page of the timeline, newest first, strictly before (p_before, p_before_version): one text, a JSON array.
-- One entry more than p_limit is looked at, to know whether there is a next page. Open ends are infinities, so that the order's index bounds
-- the scan on both sides whatever the plan.
CREATE FUNCTION timeline_v1.read_timeline(
  p_org text, p_patient uuid, p_types text[], p_from timestamptz, p_to timestamptz, p_before timestamptz, p_before_version integer, p_limit integer)
RETURNS TABLE (stream_version integer, store_id uuid, epoch integer, shard integer, "position" bigint, entries text, shown integer, more boolean,
               last_occurred_at text, last_version integer, progress json, stopped text)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY
    WITH page AS (
      SELECT e.*, row_number() OVER (ORDER BY e.occurred_at DESC, e.stream_version DESC) AS n
        FROM timeline_v1.timeline_entries e
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
                      ',"occurredAt":', to_json(e.stated_at),
                      ',"recordedAt":"', to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '"',
                      CASE WHEN e.late THEN ',"late":true' END,
                      ',"actor":', to_json(e.actor), ',"actorRole":', to_json(e.actor_role),
                      ',"facility":' || to_json(e.facility)::text,
                      CASE WHEN e.struck_by IS NOT NULL THEN concat(',"struck":{"by":"', e.struck_by, '","reason":', to_json(e.struck_reason),
                        ',"at":"', to_char(e.struck_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '"}') END,
                      ',"data":', coalesce(e.data::text, 'null'), '}'),
               ',' ORDER BY e.n) FILTER (WHERE e.n <= p_limit) AS entries,
             count(*)::integer AS found,
             max(to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) FILTER (WHERE e.n = p_limit) AS last_occurred_at,
             max(e.stream_version) FILTER (WHERE e.n = p_limit) AS last_version
        FROM page e)
    SELECT p.stream_version, p.store_id, p.epoch, p.shard, p.position,
           '[' || coalesce(r.entries, '') || ']', least(r.found, p_limit), r.found > p_limit, r.last_occurred_at, r.last_version,
           timeline_v1.progress(p_org), timeline_v1.stopped(p_org, p_patient)
      FROM rendered r
      LEFT JOIN timeline_v1.patients p ON p.org = p_org AND p.patient = p_patient;
END $$;

-- For readers that wait: progress, and the places of the patients they wait for.
CREATE FUNCTION timeline_v1.read_progress(p_org text, p_patients uuid[])
RETURNS TABLE (progress json, places json)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY
    SELECT timeline_v1.progress(p_org),
           (SELECT coalesce(json_object_agg(p.patient, json_build_object('storeId', p.store_id, 'epoch', p.epoch, 'shard', p.shard, 'position', p.position)), '{}')
              FROM timeline_v1.patients p WHERE p.org = p_org AND p.patient = ANY (p_patients));
END $$;

REVOKE ALL ON FUNCTION timeline_v1.progress, timeline_v1.stopped, timeline_v1.read_summary, timeline_v1.read_timeline, timeline_v1.read_progress FROM PUBLIC;
GRANT EXECUTE ON FUNCTION timeline_v1.progress, timeline_v1.stopped, timeline_v1.read_summary, timeline_v1.read_timeline, timeline_v1.read_progress TO timeline_api;
