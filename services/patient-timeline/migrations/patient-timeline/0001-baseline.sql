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
GRANT event_store_append TO timeline_api;
GRANT event_store_relay TO timeline_worker;
GRANT stream_consumer TO timeline_worker;
GRANT stream_consumer_read TO timeline_api;

CREATE SCHEMA timeline_access;
GRANT USAGE ON SCHEMA timeline_access TO timeline_api;

-- The organisation's own access key, wrapped: seals access events while the keyring cannot be reached, so that a summary opens with nothing
-- but this database. It seals what was done (operation, outcome, purpose), never clinical content.
CREATE TABLE timeline_access.organisation_keys (
  org     text PRIMARY KEY,
  key_id  uuid NOT NULL,
  kek_id  text NOT NULL,
  wrapped bytea NOT NULL
);
ALTER TABLE timeline_access.organisation_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE timeline_access.organisation_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON timeline_access.organisation_keys TO timeline_api
  USING (org = current_setting('app.org', true)) WITH CHECK (org = current_setting('app.org', true));
GRANT SELECT, INSERT, UPDATE ON timeline_access.organisation_keys TO timeline_api;
