-- Live streams: what readers that follow the positions need beside the read model, and which streams are open. It
-- belongs to no version of a read model, and a rebuild leaves it as it is.
CREATE SCHEMA live;

-- Entries that were applied when a later position of their shard had been taken before: readers had passed them. They
-- are numbered in the order of commits.
CREATE TABLE live.late_counts (
  org      text NOT NULL,
  consumer text NOT NULL,
  store_id uuid NOT NULL,
  number   bigint NOT NULL,
  PRIMARY KEY (org, consumer, store_id)
);
CREATE TABLE live.late_entries (
  org      text NOT NULL,
  consumer text NOT NULL,
  store_id uuid NOT NULL,
  number   bigint NOT NULL,
  patient  uuid NOT NULL,
  event_id uuid NOT NULL,
  PRIMARY KEY (org, consumer, store_id, number)
);

-- How often records of an organisation, or parts of them, were destroyed: what was read of units before is not shown
-- afterwards.
CREATE TABLE live.destructions (
  org    text PRIMARY KEY,
  number bigint NOT NULL
);

-- The processes that serve streams. One that has not renewed its row in time is taken to be dead, by all, for good.
CREATE TABLE live.processes (
  id          uuid PRIMARY KEY,
  alive_until timestamptz NOT NULL
);

-- The streams that are open. A row goes when what its stream disclosed is on record: the row of a stream whose process
-- died says what is to be put on record.
CREATE TABLE live.subscriptions (
  id      uuid PRIMARY KEY,
  process uuid NOT NULL,
  org     text NOT NULL,
  -- Who follows what, as it is put on record.
  reader  json NOT NULL,
  scope   json NOT NULL,
  -- What it disclosed up to here is on record.
  since   json NOT NULL
);
CREATE INDEX subscriptions_of_process ON live.subscriptions (process);

ALTER TABLE live.late_counts ENABLE ROW LEVEL SECURITY;
ALTER TABLE live.late_counts FORCE ROW LEVEL SECURITY;
ALTER TABLE live.late_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE live.late_entries FORCE ROW LEVEL SECURITY;
ALTER TABLE live.destructions ENABLE ROW LEVEL SECURITY;
ALTER TABLE live.destructions FORCE ROW LEVEL SECURITY;
ALTER TABLE live.processes ENABLE ROW LEVEL SECURITY;
ALTER TABLE live.processes FORCE ROW LEVEL SECURITY;
ALTER TABLE live.subscriptions ENABLE ROW LEVEL SECURITY;
ALTER TABLE live.subscriptions FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON live.late_counts FOR SELECT TO timeline_api USING (org = current_setting('app.org', true));
CREATE POLICY own_organisation ON live.late_entries FOR SELECT TO timeline_api USING (org = current_setting('app.org', true));
CREATE POLICY own_organisation ON live.destructions FOR SELECT TO timeline_api USING (org = current_setting('app.org', true));
CREATE POLICY projector ON live.late_counts TO timeline_worker USING (true) WITH CHECK (true);
CREATE POLICY projector ON live.late_entries TO timeline_worker USING (true) WITH CHECK (true);
CREATE POLICY holder ON live.destructions TO timeline_worker USING (true) WITH CHECK (true);
CREATE POLICY hub ON live.processes TO timeline_worker USING (true) WITH CHECK (true);
CREATE POLICY hub ON live.subscriptions TO timeline_worker USING (true) WITH CHECK (true);

GRANT USAGE ON SCHEMA live TO timeline_api, timeline_worker;
GRANT SELECT ON live.late_counts, live.late_entries, live.destructions TO timeline_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA live TO timeline_worker;
