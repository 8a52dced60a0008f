-- What was opened in an emergency to people who may not see it otherwise, and what became of it. Nothing is changed and
-- nothing deleted here but with the end of a patient's record.
CREATE SCHEMA emergencies;

CREATE TABLE emergencies.openings (
  org       text NOT NULL,
  -- By time: the list is in their order.
  id        uuid NOT NULL,
  patient   uuid NOT NULL,
  actor     text NOT NULL,
  role      text NOT NULL,
  code      text NOT NULL,
  reason    text NOT NULL,
  opened_at timestamptz NOT NULL,
  until     timestamptz NOT NULL,
  -- Opened while the primary of the database was away, and put here when it was back.
  kept      boolean NOT NULL DEFAULT false,
  PRIMARY KEY (org, id)
);
CREATE INDEX openings_of_patient ON emergencies.openings (org, patient, actor, until);

CREATE TABLE emergencies.reviews (
  org     text NOT NULL,
  id      uuid NOT NULL DEFAULT gen_random_uuid(),
  opening uuid NOT NULL,
  by      text NOT NULL,
  at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  outcome text NOT NULL,
  note    text,
  PRIMARY KEY (org, id),
  FOREIGN KEY (org, opening) REFERENCES emergencies.openings ON DELETE CASCADE
);
CREATE INDEX reviews_of_opening ON emergencies.reviews (org, opening);

GRANT USAGE ON SCHEMA emergencies TO {{api}}, {{worker}};
GRANT SELECT, INSERT ON emergencies.openings, emergencies.reviews TO {{api}};
-- The end of a patient's record.
GRANT SELECT, DELETE ON emergencies.openings, emergencies.reviews TO {{worker}};
ALTER TABLE emergencies.openings ENABLE ROW LEVEL SECURITY;
ALTER TABLE emergencies.openings FORCE ROW LEVEL SECURITY;
ALTER TABLE emergencies.reviews ENABLE ROW LEVEL SECURITY;
ALTER TABLE emergencies.reviews FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON emergencies.openings TO {{api}}
  USING (org = current_setting('app.org', true)) WITH CHECK (org = current_setting('app.org', true));
CREATE POLICY own_organisation ON emergencies.reviews TO {{api}}
  USING (org = current_setting('app.org', true)) WITH CHECK (org = current_setting('app.org', true));
CREATE POLICY ends ON emergencies.openings TO {{worker}} USING (true);
CREATE POLICY ends ON emergencies.reviews TO {{worker}} USING (true);
