-- Which release serves whom, of all organisations. Ingest makes it of the events that it records; the other services
-- keep a copy of what ingest answered last, so that they know it while ingest is away. {{keeper}} reads and writes it.
CREATE SCHEMA releases;
GRANT USAGE ON SCHEMA releases TO {{keeper}};

-- One row, once anything is known. Whoever changes an organisation locks it first: so a reader who has a revision has
-- everything before it.
CREATE TABLE releases.directory (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  revision bigint  NOT NULL
);

CREATE TABLE releases.organisations (
  org           text    PRIMARY KEY,
  -- Of the last event that was taken in.
  epoch         integer NOT NULL,
  -- OrganisationReleases of libs/contracts-organisation.
  releases      json    NOT NULL,
  -- Events that are being recorded; one that is left over was cut off, and the row is made again of what is on record.
  recording     integer     NOT NULL DEFAULT 0,
  recording_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX organisations_recording ON releases.organisations (recording_at) WHERE recording > 0;

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['directory', 'organisations'] LOOP
    EXECUTE format('ALTER TABLE releases.%I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE releases.%I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY keeper ON releases.%I TO {{keeper}} USING (true) WITH CHECK (true)', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON releases.%I TO {{keeper}}', table_name);
  END LOOP;
END $$;
