-- Who may do what in the database `ingest_accesses`: the API puts accesses on record, the worker publishes them.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['ingest_accesses_api', 'ingest_accesses_worker'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of the cluster was migrated at the same moment
    END;
  END LOOP;
END $$;

GRANT event_store_append, access_log TO ingest_accesses_api;
GRANT event_store_relay TO ingest_accesses_worker;
