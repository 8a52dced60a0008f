-- What a service needs beside its own event store to put accesses on record. {{recorder}} answers requests.

CREATE SCHEMA access_log;
GRANT USAGE ON SCHEMA access_log TO {{recorder}};

-- The organisation's own access key of a year, wrapped: seals accesses while the keyring cannot be reached, so that a
-- record opens with nothing but this database. It seals what was done (operation, outcome, purpose), never clinical
-- content.
CREATE TABLE access_log.organisation_keys (
  org     text NOT NULL,
  year    integer NOT NULL,
  key_id  uuid NOT NULL,
  kek_id  text NOT NULL,
  wrapped bytea NOT NULL,
  PRIMARY KEY (org, year)
);
ALTER TABLE access_log.organisation_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_log.organisation_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON access_log.organisation_keys
  USING (org = current_setting('app.org', true)) WITH CHECK (org = current_setting('app.org', true));
GRANT SELECT, INSERT, UPDATE ON access_log.organisation_keys TO {{recorder}};
