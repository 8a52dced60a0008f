-- Destructions: lists of what is due, who approved them, and what became of each record; which subjects were destroyed,
-- who has confirmed that it deleted its copies, and certificates. All of it follows from the events of retention, which
-- are in another database: a row is written with its event, and again, without effect, when the event comes back.

CREATE TABLE retention.destructions (
  org            text NOT NULL,
  -- Of the event `destruction.proposed`.
  destruction_id uuid NOT NULL,
  -- The data of that event.
  proposal       json NOT NULL,
  digest         text NOT NULL,
  proposed_by    text NOT NULL,
  proposed_as    text NOT NULL,
  proposed_at    timestamptz NOT NULL,
  state          text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'rejected', 'begun')),
  -- Who rejected or began it, when, and why.
  ended          json,
  PRIMARY KEY (org, destruction_id)
);
CREATE INDEX destructions_begun ON retention.destructions (org, destruction_id) WHERE state = 'begun';

CREATE TABLE retention.destruction_approvals (
  org            text NOT NULL,
  destruction_id uuid NOT NULL,
  -- A person counts once.
  actor          text NOT NULL,
  role           text NOT NULL,
  event_id       uuid NOT NULL,
  approved_at    timestamptz NOT NULL,
  note           text,
  PRIMARY KEY (org, destruction_id, actor)
);

CREATE TABLE retention.destruction_items (
  org            text NOT NULL,
  destruction_id uuid NOT NULL,
  -- The patient; or the class of what is of no patient.
  subject        text NOT NULL,
  place          integer NOT NULL,
  -- `destroying`: the checks at the act are passed, and the keys may be gone. It ends as `destroyed`, unless no key is
  -- gone and something has come between.
  state          text NOT NULL DEFAULT 'listed' CHECK (state IN ('listed', 'destroying', 'destroyed', 'left')),
  reason         text,
  -- The data of `retention.destroyed` but for the keys, written before they are destroyed.
  draft          json,
  -- Why the last attempt has not come to an end.
  waits_for      text,
  PRIMARY KEY (org, destruction_id, subject)
) WITH (fillfactor = 70);
CREATE INDEX destruction_items_open ON retention.destruction_items (org, destruction_id, place) WHERE state IN ('listed', 'destroying');

CREATE TABLE retention.destroyed_subjects (
  org          text NOT NULL,
  subject      uuid NOT NULL,
  -- Of the event `retention.destroyed`.
  event_id     uuid NOT NULL,
  destroyed_at timestamptz NOT NULL,
  -- The data of that event.
  destroyed    json NOT NULL,
  PRIMARY KEY (org, subject, event_id)
);
CREATE INDEX destroyed_subjects_by_event ON retention.destroyed_subjects (org, event_id);

CREATE TABLE retention.deletions (
  org          text NOT NULL,
  -- The event `retention.destroyed`, and the holder's own event `copies.deleted`.
  destroyed_by uuid NOT NULL,
  holder       text NOT NULL,
  event_id     uuid NOT NULL,
  deleted_rows bigint NOT NULL,
  deleted_at   timestamptz NOT NULL,
  PRIMARY KEY (org, destroyed_by, holder)
);

CREATE TABLE retention.backups (
  org         text NOT NULL,
  generation  text NOT NULL,
  place       text,
  taken_at    timestamptz NOT NULL,
  kept_until  date NOT NULL,
  expired_at  timestamptz,
  PRIMARY KEY (org, generation)
);

CREATE TABLE retention.certificates (
  org            text NOT NULL,
  -- Of the event `certificate.issued`.
  certificate_id uuid NOT NULL,
  destroyed_by   uuid NOT NULL,
  subject        uuid NOT NULL,
  -- The data of that event, written before it is recorded.
  certificate    json NOT NULL,
  issued_at      timestamptz NOT NULL,
  recorded       boolean NOT NULL DEFAULT false,
  -- The data of `certificate.completed`, written before it is recorded.
  completion     json,
  completed      boolean NOT NULL DEFAULT false,
  -- As it stands, signed with the key of the log. Null: it is to be signed.
  note           text,
  PRIMARY KEY (org, certificate_id)
);
CREATE UNIQUE INDEX certificates_by_destruction ON retention.certificates (org, destroyed_by);
CREATE INDEX certificates_open ON retention.certificates (org) WHERE NOT completed;

-- What officers have done with records that are due: `act.completed`, of the date and the rule that were shown.
CREATE TABLE retention.completed_acts (
  org             text NOT NULL,
  subject         uuid NOT NULL,
  retention_class text NOT NULL,
  event_id        uuid NOT NULL,
  due_on          date NOT NULL,
  rule_id         text NOT NULL,
  -- The data of the event, with who recorded it, and when.
  completion      json NOT NULL,
  PRIMARY KEY (org, subject, retention_class, event_id)
);

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['destructions', 'destruction_approvals', 'destruction_items', 'destroyed_subjects', 'deletions', 'backups', 'certificates', 'completed_acts'] LOOP
    EXECUTE format('ALTER TABLE retention.%I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE retention.%I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY worker ON retention.%I TO retention_worker USING (true) WITH CHECK (true)', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON retention.%I TO retention_worker', table_name);
    EXECUTE format(
      $policy$CREATE POLICY own_organisation ON retention.%I TO retention_api
        USING (org = current_setting('app.org', true)) WITH CHECK (org = current_setting('app.org', true))$policy$, table_name);
    EXECUTE format('GRANT SELECT ON retention.%I TO retention_api', table_name);
  END LOOP;
  -- What officers decide is written with their request.
  FOREACH table_name IN ARRAY ARRAY['destructions', 'destruction_approvals', 'destruction_items', 'backups', 'completed_acts'] LOOP
    EXECUTE format('GRANT INSERT, UPDATE ON retention.%I TO retention_api', table_name);
  END LOOP;
END $$;
