-- Holds and requests.
--
-- Holds: nothing in the scope of one is destroyed until it is lifted. A row is there, and in force, before the event
-- `hold.placed` is recorded in the event store of retention, which is another database; it ends after `hold.lifted` is.

CREATE TABLE retention.holds (
  org       text NOT NULL,
  -- Of the event `hold.placed`.
  hold_id   uuid NOT NULL,
  -- That event, as it is or will be recorded.
  statement json NOT NULL,
  -- Those that its scope names, in lower case. Null: it names none, so it may be on any.
  patients  text[],
  recorded  boolean NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- `hold.lifted`, as it was recorded. Null: it is in force.
  lift      json,
  lifted_at timestamptz,
  PRIMARY KEY (org, hold_id)
);
CREATE INDEX holds_in_force ON retention.holds (org) WHERE lift IS NULL AND patients IS NULL;
CREATE INDEX holds_of_patients ON retention.holds USING gin (patients) WHERE lift IS NULL;
CREATE INDEX holds_not_recorded ON retention.holds (placed_at) WHERE NOT recorded;

-- Who places a hold, or destroys, locks the row of the organisation.
CREATE TABLE retention.destruction_locks (org text NOT NULL PRIMARY KEY);

-- Requests of persons: erasure, access, portability. Of each the events that say what it is and what became of it.
CREATE TABLE retention.requests (
  org         text NOT NULL,
  -- Of the event `request.received`.
  request_id  uuid NOT NULL,
  subject     uuid NOT NULL,
  kind        text NOT NULL,
  received    json NOT NULL,
  received_at timestamptz NOT NULL,
  extended    json,
  answer_by   date NOT NULL,
  -- `request.answered` or `request.withdrawn`. Null: it is open.
  closed      json,
  closed_at   timestamptz,
  PRIMARY KEY (org, request_id)
);
CREATE INDEX requests_by_deadline ON retention.requests (org, answer_by, request_id) WHERE closed IS NULL;
CREATE INDEX requests_by_subject ON retention.requests (org, subject);

-- That a copy of a record may be made for a request, and the copies that were made. Digests and counts only: they are
-- kept when the record is destroyed.
CREATE TABLE retention.export_approvals (
  org         text NOT NULL,
  export_id   uuid NOT NULL,
  request_id  uuid NOT NULL,
  approved    json NOT NULL,
  approved_at timestamptz NOT NULL,
  PRIMARY KEY (org, export_id)
);
CREATE INDEX export_approvals_of_request ON retention.export_approvals (org, request_id);
CREATE TABLE retention.exports (
  org        text NOT NULL,
  event_id   uuid NOT NULL,
  request_id uuid NOT NULL,
  made       json NOT NULL,
  made_at    timestamptz NOT NULL,
  PRIMARY KEY (org, event_id)
);
CREATE INDEX exports_of_request ON retention.exports (org, request_id);

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['holds', 'requests', 'export_approvals', 'exports', 'destruction_locks'] LOOP
    EXECUTE format('ALTER TABLE retention.%I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE retention.%I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY worker ON retention.%I TO retention_worker USING (true) WITH CHECK (true)', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON retention.%I TO retention_worker', table_name);
    EXECUTE format(
      $policy$CREATE POLICY own_organisation ON retention.%I TO retention_api
        USING (org = current_setting('app.org', true)) WITH CHECK (org = current_setting('app.org', true))$policy$, table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON retention.%I TO retention_api', table_name);
  END LOOP;
  -- What an answer to an officer is made of.
  FOREACH table_name IN ARRAY ARRAY['records', 'record_facilities', 'record_actors', 'record_facts', 'rule_sets', 'stated_facts', 'due_dates'] LOOP
    EXECUTE format(
      $policy$CREATE POLICY own_organisation ON retention.%I FOR SELECT TO retention_api USING (org = current_setting('app.org', true))$policy$, table_name);
    EXECUTE format('GRANT SELECT ON retention.%I TO retention_api', table_name);
  END LOOP;
END $$;
