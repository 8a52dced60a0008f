-- The read model `persons`, version 1: who the patients are, and what they are found by. Only the next two statements
-- know the name of the schema.
CREATE SCHEMA persons_v1;
SET LOCAL search_path = persons_v1;

-- One row once the read model has reached the end of the stream.
CREATE TABLE built (at timestamptz NOT NULL DEFAULT now());
CREATE UNIQUE INDEX built_once ON built ((true));

-- One row for each patient of whom an entry speaks of the person.
CREATE TABLE persons (
  org            text NOT NULL,
  patient        uuid NOT NULL,
  -- Of the last entry that speaks of the person: later ones change nothing here.
  stream_version integer NOT NULL,
  store_id       uuid NOT NULL,
  epoch          integer NOT NULL,
  shard          integer NOT NULL,
  position       bigint NOT NULL,
  -- Entries that cannot be read and may speak of the person.
  unreadable     integer NOT NULL,
  -- Names, birth date, identifiers, death, merges and open stays: see domain/persons/person.ts.
  person         json NOT NULL,
  PRIMARY KEY (org, patient)
);

-- The entries that speak of persons, from which the rows above follow.
CREATE TABLE entries (
  org            text NOT NULL,
  patient        uuid NOT NULL,
  event_id       uuid NOT NULL,
  stream_version integer NOT NULL,
  store_id       uuid NOT NULL,
  epoch          integer NOT NULL,
  shard          integer NOT NULL,
  position       bigint NOT NULL,
  -- As opened; its data is null when it cannot be read.
  event          json NOT NULL,
  PRIMARY KEY (org, patient, event_id)
);

-- What each person is found by: see domain/persons/terms.ts. Equality and beginnings of texts are all that the policies
-- let an index be used for.
CREATE TABLE terms (
  org     text NOT NULL,
  term    text COLLATE "C" NOT NULL,
  patient uuid NOT NULL,
  PRIMARY KEY (org, term, patient)
);
-- Of a person who meets the rarest part of a search, the other parts are looked for here. And terms end with their person.
CREATE UNIQUE INDEX terms_of_person ON terms (org, patient, term);

ALTER TABLE persons ALTER COLUMN person SET STATISTICS 0;
ALTER TABLE entries ALTER COLUMN event SET STATISTICS 0;

DO $$
DECLARE
  table_name text;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO timeline_api, timeline_worker', current_schema());
  GRANT SELECT ON built TO timeline_api;
  -- DELETE: a rebuild begins.
  GRANT SELECT, INSERT, DELETE ON built TO timeline_worker;
  FOREACH table_name IN ARRAY ARRAY['persons', 'entries', 'terms'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format(
      $policy$CREATE POLICY own_organisation ON %I FOR SELECT TO timeline_api USING (org = current_setting('app.org', true))$policy$, table_name);
    EXECUTE format('CREATE POLICY projector ON %I TO timeline_worker USING (true) WITH CHECK (true)', table_name);
    EXECUTE format('GRANT SELECT ON %I TO timeline_api', table_name);
    -- DELETE: a rebuild, what is no longer so, and the end of a record.
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO timeline_worker', table_name);
  END LOOP;
END $$;
