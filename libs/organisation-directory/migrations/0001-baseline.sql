-- What each organisation states of itself, version 1 of the read model. It is folded from these rows
-- when they are read (libs/contracts-organisation), and kept in memory: there are few, and they change seldom. Only the
-- next two statements know the name of the schema.
CREATE SCHEMA directory_v1;
SET LOCAL search_path = directory_v1;

-- One row once the read model has reached the end of the stream.
CREATE TABLE built (at timestamptz NOT NULL DEFAULT now());
CREATE UNIQUE INDEX built_once ON built ((true));

-- One row for each organisation. `patient` is the subject of its stream, under the name that it has in all read models.
CREATE TABLE organisations (
  org            text NOT NULL,
  patient        uuid NOT NULL,
  stream_version integer NOT NULL,
  -- Where the last applied event stands in its source.
  store_id       uuid NOT NULL,
  epoch          integer NOT NULL,
  shard          integer NOT NULL,
  position       bigint NOT NULL,
  -- Events that cannot be read and whose effect is therefore not known.
  unreadable     integer NOT NULL,
  PRIMARY KEY (org, patient)
);

CREATE TABLE events (
  org            text NOT NULL,
  patient        uuid NOT NULL,
  stream_version integer NOT NULL,
  position       bigint NOT NULL,
  -- As recorded, its data in the newest version of its schema. Null when it cannot be read here.
  event          json,
  -- What it says: the directory, or who does which round. Of rounds there are some each day, and no fold needs them.
  about          text NOT NULL CHECK (about IN ('directory', 'rounds')),
  -- Of a round: the begin of its slot, which has 24 hours at most.
  slot_from      timestamptz,
  PRIMARY KEY (org, patient, stream_version)
);
CREATE INDEX events_of_directory ON events (org, patient, stream_version) WHERE about = 'directory';
CREATE INDEX events_of_rounds ON events (org, patient, slot_from) WHERE about = 'rounds';

DO $$
DECLARE
  table_name text;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO {{reader}}, {{projector}}', current_schema());
  GRANT SELECT ON built TO {{reader}};
  -- DELETE: a rebuild begins.
  GRANT SELECT, INSERT, DELETE ON built TO {{projector}};
  FOREACH table_name IN ARRAY ARRAY['organisations', 'events'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format(
      $policy$CREATE POLICY own_organisation ON %I FOR SELECT TO {{reader}} USING (org = current_setting('app.org', true))$policy$, table_name);
    EXECUTE format('CREATE POLICY projector ON %I TO {{projector}} USING (true) WITH CHECK (true)', table_name);
    EXECUTE format('GRANT SELECT ON %I TO {{reader}}', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO {{projector}}', table_name);
  END LOOP;
END $$;
