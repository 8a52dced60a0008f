-- All functions of the schema, in their one present form. The file is applied whenever its content has changed: it
-- makes every function again.
DO $$
DECLARE
  stale regprocedure;
BEGIN
  FOR stale IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'integration'::regnamespace LOOP
    EXECUTE format('DROP FUNCTION %s', stale);
  END LOOP;
END $$;

-- The sender's statements. Each is one round trip; the lease row is locked first, so that a change of hands waits for
-- them and they see it.

-- Renews what this sender holds and takes what is free. What the one before was sending when it was lost may have
-- arrived: answer unknown. Of organisations in p_elsewhere, for which another release sends, nothing is taken or renewed.
CREATE FUNCTION integration.claim_destinations(p_owner text, p_lease_ms integer, p_elsewhere text[] DEFAULT '{}')
RETURNS TABLE (org text, destination text, fence bigint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO integration.sender_leases (org, destination, owner, fence, expires_at)
    SELECT d.org, d.id, '', 0, '-infinity' FROM integration.destinations d
    WHERE d.removed_at IS NULL AND NOT EXISTS (SELECT FROM integration.sender_leases l WHERE l.org = d.org AND l.destination = d.id)
    ON CONFLICT DO NOTHING;
  INSERT INTO integration.destination_status (org, destination)
    SELECT d.org, d.id FROM integration.destinations d
    WHERE NOT EXISTS (SELECT FROM integration.destination_status s WHERE s.org = d.org AND s.destination = d.id)
    ON CONFLICT DO NOTHING;
  FOR org, destination, fence IN
    WITH claimable AS MATERIALIZED (
      SELECT l.org, l.destination FROM integration.sender_leases l
      JOIN integration.destinations d ON d.org = l.org AND d.id = l.destination
      WHERE (l.owner = p_owner OR l.expires_at <= clock_timestamp()
          -- Taken while the clock was ahead: a lease lasts for its duration.
          OR l.expires_at > clock_timestamp() + l.lease_ms * interval '1 millisecond')
        AND l.org <> ALL (p_elsewhere)
        -- What was being sent to a removed one when its sender was lost has to be settled.
        AND (d.removed_at IS NULL OR EXISTS (
          SELECT FROM integration.deliveries s WHERE s.org = l.org AND s.destination = l.destination AND s.state = 'sending'))
      ORDER BY l.org, l.destination
      FOR UPDATE OF l SKIP LOCKED
    )
    UPDATE integration.sender_leases l
    SET fence = CASE WHEN l.owner = p_owner AND l.expires_at > clock_timestamp() THEN l.fence ELSE l.fence + 1 END,
        owner = p_owner, lease_ms = p_lease_ms, expires_at = clock_timestamp() + p_lease_ms * interval '1 millisecond'
    FROM claimable c WHERE l.org = c.org AND l.destination = c.destination
    RETURNING l.org, l.destination, l.fence
  LOOP
    PERFORM integration.abandon(org, destination, fence, 'sender-lost');
    RETURN NEXT;
  END LOOP;
END $$;

-- Nothing is put off for a day: what is, was put off while the clock was ahead.
CREATE FUNCTION integration.is_due(p_at timestamptz) RETURNS boolean
LANGUAGE sql VOLATILE AS $$
  SELECT p_at <= clock_timestamp() OR p_at > clock_timestamp() + interval '1 day'
$$;

-- One, by the sender that has ended under this fence.
CREATE FUNCTION integration.release_destination(p_org text, p_destination text, p_owner text, p_fence bigint) RETURNS void
LANGUAGE sql AS $$
  UPDATE integration.sender_leases SET expires_at = '-infinity'
    WHERE org = p_org AND destination = p_destination AND owner = p_owner AND fence = p_fence
$$;

CREATE FUNCTION integration.release_destinations(p_owner text) RETURNS void
LANGUAGE sql AS $$
  UPDATE integration.sender_leases SET expires_at = '-infinity' WHERE owner = p_owner
$$;

-- Attempts of senders before this fence may have arrived: answer unknown, or what a person decided meanwhile.
CREATE FUNCTION integration.abandon(p_org text, p_destination text, p_fence bigint, p_reason text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  lost record;
BEGIN
  FOR lost IN
    SELECT d.sequence, d.patient FROM integration.deliveries d
    WHERE d.org = p_org AND d.destination = p_destination AND d.state = 'sending' AND d.fence < p_fence
  LOOP
    PERFORM FROM integration.lanes l WHERE l.org = p_org AND l.destination = p_destination AND l.patient = lost.patient FOR UPDATE;
    UPDATE integration.deliveries d
    SET state = integration.state_after(d.decision, 'sent-answer-unknown'), reason = integration.reason_after(d.decision, 'sent-answer-unknown', p_reason),
        decision = NULL, maybe_received = true, unanswered = d.unanswered + 1, due_at = clock_timestamp(),
        settled_at = CASE d.decision WHEN 'discard' THEN clock_timestamp() END
    WHERE d.org = p_org AND d.destination = p_destination AND d.sequence = lost.sequence AND d.state = 'sending' AND d.fence < p_fence;
    PERFORM integration.move_lane(p_org, p_destination, lost.patient);
  END LOOP;
END $$;

-- What a person decided during an attempt goes before what came of it, unless the message was acknowledged.
CREATE FUNCTION integration.state_after(p_decision text, p_state text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_state = 'delivered' OR p_decision IS NULL THEN p_state WHEN p_decision = 'hold' THEN 'held' ELSE 'dead' END
$$;

CREATE FUNCTION integration.reason_after(p_decision text, p_state text, p_reason text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN integration.state_after(p_decision, p_state) = p_state THEN p_reason WHEN p_decision = 'hold' THEN 'held-by-person' ELSE 'discarded' END
$$;

-- After a fault a sender no longer knows which of its statements took effect: it goes on under a new fence, and what
-- stands as `sending` may have arrived. Null: the lease is lost.
CREATE FUNCTION integration.renew_fence(p_org text, p_destination text, p_owner text, p_fence bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  new_fence bigint;
BEGIN
  UPDATE integration.sender_leases l SET fence = l.fence + 1
    WHERE l.org = p_org AND l.destination = p_destination AND l.owner = p_owner AND l.fence = p_fence AND l.expires_at > clock_timestamp()
    RETURNING l.fence INTO new_fence;
  IF new_fence IS NOT NULL THEN
    PERFORM integration.abandon(p_org, p_destination, new_fence, 'sender-failed');
  END IF;
  RETURN new_fence;
END $$;

-- Moves a patient's lane to its first unsettled message. The caller holds the lane's lock: what others add meanwhile
-- waits for it.
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

-- Settles one attempt (unless p_sequence is null) and claims the next message that is due (if p_claim). Nothing happens
-- when the lease is lost.
CREATE FUNCTION integration.advance(
  p_org text, p_destination text, p_owner text, p_fence bigint,
  p_sequence bigint, p_state text, p_due_in_ms integer, p_answer_code text, p_reason text, p_refused boolean,
  p_unanswered boolean, p_claim boolean)
RETURNS TABLE (
  held boolean, sequence bigint, control_id text, message_type text, message bytea, attempts integer, refusals integer, unanswered integer, maybe_received boolean,
  traceparent text, correlation_id text, patient uuid, stream_version integer, store_id uuid, epoch integer, shard integer, "position" bigint,
  waited_seconds double precision, next_due_in_ms double precision)
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
    SET state = integration.state_after(d.decision, CASE WHEN p_state = 'queued' AND d.maybe_received THEN 'sent-answer-unknown' ELSE p_state END),
        decision = NULL,
        -- Without the code of an answer it may have arrived, if it was sent.
        maybe_received = d.maybe_received OR (p_answer_code IS NULL AND (p_refused OR p_unanswered)),
        due_at = clock_timestamp() + p_due_in_ms * interval '1 millisecond',
        answer_code = coalesce(p_answer_code, d.answer_code),
        reason = integration.reason_after(d.decision, p_state, p_reason),
        refusals = d.refusals + p_refused::int,
        unanswered = d.unanswered + p_unanswered::int,
        settled_at = CASE WHEN integration.state_after(d.decision, p_state) IN ('delivered', 'dead') THEN clock_timestamp() END,
        -- What no key opens any more is kept only when a person decides about it.
        message = CASE WHEN p_state = 'delivered' OR (p_reason = 'key-destroyed' AND d.decision IS NULL) THEN NULL ELSE d.message END
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
      WHERE l.org = p_org AND l.destination = p_destination AND NOT l.held
        AND integration.is_due(l.due_at)
        AND EXISTS (SELECT FROM integration.destinations d
                    WHERE d.org = p_org AND d.id = p_destination AND d.paused_at IS NULL AND d.removed_at IS NULL)
      ORDER BY l.head LIMIT 1;
    IF FOUND THEN
      UPDATE integration.deliveries d
        SET state = 'sending', attempts = d.attempts + 1, last_attempt_at = clock_timestamp(), fence = p_fence
        WHERE d.org = p_org AND d.destination = p_destination AND d.sequence = advance.sequence AND d.state IN ('queued', 'sent-answer-unknown')
        RETURNING d.control_id, d.message_type, d.message, d.attempts, d.refusals, d.unanswered, d.maybe_received, d.traceparent, d.correlation_id,
          d.patient, d.stream_version, d.store_id, d.epoch, d.shard, d.position, extract(epoch FROM clock_timestamp() - d.created_at)::float8
        INTO control_id, message_type, message, attempts, refusals, unanswered, maybe_received, traceparent, correlation_id,
          patient, stream_version, store_id, epoch, shard, "position", waited_seconds;
      -- The lane was looked at without a lock: its head was decided meanwhile.
      IF NOT FOUND THEN sequence := NULL; next_due_in_ms := 0; END IF;
    ELSE
      sequence := NULL;
      SELECT extract(epoch FROM min(l.due_at) - clock_timestamp())::float8 * 1000 INTO next_due_in_ms FROM integration.lanes l
        WHERE l.org = p_org AND l.destination = p_destination AND NOT l.held AND NOT integration.is_due(l.due_at);
    END IF;
  END IF;
  RETURN NEXT;
END $$;

-- What an engineer decides about a message that waits. hold: it waits for the next decision. retry: it is tried now, and
-- its attempts are counted from 0 again; also what was given up, but not what no key opens any more. discard: it is
-- given up. What is being sent just now is held or given up when the attempt ends. No row: there is no such delivery.
CREATE FUNCTION integration.decide_delivery(p_org text, p_destination text, p_control_id text, p_decision text)
RETURNS TABLE (done boolean, state text, patient uuid, stream_version integer, store_id uuid, epoch integer, shard integer, "position" bigint)
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
    SET decision = nullif(p_decision, 'retry')
    WHERE d.org = p_org AND d.destination = p_destination AND d.control_id = p_control_id AND d.state = 'sending';
  done := FOUND;
  IF NOT done THEN
    UPDATE integration.deliveries d
      SET state = CASE p_decision WHEN 'retry' THEN CASE WHEN NOT d.has_message THEN 'unmade' ELSE 'queued' END WHEN 'hold' THEN 'held' ELSE 'dead' END,
          reason = CASE p_decision WHEN 'retry' THEN d.reason WHEN 'hold' THEN CASE d.state WHEN 'held' THEN d.reason ELSE 'held-by-person' END ELSE 'discarded' END,
          due_at = CASE p_decision WHEN 'retry' THEN clock_timestamp() ELSE d.due_at END,
          settled_at = CASE p_decision WHEN 'discard' THEN clock_timestamp() END,
          refusals = CASE p_decision WHEN 'retry' THEN 0 ELSE d.refusals END,
          unanswered = CASE p_decision WHEN 'retry' THEN 0 ELSE d.unanswered END
      WHERE d.org = p_org AND d.destination = p_destination AND d.control_id = p_control_id
        AND (d.state IN ('queued', 'sent-answer-unknown', 'held') OR (d.state = 'dead' AND p_decision = 'retry' AND d.reason IS DISTINCT FROM 'key-destroyed') OR (d.state = 'unmade' AND p_decision <> 'hold'));
    done := FOUND;
    IF done THEN
      PERFORM integration.move_lane(p_org, p_destination, found_patient);
      -- Also a destination that is left alone for a while is tried at once.
      IF p_decision = 'retry' THEN PERFORM pg_notify('everchart_integration_deliveries', p_org || '/' || p_destination); END IF;
    END IF;
  END IF;
  SELECT d.state, d.patient, d.stream_version, d.store_id, d.epoch, d.shard, d.position
    INTO state, patient, stream_version, store_id, epoch, shard, "position" FROM integration.deliveries d
    WHERE d.org = p_org AND d.destination = p_destination AND d.control_id = p_control_id;
  RETURN NEXT;
END $$;

-- Nothing is sent or queued any more, and what waits is given up; what is being sent just now, when the attempt ends.
-- The number of messages given up; null: there is no such destination.
CREATE FUNCTION integration.remove_destination(p_org text, p_destination text) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  given_up integer;
BEGIN
  -- The consumer queues under a shared lock of the row: what it has queued is seen by the statements after this one.
  UPDATE integration.destinations d SET removed_at = clock_timestamp() WHERE d.org = p_org AND d.id = p_destination AND d.removed_at IS NULL;
  IF NOT FOUND THEN RETURN NULL; END IF;
  PERFORM FROM integration.lanes l WHERE l.org = p_org AND l.destination = p_destination ORDER BY l.patient FOR UPDATE;
  UPDATE integration.deliveries d SET decision = 'discard' WHERE d.org = p_org AND d.destination = p_destination AND d.state = 'sending';
  UPDATE integration.deliveries d SET state = 'dead', reason = 'destination-removed', settled_at = clock_timestamp()
    WHERE d.org = p_org AND d.destination = p_destination AND d.state IN ('queued', 'sent-answer-unknown', 'held', 'unmade');
  GET DIAGNOSTICS given_up = ROW_COUNT;
  DELETE FROM integration.lanes l WHERE l.org = p_org AND l.destination = p_destination
    AND NOT EXISTS (SELECT FROM integration.deliveries d
                    WHERE d.org = p_org AND d.destination = p_destination AND d.sequence = l.head AND d.state = 'sending');
  RETURN given_up;
END $$;

-- The keys of a patient's events of these types, recorded before p_before, are gone: what waits of them is given up, and
-- no message of them is kept. The caller holds the locks of the patient's lanes. Answers how many messages there were.
CREATE FUNCTION integration.destroy_messages(p_org text, p_patient uuid, p_types text[], p_before timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  v_destroyed integer;
  v_destination text;
BEGIN
  UPDATE integration.deliveries d SET state = 'dead', reason = 'key-destroyed', decision = NULL, message = NULL, settled_at = clock_timestamp()
    WHERE d.org = p_org AND d.patient = p_patient AND d.event_type = ANY (p_types) AND d.created_at < p_before
      AND d.state IN ('queued', 'sent-answer-unknown', 'held', 'unmade', 'dead') AND d.message IS NOT NULL;
  GET DIAGNOSTICS v_destroyed = ROW_COUNT;
  FOR v_destination IN SELECT l.destination FROM integration.lanes l WHERE l.org = p_org AND l.patient = p_patient ORDER BY 1 LOOP
    PERFORM integration.move_lane(p_org, v_destination, p_patient);
  END LOOP;
  RETURN v_destroyed;
END $$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA integration FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA integration TO integration_worker;
GRANT EXECUTE ON FUNCTION integration.decide_delivery(text, text, text, text), integration.move_lane(text, text, uuid),
  integration.remove_destination(text, text) TO integration_api;
