-- Destinations, what is to be sent to them, and the facts about patients that messages need.

CREATE SCHEMA integration;
GRANT USAGE ON SCHEMA integration TO integration_api, integration_worker;

-- What is kept of patients is sealed under the data key of the event that it comes of (id of the key, 16 bytes, and
-- COSE): it ends with that key. Bound to its row, so that it cannot be moved to another one.

-- Who a patient is and where, for PID and PV1: folded from the entries by the consumer, in the order of the patient's
-- stream.
CREATE TABLE integration.patients (
  org          text NOT NULL,
  patient      uuid NOT NULL,
  -- With the open stay, the last to begin if there are several: what an event without a stay is taken to belong to.
  person       bytea NOT NULL,
  -- Where the last event that changed a fact stands in its source: what a restored store takes back is found by it.
  store_id     uuid NOT NULL,
  shard        integer NOT NULL,
  position     bigint NOT NULL,
  PRIMARY KEY (org, patient)
);

-- The entries that speak of the person, and what corrects these: a strike or an amendment takes back what an entry
-- said, and then those before it count again.
CREATE TABLE integration.entries (
  org            text NOT NULL,
  patient        uuid NOT NULL,
  stream_version integer NOT NULL,
  -- What the header of the event says, in clear as there.
  entry          jsonb NOT NULL,
  -- Sealed. Null: it cannot be read.
  data           bytea,
  PRIMARY KEY (org, patient, stream_version)
);

CREATE TABLE integration.destinations (
  org                   text NOT NULL,
  id                    text NOT NULL,
  transport             text NOT NULL DEFAULT 'mllp' CHECK (transport IN ('mllp', 'mllp-tls')),
  host                  text NOT NULL,
  port                  integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
  -- PEM, for transports with TLS: trusted instead of the roots that come with Node.
  trusted_certificates  text CHECK (trusted_certificates IS NULL OR transport = 'mllp-tls'),
  receiving_application text NOT NULL,
  receiving_facility    text NOT NULL,
  created_at            timestamptz NOT NULL DEFAULT now(),
  updated_at            timestamptz NOT NULL DEFAULT now(),
  -- By a person: nothing is sent; what is recorded is queued all the same.
  paused_at             timestamptz,
  -- By a person: nothing is sent or queued, and nothing waits. The row stays for its deliveries.
  removed_at            timestamptz,
  PRIMARY KEY (org, id)
);

-- How the connection to a destination fares: written by its sender, shown by the API.
CREATE TABLE integration.destination_status (
  org          text NOT NULL,
  destination  text NOT NULL,
  -- Failures in a row of the connection or of the receiver as a whole; 0 = it works.
  failures     integer NOT NULL DEFAULT 0,
  fault        text,
  fault_since  timestamptz,
  paused_until timestamptz,
  delivered_at timestamptz,
  PRIMARY KEY (org, destination),
  FOREIGN KEY (org, destination) REFERENCES integration.destinations (org, id) ON DELETE CASCADE
) WITH (fillfactor = 50);

-- One sender per destination at a time. `fence` rises with every change of hands: an overtaken sender can change
-- nothing any more.
CREATE TABLE integration.sender_leases (
  org         text NOT NULL,
  destination text NOT NULL,
  owner       text NOT NULL,
  fence       bigint NOT NULL,
  expires_at  timestamptz NOT NULL,
  -- How long it lasts: one that ends later than that from now was taken while the clock was ahead, and has ended.
  lease_ms    integer NOT NULL DEFAULT 0,
  PRIMARY KEY (org, destination),
  FOREIGN KEY (org, destination) REFERENCES integration.destinations (org, id) ON DELETE CASCADE
) WITH (fillfactor = 50);

