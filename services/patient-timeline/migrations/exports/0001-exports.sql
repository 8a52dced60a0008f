-- That a copy of a record may be made for a request, as retention says. No read model: it is not rebuilt, and ends with
-- the rows of its patient.
CREATE SCHEMA exports;

CREATE TABLE exports.approvals (
  org         text NOT NULL,
  -- Of the event that approves.
  export_id   uuid NOT NULL,
  patient     uuid NOT NULL,
  request_id  uuid NOT NULL,
  -- The event's data, and who approved.
  approved    json NOT NULL,
  approved_by text NOT NULL,
  valid_until timestamptz NOT NULL,
  PRIMARY KEY (org, export_id)
);
CREATE INDEX approvals_of_patient ON exports.approvals (org, patient);

-- Requests that were answered or withdrawn: no copy is made for them any more. An approval may come after it.
CREATE TABLE exports.closed_requests (
  org        text NOT NULL,
  request_id uuid NOT NULL,
  patient    uuid NOT NULL,
  PRIMARY KEY (org, request_id)
);
CREATE INDEX closed_requests_of_patient ON exports.closed_requests (org, patient);

GRANT USAGE ON SCHEMA exports TO {{api}}, {{worker}};
DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['approvals', 'closed_requests'] LOOP
    EXECUTE format('ALTER TABLE exports.%I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE exports.%I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format(
      $policy$CREATE POLICY own_organisation ON exports.%I FOR SELECT TO {{api}} USING (org = current_setting('app.org', true))$policy$, table_name);
    EXECUTE format('CREATE POLICY projector ON exports.%I TO {{worker}} USING (true) WITH CHECK (true)', table_name);
    EXECUTE format('GRANT SELECT ON exports.%I TO {{api}}', table_name);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON exports.%I TO {{worker}}', table_name);
  END LOOP;
END $$;
