-- Versions of the projection: each has the tables of every read model in schemas of its own, `<read model>_v<version>`,
-- and a consumer of its own, `timeline-v<version>`. Written by the owner alone, in `projections-main.js`.
CREATE SCHEMA projections;
GRANT USAGE ON SCHEMA projections TO timeline_api, timeline_worker;

CREATE TABLE projections.versions (
  version  integer PRIMARY KEY CHECK (version > 0),
  -- building: a rebuild fills it, and no projector follows it yet. following: every projector keeps it up to date.
  state    text NOT NULL CHECK (state IN ('building', 'following')),
  begun_at timestamptz NOT NULL DEFAULT now(),
  begun_by text NOT NULL
);
INSERT INTO projections.versions (version, state, begun_by) VALUES (1, 'following', 'migration');

-- Which version an organisation reads. The row without a name is for all that have none of their own.
CREATE TABLE projections.served (
  org      text PRIMARY KEY,
  version  integer NOT NULL REFERENCES projections.versions,
  -- What it read before: to go back to.
  previous integer REFERENCES projections.versions ON DELETE SET NULL
);
INSERT INTO projections.served (org, version) VALUES ('', 1);

-- What operators changed, and when.
CREATE TABLE projections.changes (
  at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor   text NOT NULL,
  action  text NOT NULL CHECK (action IN ('build', 'built', 'promote', 'rollback', 'drop')),
  version integer NOT NULL,
  org     text,
  -- Although it lacked something that the version before had.
  forced  boolean NOT NULL DEFAULT false
);

-- Indexes that only reads use, of versions that are being built: they are made at the end.
CREATE TABLE projections.indexes_to_make (
  version    integer NOT NULL REFERENCES projections.versions ON DELETE CASCADE,
  definition text NOT NULL
);

GRANT SELECT ON projections.versions TO timeline_api, timeline_worker;
GRANT SELECT ON projections.served TO timeline_api, timeline_worker;
ALTER TABLE projections.served ENABLE ROW LEVEL SECURITY;
ALTER TABLE projections.served FORCE ROW LEVEL SECURITY;
CREATE POLICY projector ON projections.served FOR SELECT TO timeline_worker USING (true);
CREATE POLICY own_organisation ON projections.served FOR SELECT TO timeline_api USING (org IN ('', current_setting('app.org', true)));
ALTER TABLE projections.changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE projections.changes FORCE ROW LEVEL SECURITY;
