-- What a holder of copies keeps of destructions, in the database of its copies, after the schema of the event store of
-- its accesses. {{holder}} deletes and confirms, and consumes what could bring copies back; {{reader}} answers requests.
CREATE SCHEMA destruction;
GRANT USAGE ON SCHEMA destruction TO {{holder}}, {{reader}};

-- One row for each destruction, permanently. It is there before copies are deleted, so that nothing is added meanwhile.
CREATE TABLE destruction.subjects (
  org               text NOT NULL,
  subject           uuid NOT NULL,
  -- The event retention.destroyed.
  event_id          uuid NOT NULL,
  retention_classes text[] NOT NULL,
  destroyed_at      timestamptz NOT NULL,
  -- Null, and the rule, too: the event cannot be read here, as its key is missing.
  due_on            text,
  rule              json,
  -- The event certificate.issued. Null: none was issued yet.
  certificate_id    uuid,
  -- How many rows were deleted. Null: they are not deleted yet.
  rows              bigint,
  PRIMARY KEY (org, subject, event_id)
);
ALTER TABLE destruction.subjects ENABLE ROW LEVEL SECURITY;
ALTER TABLE destruction.subjects FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON destruction.subjects FOR SELECT TO {{reader}} USING (org = current_setting('app.org', true));
CREATE POLICY holder ON destruction.subjects TO {{holder}} USING (true) WITH CHECK (true);
GRANT SELECT ON destruction.subjects TO {{reader}};
GRANT SELECT, INSERT, UPDATE ON destruction.subjects TO {{holder}};

-- Who adds copies passes here, by a look at it, in the transaction that adds them. Who has noted a destruction locks it
-- for an instant: what was under way then has ended, and what comes after sees the note.
CREATE TABLE destruction.gate ();
GRANT SELECT, UPDATE ON destruction.gate TO {{holder}};

-- The two functions are all that {{holder}} may do in the event store of accesses. They name its functions in their
-- bodies only, which may be made again.
CREATE FUNCTION destruction.shards_of(p_org text) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN event_store.begin_organisation(p_org, 1);
END $$;

-- Appends confirmations to one shard, and wakes the relay. One that is there already is not there twice.
CREATE FUNCTION destruction.confirm(p_org text, p_shard integer, p_epoch integer, p_ids uuid[], p_subjects uuid[], p_headers bytea[], p_digests bytea[],
  p_payloads bytea[], p_commitments bytea[], p_clock_us bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_count integer := cardinality(p_ids);
  v_outcome text;
BEGIN
  FOR v_outcome IN
    SELECT a.outcome FROM event_store.append(p_org, p_shard, p_epoch, 0, p_ids, p_subjects, p_headers, p_digests, p_payloads, p_commitments,
      array_fill(NULL::text, ARRAY[v_count]), array_fill(-3, ARRAY[v_count]), array_fill(0, ARRAY[v_count]), array_fill(false, ARRAY[v_count]),
      '{}', '{}', '{}', '{}', '{}', '{}', true, p_clock_us) a
  LOOP
    IF v_outcome NOT IN ('created', 'duplicate', 'id-conflict') THEN
      RAISE EXCEPTION 'a confirmation was not recorded: %', v_outcome USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
  END LOOP;
  PERFORM pg_notify('event_store_committed', '');
END $$;

-- The organisation's own key of a year's accesses is kept beside the accesses, wrapped: it goes with the others.
CREATE FUNCTION destruction.forget_access_key(p_org text, p_year integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_deleted integer;
BEGIN
  PERFORM set_config('app.org', p_org, true);
  DELETE FROM access_log.organisation_keys WHERE org = p_org AND year = p_year;
  GET DIAGNOSTICS v_deleted = ROW_COUNT;
  RETURN v_deleted;
END $$;

REVOKE ALL ON FUNCTION destruction.shards_of, destruction.confirm, destruction.forget_access_key FROM PUBLIC;
GRANT EXECUTE ON FUNCTION destruction.shards_of, destruction.confirm, destruction.forget_access_key TO {{holder}};
