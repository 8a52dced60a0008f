-- Accesses of all services, by the key that each is sealed under: whose they are is known to those alone who may ask
-- the keyring for the keys of a patient. Nothing here is readable without it, so the end of a key is the end of its
-- accesses here, too.
CREATE SCHEMA access_index;

CREATE TABLE access_index.leaves (
  org         text NOT NULL,
  key_id      uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  event_id    uuid NOT NULL,
  -- Place in the event.
  index       integer NOT NULL,
  service     text NOT NULL,
  leaf        bytea NOT NULL,
  -- Of the class of its key: accesses of a year are destroyed together.
  year        integer NOT NULL,
  PRIMARY KEY (org, key_id, recorded_at, event_id, index)
);
CREATE INDEX leaves_of_event ON access_index.leaves (org, event_id, index);
-- No statement has a condition on these: ANALYZE need not read, sort and store samples of them. Of the others it reads
-- 3,000 rows instead of 30,000: keys are many, or one.
ALTER TABLE access_index.leaves ALTER COLUMN leaf SET STATISTICS 0, ALTER COLUMN service SET STATISTICS 0, ALTER COLUMN index SET STATISTICS 0,
  ALTER COLUMN org SET STATISTICS 10, ALTER COLUMN key_id SET STATISTICS 10, ALTER COLUMN recorded_at SET STATISTICS 10,
  ALTER COLUMN event_id SET STATISTICS 10, ALTER COLUMN year SET STATISTICS 10;

-- Looks at several patients: one row for each, however many they are. Sets of patients return (the residents of a unit),
-- so whom a look was at is said once for each set.
CREATE TABLE access_index.looks (
  org         text NOT NULL,
  -- Digest of the ids of the keys.
  members     bytea NOT NULL,
  recorded_at timestamptz NOT NULL,
  event_id    uuid NOT NULL,
  index       integer NOT NULL,
  service     text NOT NULL,
  leaf        bytea NOT NULL,
  -- Of the class of its keys.
  year        integer NOT NULL,
  PRIMARY KEY (org, members, recorded_at, event_id, index)
);
-- What is sealed is not compressed.
ALTER TABLE access_index.looks ALTER COLUMN leaf SET STORAGE EXTERNAL;
CREATE INDEX looks_of_event ON access_index.looks (org, event_id, index);
ALTER TABLE access_index.looks ALTER COLUMN leaf SET STATISTICS 0, ALTER COLUMN service SET STATISTICS 0, ALTER COLUMN index SET STATISTICS 0,
  ALTER COLUMN org SET STATISTICS 10, ALTER COLUMN members SET STATISTICS 10, ALTER COLUMN recorded_at SET STATISTICS 10,
  ALTER COLUMN event_id SET STATISTICS 10, ALTER COLUMN year SET STATISTICS 10;

CREATE TABLE access_index.members (
  org     text NOT NULL,
  key_id  uuid NOT NULL,
  members bytea NOT NULL,
  PRIMARY KEY (org, key_id, members)
);
CREATE INDEX members_of_looks ON access_index.members (org, members);

GRANT USAGE ON SCHEMA access_index TO {{api}}, {{worker}};
GRANT SELECT ON access_index.leaves, access_index.looks, access_index.members TO {{api}};
GRANT SELECT, INSERT, DELETE ON access_index.leaves, access_index.looks, access_index.members TO {{worker}};
ALTER TABLE access_index.leaves ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_index.leaves FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON access_index.leaves FOR SELECT TO {{api}} USING (org = current_setting('app.org', true));
CREATE POLICY indexer ON access_index.leaves TO {{worker}} USING (true) WITH CHECK (true);
ALTER TABLE access_index.looks ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_index.looks FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON access_index.looks FOR SELECT TO {{api}} USING (org = current_setting('app.org', true));
CREATE POLICY indexer ON access_index.looks TO {{worker}} USING (true) WITH CHECK (true);
ALTER TABLE access_index.members ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_index.members FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON access_index.members FOR SELECT TO {{api}} USING (org = current_setting('app.org', true));
CREATE POLICY indexer ON access_index.members TO {{worker}} USING (true) WITH CHECK (true);
