-- Requests that were answered, by half hours, as the events `requests.counted` say it: one row for each event.

CREATE TABLE retention.request_counts (
  org      text NOT NULL,
  from_at  timestamptz NOT NULL,
  event_id uuid NOT NULL,
  to_at    timestamptz NOT NULL,
  service  text NOT NULL,
  counts   jsonb NOT NULL,
  PRIMARY KEY (org, from_at, event_id)
);
ALTER TABLE retention.request_counts ENABLE ROW LEVEL SECURITY;
ALTER TABLE retention.request_counts FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON retention.request_counts TO retention_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON retention.request_counts TO retention_worker;
CREATE POLICY own_organisation ON retention.request_counts FOR SELECT TO retention_api USING (org = current_setting('app.org', true));
GRANT SELECT ON retention.request_counts TO retention_api;