-- One row per event and destination, written in the transaction that takes the event off the stream.
CREATE TABLE integration.deliveries (
  org             text NOT NULL,
  destination     text NOT NULL,
  -- Rises within a patient's stream; the order in which messages are sent.
  sequence        bigint GENERATED ALWAYS AS IDENTITY,
  event_id        uuid NOT NULL,
  event_type      text NOT NULL,
  patient         uuid NOT NULL,
  stream_version  integer NOT NULL,
  -- Where the event stands in its source.
  store_id        uuid NOT NULL,
  epoch           integer NOT NULL,
  shard           integer NOT NULL,
  position        bigint NOT NULL,
  message_type    text NOT NULL,
  -- MSH-10: a function of organisation, destination and event; the same at every attempt, and after a rebuild of this
  -- database.
  control_id      text NOT NULL CHECK (length(control_id) BETWEEN 1 AND 20),
  -- The message itself, sealed; opened just before it is sent, to the same bytes at every attempt. Removed when it is
  -- delivered: from then on the receiver holds it, not this queue; and when its key was destroyed.
  message         bytea,
  -- For the API, which may not read it.
  has_message     boolean NOT NULL GENERATED ALWAYS AS (message IS NOT NULL) STORED,
  state           text NOT NULL CHECK (state IN ('queued', 'sending', 'delivered', 'sent-answer-unknown', 'held', 'dead', 'unmade')),
  -- An attempt ended without an answer that says what became of it: the receiver may have the message.
  maybe_received  boolean NOT NULL DEFAULT false,
  attempts        integer NOT NULL DEFAULT 0,
  -- Attempts that were refused, or answered with nothing of use; and those that no answer came to. A person's retry
  -- counts from 0 again.
  refusals        integer NOT NULL DEFAULT 0,
  unanswered      integer NOT NULL DEFAULT 0,
  -- What a person decided while it was being sent: done when the attempt ends, unless it was acknowledged.
  decision        text CHECK (decision IN ('hold', 'discard')),
  answer_code     text,
  -- A code, such as no-answer: never patient data.
  reason          text,
  fence           bigint,
  created_at      timestamptz NOT NULL DEFAULT now(),
  due_at          timestamptz NOT NULL DEFAULT now(),
  last_attempt_at timestamptz,
  settled_at      timestamptz,
  correlation_id  text NOT NULL,
  traceparent     text NOT NULL,
  PRIMARY KEY (org, destination, sequence),
  UNIQUE (org, destination, control_id),
  FOREIGN KEY (org, destination) REFERENCES integration.destinations (org, id),
  -- Of an event that cannot be read, or of which no message can be made, there is none: `unmade`, or given up.
  CHECK (message IS NOT NULL OR state IN ('delivered', 'unmade', 'dead'))
) WITH (fillfactor = 80);

-- What is next for a patient.
CREATE INDEX deliveries_unsettled ON integration.deliveries (org, destination, patient, sequence)
  WHERE state IN ('queued', 'sending', 'sent-answer-unknown', 'held');
-- The end of a patient's record.
CREATE INDEX deliveries_of_patient ON integration.deliveries (org, patient);
-- Lists and counts by state.
CREATE INDEX deliveries_by_state ON integration.deliveries (org, state, destination, sequence);

-- The messages of one patient for one destination, in a row: one row while there are any. The sender looks at the heads
-- only, so that ten thousand messages behind a held one cost the others nothing. Whoever adds or settles a message
-- locks the row first.
CREATE TABLE integration.lanes (
  org         text NOT NULL,
  destination text NOT NULL,
  patient     uuid NOT NULL,
  -- The first message that is neither delivered nor given up.
  head        bigint NOT NULL,
  -- It waits for a decision.
  held        boolean NOT NULL DEFAULT false,
  due_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (org, destination, patient),
  FOREIGN KEY (org, destination) REFERENCES integration.destinations (org, id)
) WITH (fillfactor = 70);
CREATE INDEX lanes_to_send ON integration.lanes (org, destination, head) WHERE NOT held;

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['patients', 'entries', 'destinations', 'destination_status', 'sender_leases', 'deliveries', 'lanes'] LOOP
    EXECUTE format('ALTER TABLE integration.%I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE integration.%I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY worker ON integration.%I TO integration_worker USING (true) WITH CHECK (true)', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON integration.%I TO integration_worker', table_name);
  END LOOP;
  FOREACH table_name IN ARRAY ARRAY['destinations', 'destination_status', 'deliveries', 'lanes'] LOOP
    EXECUTE format(
      $policy$CREATE POLICY own_organisation ON integration.%I TO integration_api
        USING (org = current_setting('app.org', true)) WITH CHECK (org = current_setting('app.org', true))$policy$,
      table_name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON integration.destinations TO integration_api;
GRANT SELECT ON integration.destination_status TO integration_api;
-- Everything about a delivery but the message.
GRANT SELECT (org, destination, sequence, event_id, event_type, patient, stream_version, store_id, epoch, shard, position, message_type, control_id, has_message, state, maybe_received,
  attempts, refusals, unanswered, decision, answer_code, reason, created_at, due_at, last_attempt_at, settled_at, correlation_id) ON integration.deliveries TO integration_api;
-- An engineer holds a message, lets it go again, or gives it up.
GRANT UPDATE (state, reason, due_at, settled_at, refusals, unanswered, decision) ON integration.deliveries TO integration_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON integration.lanes TO integration_api;
