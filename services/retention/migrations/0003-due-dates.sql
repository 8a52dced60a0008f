-- When the duty to keep each record ends, and what it follows from: the sets of rules that an organisation has adopted,
-- and what its officers have stated.

CREATE TABLE retention.rule_sets (
  org         text NOT NULL,
  rule_set_id text NOT NULL,
  -- As `rule-set.adopted` has it.
  rule_set    json NOT NULL,
  event_id    text NOT NULL,
  PRIMARY KEY (org, rule_set_id)
);

CREATE TABLE retention.stated_facts (
  org      text NOT NULL,
  subject  uuid NOT NULL,
  event_id text NOT NULL,
  fact     json NOT NULL,
  PRIMARY KEY (org, subject, event_id)
);

CREATE TABLE retention.due_dates (
  org          text NOT NULL,
  subject      uuid NOT NULL,
  status       text NOT NULL,
  kept_through date,
  due_on       date,
  -- `DueDate` of the contracts, with its explanation.
  due          json NOT NULL,
  -- Counts the changes. The event of each is recorded under an id that follows from it.
  revision     integer NOT NULL,
  -- While it is not recorded: when it was found, and the data of `due-date.changed`.
  change       json,
  PRIMARY KEY (org, subject)
);
CREATE INDEX due_dates_changed ON retention.due_dates (org, subject) WHERE change IS NOT NULL;
CREATE INDEX due_dates_by_day ON retention.due_dates (org, due_on);

-- One keeper at a time works out dates of an organisation: records that were merged have one date.
CREATE TABLE retention.keepers (org text NOT NULL PRIMARY KEY);

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['rule_sets', 'stated_facts', 'due_dates', 'keepers'] LOOP
    EXECUTE format('ALTER TABLE retention.%I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE retention.%I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY worker ON retention.%I TO retention_worker USING (true) WITH CHECK (true)', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON retention.%I TO retention_worker', table_name);
  END LOOP;
END $$;
