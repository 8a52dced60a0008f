-- Requests that the processes of a service have answered, by half hours: the numbers until they are in an event
-- (`requests.counted`) of the event store, for every organisation. They concern no person.
--
-- A row has the whole number of one process (`run`), so that writing it again changes nothing. When the half hour is
-- over its rows are tied to one event, and change no more: what a process brings later is a row of another run. The
-- event is made of the rows that are tied to it, and of no others.

CREATE TABLE access_log.request_counts (
  from_at   timestamptz NOT NULL,
  org       text NOT NULL,
  run       uuid NOT NULL,
  release   text NOT NULL,
  operation text NOT NULL,
  code      smallint NOT NULL,
  requests  bigint NOT NULL CHECK (requests > 0),
  max_us    bigint NOT NULL,
  -- How many took how long.
  durations bytea NOT NULL,
  -- Null: the half hour goes on, or ended a moment ago.
  event_id  uuid,
  -- Whether the event store has that event.
  recorded  boolean NOT NULL DEFAULT false,
  PRIMARY KEY (from_at, org, run, release, operation, code)
);
CREATE INDEX request_counts_to_record ON access_log.request_counts (from_at, org) WHERE NOT recorded;

ALTER TABLE access_log.request_counts ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_log.request_counts FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON access_log.request_counts
  USING (org = current_setting('app.org', true)) WITH CHECK (org = current_setting('app.org', true));
-- {{counter}} is the login of the process's own work: it writes the numbers of all organisations together.
CREATE POLICY counter_works ON access_log.request_counts TO {{counter}} USING (true) WITH CHECK (true);
GRANT USAGE ON SCHEMA access_log TO {{counter}};
GRANT SELECT, INSERT, UPDATE, DELETE ON access_log.request_counts TO {{counter}};
