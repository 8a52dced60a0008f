-- Data keys per (org, subject, retention class), wrapped under a key-encryption key that never enters this database.
-- One permanent row per key: a destroyed key's row stays, without the key, as the tombstone. So the primary key itself
-- decides between a creation and a destruction that meet.

DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['keyring_reader', 'keyring_writer', 'keyring_access_writer', 'keyring_access_recorder', 'keyring_retention', 'keyring_destroyer'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of the cluster was migrated at the same moment
    END;
  END LOOP;
END $$;

CREATE SCHEMA keyring;
GRANT USAGE ON SCHEMA keyring
  TO keyring_reader, keyring_writer, keyring_access_writer, keyring_access_recorder, keyring_retention, keyring_destroyer;

CREATE TABLE keyring.data_keys (
  org text NOT NULL,
  subject uuid NOT NULL,
  retention_class text NOT NULL,
  key_id uuid,
  wrapped bytea,
  kek_id text,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  destroyed_at timestamptz,
  -- SHA-256 of `wrapped`, once that is gone: it finds copies of the key in backups, and reveals nothing of it.
  fingerprint bytea,
  PRIMARY KEY (org, subject, retention_class),
  UNIQUE (org, key_id),
  CONSTRAINT held_or_destroyed CHECK ((destroyed_at IS NULL) = (wrapped IS NOT NULL AND kek_id IS NOT NULL AND key_id IS NOT NULL)),
  CONSTRAINT destroyed_without_key CHECK (destroyed_at IS NULL OR (wrapped IS NULL AND kek_id IS NULL)),
  CONSTRAINT fingerprint_of_destroyed CHECK ((fingerprint IS NOT NULL) = (destroyed_at IS NOT NULL AND key_id IS NOT NULL))
);

-- What is destroyed stays destroyed, for the owner too.
CREATE FUNCTION keyring.refuse_revival() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.destroyed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a destroyed key cannot be changed' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER destroyed_for_ever BEFORE UPDATE ON keyring.data_keys FOR EACH ROW EXECUTE FUNCTION keyring.refuse_revival();
ALTER TABLE keyring.data_keys ENABLE ALWAYS TRIGGER destroyed_for_ever;
CREATE FUNCTION keyring.refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on keyring.data_keys is refused: destroy keys instead', TG_OP USING ERRCODE = 'object_not_in_prerequisite_state';
END $$;
CREATE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON keyring.data_keys FOR EACH STATEMENT EXECUTE FUNCTION keyring.refuse_removal();
ALTER TABLE keyring.data_keys ENABLE ALWAYS TRIGGER never_removed;

-- No role has a grant on the table: all goes through the functions, each for one organisation.
ALTER TABLE keyring.data_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE keyring.data_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON keyring.data_keys USING (org = current_setting('app.org', true));

-- Classes of accesses whose keys were destroyed, those of all subjects: none is made in them any more.
CREATE TABLE keyring.destroyed_classes (
  org             text NOT NULL,
  retention_class text NOT NULL,
  destroyed_at    timestamptz NOT NULL,
  PRIMARY KEY (org, retention_class)
);
ALTER TABLE keyring.destroyed_classes ENABLE ROW LEVEL SECURITY;
ALTER TABLE keyring.destroyed_classes FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON keyring.destroyed_classes USING (org = current_setting('app.org', true));

-- Which database this is: another one after a restore into a new one, or to an older moment, and where a replica took
-- over. An older copy has keys that were destroyed since.
CREATE TABLE keyring.compared_as (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  -- As `keyring.identity()` was when the keys were last compared with those that were destroyed; of a database that
  -- was never restored: when its first key was made.
  identity text NOT NULL
);
CREATE FUNCTION keyring.identity() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT concat_ws('/', s.system_identifier, c.timeline_id, d.oid)
    FROM pg_control_system() s, pg_control_checkpoint() c, pg_database d WHERE d.datname = current_database()
$$;
-- Keys of restored databases serve when what was destroyed is destroyed in them, too. What tells which those are (events
-- of retention, and of the organisation itself) can be read before. Accesses are sealed before, too: a read waits for
-- no comparison.
CREATE FUNCTION keyring.is_served(p_retention_class text) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_retention_class IN ('organisation', 'retention', 'requests') OR NOT EXISTS (SELECT FROM keyring.compared_as WHERE identity <> keyring.identity())
$$;

-- Keys of p_subjects. For those of p_new_subjects that have none the candidate given becomes the key (p_new_subjects
-- are among p_subjects). One row per subject that has a key or had one; `destroyed` ones have no key. Classes of
-- accesses (`access-<year>`) and that of numbers of requests (`requests`) are for keyring_access_writer and
-- keyring_access_recorder, those of retention for keyring_retention, every class for keyring_writer (judged by the login, not by the function's owner).
CREATE FUNCTION keyring.ensure_keys(p_org text, p_retention_class text, p_subjects uuid[], p_new_subjects uuid[], p_key_ids uuid[], p_wrapped bytea[], p_kek_ids text[])
RETURNS TABLE (subject uuid, key_id uuid, wrapped bytea, kek_id text, destroyed boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
  IF NOT (pg_has_role(session_user, 'keyring_writer', 'USAGE')
          OR (p_retention_class ~ '^(access-[0-9]{4}|requests)$'
              AND (pg_has_role(session_user, 'keyring_access_writer', 'USAGE') OR pg_has_role(session_user, 'keyring_access_recorder', 'USAGE')))
          OR (p_retention_class IN ('retention', 'retention-facts') AND pg_has_role(session_user, 'keyring_retention', 'USAGE'))) THEN
    RAISE EXCEPTION 'keys of this retention class may not be created by this role' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF p_retention_class NOT LIKE 'access-%' AND NOT keyring.is_served(p_retention_class) THEN
    RAISE EXCEPTION 'the keyring was restored, and is not compared yet with what was destroyed' USING ERRCODE = 'cannot_connect_now', CONSTRAINT = 'compared';
  END IF;
  PERFORM set_config('app.org', p_org, true);
  IF p_retention_class LIKE 'access-%' THEN
    -- Either the destruction of the class sees the key that is made here, or this sees the destruction.
    IF cardinality(p_new_subjects) > 0 THEN
      PERFORM pg_advisory_xact_lock_shared(7221, hashtext(concat_ws('/', p_org, p_retention_class)));
    END IF;
    IF EXISTS (SELECT FROM keyring.destroyed_classes c WHERE c.org = p_org AND c.retention_class = p_retention_class) THEN
      RETURN QUERY SELECT c.subject, NULL::uuid, NULL::bytea, NULL::text, true FROM unnest(p_subjects) AS c(subject);
      RETURN;
    END IF;
  END IF;
  -- In the order of subjects, so that two calls for the same subjects wait for each other instead of a deadlock.
  INSERT INTO keyring.data_keys (org, subject, retention_class, key_id, wrapped, kek_id)
    SELECT p_org, c.subject, p_retention_class, c.key_id, c.wrapped, c.kek_id
      FROM unnest(p_new_subjects, p_key_ids, p_wrapped, p_kek_ids) AS c(subject, key_id, wrapped, kek_id)
      WHERE NOT EXISTS (SELECT FROM keyring.data_keys k WHERE k.org = p_org AND k.subject = c.subject AND k.retention_class = p_retention_class)
      ORDER BY c.subject
    ON CONFLICT (org, subject, retention_class) DO NOTHING;
  IF FOUND AND NOT EXISTS (SELECT FROM keyring.compared_as) THEN
    INSERT INTO keyring.compared_as (identity) VALUES (keyring.identity()) ON CONFLICT DO NOTHING;
  END IF;
  -- A statement of its own: its snapshot sees the winners that the insert waited for.
  RETURN QUERY SELECT k.subject, k.key_id, k.wrapped, k.kek_id, k.destroyed_at IS NOT NULL
    FROM unnest(p_subjects) AS c(subject)
    JOIN keyring.data_keys k ON k.org = p_org AND k.subject = c.subject AND k.retention_class = p_retention_class;
END $$;

-- Keys by id; unknown ones are absent, and of destroyed ones there is no key. keyring_retention gets keys of three
-- classes only: what an organisation states of itself, dates of persons, and what it answers for.
CREATE FUNCTION keyring.read_keys(p_org text, p_key_ids uuid[])
RETURNS TABLE (subject uuid, retention_class text, key_id uuid, wrapped bytea, kek_id text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  v_every_class boolean := pg_has_role(session_user, 'keyring_reader', 'USAGE') OR pg_has_role(session_user, 'keyring_writer', 'USAGE')
    OR pg_has_role(session_user, 'keyring_access_writer', 'USAGE');
  v_served boolean := keyring.is_served('');
  v_key keyring.data_keys;
BEGIN
  PERFORM set_config('app.org', p_org, true);
  FOR v_key IN SELECT k.* FROM unnest(p_key_ids) AS c(key_id)
      JOIN keyring.data_keys k ON k.org = p_org AND k.key_id = c.key_id
     WHERE v_every_class OR k.retention_class IN ('organisation', 'retention', 'retention-facts') LOOP
    IF NOT (v_served OR v_key.retention_class IN ('organisation', 'retention')) THEN
      RAISE EXCEPTION 'the keyring was restored, and is not compared yet with what was destroyed' USING ERRCODE = 'cannot_connect_now', CONSTRAINT = 'compared';
    END IF;
    RETURN QUERY SELECT v_key.subject, v_key.retention_class, v_key.key_id, v_key.wrapped, v_key.kek_id;
  END LOOP;
END $$;

-- Destroys the keys of a subject of some classes, all or none of them, and forbids those that there were none of yet.
-- Repeating it answers the first destruction. Where the server has synchronous replicas, they have it, too. After p_before it
-- is refused: who checked before what stands against it was paused, or waited too long for the rows.
CREATE FUNCTION keyring.destroy_keys(p_org text, p_subject uuid, p_retention_classes text[], p_before timestamptz DEFAULT NULL)
RETURNS TABLE (retention_class text, key_id uuid, fingerprint bytea, destroyed_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.org', p_org, true), set_config('synchronous_commit', 'remote_apply', true);
  INSERT INTO keyring.data_keys AS k (org, subject, retention_class, destroyed_at)
    SELECT p_org, p_subject, c.retention_class, clock_timestamp() FROM unnest(p_retention_classes) AS c(retention_class) ORDER BY 3
    ON CONFLICT (org, subject, retention_class)
      DO UPDATE SET wrapped = NULL, kek_id = NULL, destroyed_at = excluded.destroyed_at, fingerprint = sha256(k.wrapped) WHERE k.destroyed_at IS NULL;
  IF clock_timestamp() > p_before THEN
    RAISE EXCEPTION 'it is too late for this destruction' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN QUERY SELECT * FROM keyring.keys_of(p_org, p_subject, p_retention_classes);
END $$;

-- Destroys the keys of a class of accesses, those of all subjects or none, and forbids those that there were none of yet. p_own
-- is the organisation itself: its key tells that the class is gone. Repeating it answers the first destruction: how many
-- keys there were, and the digest of a line for each, in the order of their ids.
CREATE FUNCTION keyring.destroy_class(p_org text, p_own uuid, p_retention_class text, p_before timestamptz DEFAULT NULL)
RETURNS TABLE (keys bigint, digest bytea, destroyed_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF p_retention_class !~ '^access-[0-9]{4}$' THEN
    RAISE EXCEPTION 'keys of this class are of single records' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM set_config('app.org', p_org, true), set_config('synchronous_commit', 'remote_apply', true);
  PERFORM pg_advisory_xact_lock(7221, hashtext(concat_ws('/', p_org, p_retention_class)));
  INSERT INTO keyring.destroyed_classes (org, retention_class, destroyed_at) VALUES (p_org, p_retention_class, clock_timestamp()) ON CONFLICT DO NOTHING;
  INSERT INTO keyring.data_keys (org, subject, retention_class, destroyed_at) VALUES (p_org, p_own, p_retention_class, clock_timestamp())
    ON CONFLICT (org, subject, retention_class) DO NOTHING;
  UPDATE keyring.data_keys k SET wrapped = NULL, kek_id = NULL, destroyed_at = clock_timestamp(), fingerprint = sha256(k.wrapped)
    WHERE k.org = p_org AND k.retention_class = p_retention_class AND k.destroyed_at IS NULL;
  IF clock_timestamp() > p_before THEN
    RAISE EXCEPTION 'it is too late for this destruction' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN QUERY SELECT count(*), sha256(convert_to(coalesce(string_agg(concat(k.key_id, ' ', encode(k.fingerprint, 'hex'), E'\n'), '' ORDER BY k.key_id), ''), 'UTF8')),
      (SELECT c.destroyed_at FROM keyring.destroyed_classes c WHERE c.org = p_org AND c.retention_class = p_retention_class)
    FROM keyring.data_keys k WHERE k.org = p_org AND k.retention_class = p_retention_class AND k.key_id IS NOT NULL;
END $$;

-- Which keys of a subject there are, and were, without the keys. No time of destruction: it can be used. Who holds copies
-- sees by it whether they are to be deleted, and waits while a restored database is not compared yet.
CREATE FUNCTION keyring.keys_of(p_org text, p_subject uuid, p_retention_classes text[])
RETURNS TABLE (retention_class text, key_id uuid, fingerprint bytea, destroyed_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT (keyring.is_served('') OR pg_has_role(session_user, 'keyring_destroyer', 'USAGE')) THEN
    RAISE EXCEPTION 'the keyring was restored, and is not compared yet with what was destroyed' USING ERRCODE = 'cannot_connect_now', CONSTRAINT = 'compared';
  END IF;
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY SELECT k.retention_class, k.key_id, coalesce(k.fingerprint, sha256(k.wrapped)), k.destroyed_at FROM keyring.data_keys k
    WHERE k.org = p_org AND k.subject = p_subject AND k.retention_class = ANY (p_retention_classes) ORDER BY k.retention_class;
END $$;

-- Of these keys those that are not destroyed, and those of which there is no note that they are.
CREATE FUNCTION keyring.not_destroyed(p_org text, p_subjects uuid[], p_retention_classes text[])
RETURNS TABLE (subject uuid, retention_class text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY SELECT c.subject, c.retention_class FROM unnest(p_subjects, p_retention_classes) AS c (subject, retention_class)
    WHERE NOT EXISTS (SELECT FROM keyring.data_keys k
      WHERE k.org = p_org AND k.subject = c.subject AND k.retention_class = c.retention_class AND k.destroyed_at IS NOT NULL);
END $$;

-- Whether keys are served, and the clock of this database.
CREATE FUNCTION keyring.standing() RETURNS TABLE (served boolean, now timestamptz)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT keyring.is_served(''), clock_timestamp()
$$;

-- What was destroyed is destroyed here: keys are served.
CREATE FUNCTION keyring.serve() RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO keyring.compared_as (identity) VALUES (keyring.identity()) ON CONFLICT (only_row) DO UPDATE SET identity = excluded.identity
$$;

REVOKE ALL ON FUNCTION keyring.ensure_keys, keyring.read_keys, keyring.destroy_keys, keyring.destroy_class, keyring.keys_of, keyring.not_destroyed,
  keyring.standing, keyring.serve, keyring.identity, keyring.is_served FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keyring.ensure_keys TO keyring_writer, keyring_access_writer, keyring_access_recorder, keyring_retention;
GRANT EXECUTE ON FUNCTION keyring.read_keys TO keyring_reader, keyring_writer, keyring_access_writer, keyring_retention;
GRANT EXECUTE ON FUNCTION keyring.keys_of TO keyring_reader, keyring_writer, keyring_access_writer, keyring_retention, keyring_destroyer;
GRANT EXECUTE ON FUNCTION keyring.destroy_keys, keyring.destroy_class, keyring.not_destroyed, keyring.serve TO keyring_destroyer;
GRANT EXECUTE ON FUNCTION keyring.standing TO keyring_reader, keyring_writer, keyring_access_writer, keyring_access_recorder, keyring_retention, keyring_destroyer;
