DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['timeline_api', 'timeline_worker'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- made at the same moment for another database of the cluster
    END;
  END LOOP;
END $$;

-- Accesses are events of this service's own event store (schema event_store), appended by the API before it answers.
GRANT event_store_append, access_log TO timeline_api;
GRANT event_store_relay TO timeline_worker;
GRANT stream_consumer TO timeline_worker;
GRANT stream_consumer_read TO timeline_api;
