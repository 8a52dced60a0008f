-- Destinations, what is to be sent to them, and the facts about patients that messages need.

DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['integration_api', 'integration_worker'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of the cluster was migrated at the same moment
    END;
  END LOOP;
END $$;

GRANT stream_consumer TO integration_worker;

CREATE SCHEMA integration;
GRANT USAGE ON SCHEMA integration TO integration_api, integration_worker;

-- Who somebody is, for PID. Written by the consumer, in the order of the patient's stream.
CREATE TABLE integration.patients (
  org          text NOT NULL,
  patient      uuid NOT NULL,
  identity     jsonb,
  -- The stay that is open, the last to begin if there are several: what an event without a stay is taken to belong to.
  current_stay uuid,
  PRIMARY KEY (org, patient)
);

-- For PV1.
CREATE TABLE integration.stays (
  org     text NOT NULL,
  patient uuid NOT NULL,
  stay    uuid NOT NULL,
  facts   jsonb NOT NULL,
  PRIMARY KEY (org, patient, stay)
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

-- One sender per destination at a time. `fence` rises with every change of hands: whoever was overtaken can change nothing any more.
CREATE TABLE integration.sender_leases (
  org         text NOT NULL,
  destination text NOT NULL,
  owner       text NOT NULL,
  fence       bigint NOT NULL,
  expires_at  timestamptz NOT NULL,
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
  message_type    text NOT NULL,
  -- MSH-10: a function of organisation, destination and event; the same at every attempt, and after a rebuild of this database.
  control_id      text NOT NULL CHECK (length(control_id) BETWEEN 1 AND 20),
  -- The message itself, the same bytes at every attempt. Removed when it is delivered: from then on the receiver holds it, not this queue.
  message         text,
  message_sha256  bytea NOT NULL,
  state           text NOT NULL CHECK (state IN ('queued', 'sending', 'delivered', 'sent-answer-unknown', 'held', 'dead')),
  -- An attempt ended without an answer: the receiver may have the message.
  maybe_received  boolean NOT NULL DEFAULT false,
  attempts        integer NOT NULL DEFAULT 0,
  -- Attempts that were answered with a refusal.
  refusals        integer NOT NULL DEFAULT 0,
  answer_code     text,
  -- A code, such as answer-timeout: never patient data.
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
  CHECK (message IS NOT NULL OR state = 'delivered')
) WITH (fillfactor = 80);

-- What is next for a patient.
CREATE INDEX deliveries_unsettled ON integration.deliveries (org, destination, patient, sequence)
  WHERE state IN ('queued', 'sending', 'sent-answer-unknown', 'held');
-- Lists and counts by state.
CREATE INDEX deliveries_by_state ON integration.deliveries (org, state, destination, sequence);

-- The messages of one patient for one destination, in a row: one row while there are any. The sender looks at the heads only, so that ten thousand messages
-- behind a held one cost the others nothing. Whoever adds or settles a message locks the row first.
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
  FOREACH table_name IN ARRAY ARRAY['patients', 'stays', 'destinations', 'destination_status', 'sender_leases', 'deliveries', 'lanes'] LOOP
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
GRANT SELECT (org, destination, sequence, event_id, event_type, patient, stream_version, message_type, control_id, message_sha256, state, maybe_received,
  attempts, refusals, answer_code, reason, created_at, due_at, last_attempt_at, settled_at, correlation_id) ON integration.deliveries TO integration_api;
-- An engineer lets a message go again, or gives it up.
GRANT UPDATE (state, reason, due_at, settled_at, refusals) ON integration.deliveries TO integration_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON integration.lanes TO integration_api;

-- The sender's statements. Each is one round trip; the lease row is locked first, so that a change of hands waits for them and they see it.

-- Renews what this sender holds and takes what nobody holds. What the one before was sending when it was lost may have arrived: answer unknown.
CREATE FUNCTION integration.claim_destinations(p_owner text, p_lease_ms integer)
RETURNS TABLE (org text, destination text, fence bigint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO integration.sender_leases (org, destination, owner, fence, expires_at)
    SELECT d.org, d.id, '', 0, '-infinity' FROM integration.destinations d
    WHERE NOT EXISTS (SELECT FROM integration.sender_leases l WHERE l.org = d.org AND l.destination = d.id)
    ON CONFLICT DO NOTHING;
  INSERT INTO integration.destination_status (org, destination)
    SELECT d.org, d.id FROM integration.destinations d
    WHERE NOT EXISTS (SELECT FROM integration.destination_status s WHERE s.org = d.org AND s.destination = d.id)
    ON CONFLICT DO NOTHING;
  RETURN QUERY
  WITH claimable AS MATERIALIZED (
    SELECT l.org, l.destination FROM integration.sender_leases l
    WHERE l.owner = p_owner OR l.expires_at <= clock_timestamp()
    ORDER BY l.org, l.destination
    FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE integration.sender_leases l
    SET fence = CASE WHEN l.owner = p_owner AND l.expires_at > clock_timestamp() THEN l.fence ELSE l.fence + 1 END,
        owner = p_owner, expires_at = clock_timestamp() + p_lease_ms * interval '1 millisecond'
    FROM claimable c WHERE l.org = c.org AND l.destination = c.destination
    RETURNING l.org, l.destination, l.fence
  ), abandoned AS (
    UPDATE integration.deliveries d
    SET state = 'sent-answer-unknown', maybe_received = true, reason = 'sender-lost', due_at = clock_timestamp()
    FROM claimed c
    WHERE d.org = c.org AND d.destination = c.destination AND d.state = 'sending' AND d.fence < c.fence
    -- Their lanes stand at them, and are due.
  )
  SELECT c.org, c.destination, c.fence FROM claimed c;
END $$;

CREATE FUNCTION integration.release_destinations(p_owner text) RETURNS void
LANGUAGE sql AS $$
  UPDATE integration.sender_leases SET expires_at = '-infinity' WHERE owner = p_owner
$$;

-- After a fault a sender no longer knows which of its statements took effect: it goes on under a new fence, and what stands as `sending` may have arrived.
-- Null: the lease is lost.
CREATE FUNCTION integration.renew_fence(p_org text, p_destination text, p_owner text, p_fence bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  new_fence bigint;
BEGIN
  UPDATE integration.sender_leases l SET fence = l.fence + 1
    WHERE l.org = p_org AND l.destination = p_destination AND l.owner = p_owner AND l.fence = p_fence AND l.expires_at > clock_timestamp()
    RETURNING l.fence INTO new_fence;
  IF new_fence IS NOT NULL THEN
    UPDATE integration.deliveries d
    SET state = 'sent-answer-unknown', maybe_received = true, reason = 'sender-failed', due_at = clock_timestamp()
    WHERE d.org = p_org AND d.destination = p_destination AND d.state = 'sending' AND d.fence < new_fence;
  END IF;
  RETURN new_fence;
END $$;

-- Moves a patient's lane to its first unsettled message. The caller holds the lane's lock: what others add meanwhile waits for it.
CREATE FUNCTION integration.move_lane(p_org text, p_destination text, p_patient uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  first record;
BEGIN
  SELECT d.sequence, d.state, d.due_at INTO first FROM integration.deliveries d
    WHERE d.org = p_org AND d.destination = p_destination AND d.patient = p_patient
      AND d.state IN ('queued', 'sending', 'sent-answer-unknown', 'held')
    ORDER BY d.sequence LIMIT 1;
  IF NOT FOUND THEN
    DELETE FROM integration.lanes l WHERE l.org = p_org AND l.destination = p_destination AND l.patient = p_patient;
    RETURN;
  END IF;
  UPDATE integration.lanes l SET head = first.sequence, held = first.state = 'held', due_at = first.due_at
    WHERE l.org = p_org AND l.destination = p_destination AND l.patient = p_patient;
  IF FOUND THEN RETURN; END IF;
  -- A message that was given up is sent after all.
  INSERT INTO integration.lanes (org, destination, patient, head, held, due_at)
    VALUES (p_org, p_destination, p_patient, first.sequence, first.state = 'held', first.due_at)
    ON CONFLICT (org, destination, patient) DO UPDATE SET head = excluded.head, held = excluded.held, due_at = excluded.due_at;
END $$;

-- Settles one attempt (unless p_sequence is null) and claims the next message that is due (if p_claim). Nothing happens when the lease is lost.
CREATE FUNCTION integration.advance(
  p_org text, p_destination text, p_owner text, p_fence bigint,
  p_sequence bigint, p_state text, p_due_in_ms integer, p_answer_code text, p_reason text, p_refused boolean,
  p_claim boolean)
RETURNS TABLE (
  held boolean, sequence bigint, control_id text, message_type text, message text, attempts integer, refusals integer, maybe_received boolean,
  traceparent text, correlation_id text, next_due_in_ms double precision)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  lane_patient uuid;
BEGIN
  PERFORM FROM integration.sender_leases l
    WHERE l.org = p_org AND l.destination = p_destination AND l.owner = p_owner AND l.fence = p_fence AND l.expires_at > clock_timestamp()
    FOR SHARE;
  IF NOT FOUND THEN
    held := false;
    RETURN NEXT;
    RETURN;
  END IF;
  held := true;

  IF p_sequence IS NOT NULL THEN
    SELECT l.patient INTO lane_patient FROM integration.lanes l
      WHERE l.org = p_org AND l.destination = p_destination
        AND l.patient = (SELECT d.patient FROM integration.deliveries d WHERE d.org = p_org AND d.destination = p_destination AND d.sequence = p_sequence)
      FOR UPDATE;
    UPDATE integration.deliveries d
    SET state = CASE WHEN p_state = 'queued' AND d.maybe_received THEN 'sent-answer-unknown' ELSE p_state END,
        maybe_received = d.maybe_received OR p_state = 'sent-answer-unknown',
        due_at = clock_timestamp() + p_due_in_ms * interval '1 millisecond',
        answer_code = coalesce(p_answer_code, d.answer_code),
        reason = p_reason,
        refusals = d.refusals + p_refused::int,
        settled_at = CASE WHEN p_state IN ('delivered', 'dead') THEN clock_timestamp() END,
        message = CASE WHEN p_state = 'delivered' THEN NULL ELSE d.message END
    WHERE d.org = p_org AND d.destination = p_destination AND d.sequence = p_sequence AND d.state = 'sending' AND d.fence = p_fence;
    IF FOUND THEN
      PERFORM integration.move_lane(p_org, p_destination, lane_patient);
      IF p_state = 'delivered' THEN
        -- Shown to people: a second is exact enough, and the row is spared.
        UPDATE integration.destination_status s SET delivered_at = clock_timestamp()
          WHERE s.org = p_org AND s.destination = p_destination
            AND (s.delivered_at IS NULL OR s.delivered_at < clock_timestamp() - interval '1 second');
      END IF;
    END IF;
  END IF;

  IF p_claim THEN
    SELECT l.head INTO sequence FROM integration.lanes l
      WHERE l.org = p_org AND l.destination = p_destination AND NOT l.held AND l.due_at <= clock_timestamp()
      ORDER BY l.head LIMIT 1;
    IF FOUND THEN
      UPDATE integration.deliveries d
        SET state = 'sending', attempts = d.attempts + 1, last_attempt_at = clock_timestamp(), fence = p_fence
        WHERE d.org = p_org AND d.destination = p_destination AND d.sequence = advance.sequence AND d.state IN ('queued', 'sent-answer-unknown')
        RETURNING d.control_id, d.message_type, d.message, d.attempts, d.refusals, d.maybe_received, d.traceparent, d.correlation_id
        INTO control_id, message_type, message, attempts, refusals, maybe_received, traceparent, correlation_id;
      -- The lane was looked at without a lock: somebody decided about its head meanwhile.
      IF NOT FOUND THEN sequence := NULL; next_due_in_ms := 0; END IF;
    ELSE
      sequence := NULL;
      SELECT extract(epoch FROM min(l.due_at) - clock_timestamp())::float8 * 1000 INTO next_due_in_ms FROM integration.lanes l
        WHERE l.org = p_org AND l.destination = p_destination AND NOT l.held AND l.due_at > clock_timestamp();
    END IF;
  END IF;
  RETURN NEXT;
END $$;

-- What an engineer decides. retry: held or dead → queued. discard: held → dead. Null: there is no such delivery.
CREATE FUNCTION integration.decide_delivery(p_org text, p_destination text, p_control_id text, p_decision text)
RETURNS TABLE (done boolean, state text)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  found_patient uuid;
BEGIN
  SELECT d.patient INTO found_patient FROM integration.deliveries d
    WHERE d.org = p_org AND d.destination = p_destination AND d.control_id = p_control_id;
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM FROM integration.lanes l WHERE l.org = p_org AND l.destination = p_destination AND l.patient = found_patient FOR UPDATE;
  UPDATE integration.deliveries d
    SET state = CASE p_decision WHEN 'retry' THEN 'queued' ELSE 'dead' END,
        reason = CASE p_decision WHEN 'retry' THEN d.reason ELSE 'discarded' END,
        due_at = CASE p_decision WHEN 'retry' THEN clock_timestamp() ELSE d.due_at END,
        settled_at = CASE p_decision WHEN 'retry' THEN NULL ELSE clock_timestamp() END,
        refusals = CASE p_decision WHEN 'retry' THEN 0 ELSE d.refusals END
    WHERE d.org = p_org AND d.destination = p_destination AND d.control_id = p_control_id
      AND (d.state = 'held' OR (d.state = 'dead' AND p_decision = 'retry'));
  done := FOUND;
  IF done THEN PERFORM integration.move_lane(p_org, p_destination, found_patient); END IF;
  SELECT d.state INTO state FROM integration.deliveries d
    WHERE d.org = p_org AND d.destination = p_destination AND d.control_id = p_control_id;
  RETURN NEXT;
END $$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA integration FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA integration TO integration_worker;
GRANT EXECUTE ON FUNCTION integration.decide_delivery(text, text, text, text), integration.move_lane(text, text, uuid) TO integration_api;
