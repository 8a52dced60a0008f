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

-- Records that are of no patient: accesses of a year, events of retention, what the organisation states of itself.
CREATE TABLE retention.record_classes (
  org             text NOT NULL,
  retention_class text NOT NULL,
  -- Set while its date is not worked out again.
  changed_at      timestamptz DEFAULT clock_timestamp(),
  PRIMARY KEY (org, retention_class)
);
CREATE INDEX record_classes_changed ON retention.record_classes (org, retention_class) WHERE changed_at IS NOT NULL;

-- Rows of one page of the list have their explanations with them; 1,000 bytes are usual.
CREATE TABLE retention.due_dates (
  org             text NOT NULL,
  -- A patient; or the organisation's own stream.
  subject         uuid NOT NULL,
  retention_class text NOT NULL DEFAULT 'clinical',
  status          text NOT NULL,
  kept_through    date,
  -- `infinity` without a day that is known: it stands at the end of the list.
  due_on          date NOT NULL,
  -- Of the rule that decides.
  rule_id         text,
  -- Ids of the facilities where the record was made, in their order.
  facilities      text[] NOT NULL,
  in_conflict     boolean NOT NULL,
  -- Whether the rule that decides lets it be destroyed, by a list that people approve. What does not stands on the list
  -- of what an officer has to do.
  may_destroy     boolean NOT NULL,
  -- `DueDate` of the contracts, with its explanation.
  due             json NOT NULL,
  -- Counts the changes. The event of each is recorded under an id that follows from it.
  revision        integer NOT NULL,
  PRIMARY KEY (org, subject, retention_class)
);
CREATE INDEX due_dates_by_day ON retention.due_dates (org, due_on, subject, retention_class);
-- The work list, and what a person has to decide.
CREATE INDEX due_dates_unknown ON retention.due_dates (org, due_on, subject, retention_class) WHERE status IN ('unknown', 'no-rule');
CREATE INDEX due_dates_in_conflict ON retention.due_dates (org, due_on, subject, retention_class) WHERE in_conflict;

CREATE INDEX due_dates_to_do ON retention.due_dates (org, due_on, subject, retention_class) WHERE NOT may_destroy AND due_on < 'infinity';

-- Changes whose event is not recorded yet.
CREATE TABLE retention.due_date_changes (
  org             text NOT NULL,
  subject         uuid NOT NULL,
  retention_class text NOT NULL,
  revision        integer NOT NULL,
  -- It came with all others of the organisation: single ones are recorded first.
  is_mass         boolean NOT NULL,
  -- When it was found, and the data of `due-date.changed` but its `due`.
  change          json NOT NULL,
  -- Null while it is that of the row in `due_dates`.
  due             json,
  PRIMARY KEY (org, subject, retention_class, revision)
);
CREATE INDEX due_date_changes_single ON retention.due_date_changes (org, subject, retention_class, revision) WHERE NOT is_mass;

-- Organisations whose dates depend on more than their records, and until when days were looked at on which a rule, or a
-- law of a facility, begins to hold.
CREATE TABLE retention.recomputations (
  org       text NOT NULL PRIMARY KEY,
  looked_at timestamptz NOT NULL
);

-- Records whose dates are worked out again because rules or facilities have changed: spans of subjects. No row of a
-- record is touched for it, and a keeper takes a span at a time.
CREATE TABLE retention.spans (
  org       text NOT NULL,
  since     uuid NOT NULL,
  -- Null: to the end.
  before    uuid,
  PRIMARY KEY (org, since)
) WITH (fillfactor = 50);

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['rule_sets', 'stated_facts', 'record_classes', 'due_dates', 'due_date_changes', 'recomputations', 'spans'] LOOP
    EXECUTE format('ALTER TABLE retention.%I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE retention.%I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY worker ON retention.%I TO retention_worker USING (true) WITH CHECK (true)', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON retention.%I TO retention_worker', table_name);
  END LOOP;
  -- What officers read, and work out without writing.
  FOREACH table_name IN ARRAY ARRAY['record_classes', 'spans'] LOOP
    EXECUTE format(
      $policy$CREATE POLICY own_organisation ON retention.%I FOR SELECT TO retention_api USING (org = current_setting('app.org', true))$policy$, table_name);
    EXECUTE format('GRANT SELECT ON retention.%I TO retention_api', table_name);
  END LOOP;
END $$;
