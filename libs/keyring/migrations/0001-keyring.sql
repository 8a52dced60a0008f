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
  PRIMARY KEY (org, subject, retention_class),
  UNIQUE (org, key_id),
  CONSTRAINT held_or_destroyed CHECK ((destroyed_at IS NULL) = (wrapped IS NOT NULL AND kek_id IS NOT NULL AND key_id IS NOT NULL)),
  CONSTRAINT destroyed_without_key CHECK (destroyed_at IS NULL OR (wrapped IS NULL AND kek_id IS NULL))
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

-- Keys of p_subjects. For those of p_new_subjects that have none the candidate given becomes the key (p_new_subjects
-- are among p_subjects). One row per subject that has a key or had one; `destroyed` ones have no key. Classes of
-- accesses (`access-<year>`) are for keyring_access_writer and keyring_access_recorder, those of retention for
-- keyring_retention, every class for keyring_writer (judged by the login, not by the function's owner).
CREATE FUNCTION keyring.ensure_keys(p_org text, p_retention_class text, p_subjects uuid[], p_new_subjects uuid[], p_key_ids uuid[], p_wrapped bytea[], p_kek_ids text[])
RETURNS TABLE (subject uuid, key_id uuid, wrapped bytea, kek_id text, destroyed boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
  IF NOT (pg_has_role(session_user, 'keyring_writer', 'USAGE')
          OR (p_retention_class ~ '^access-[0-9]{4}$'
              AND (pg_has_role(session_user, 'keyring_access_writer', 'USAGE') OR pg_has_role(session_user, 'keyring_access_recorder', 'USAGE')))
          OR (p_retention_class IN ('retention', 'retention-facts') AND pg_has_role(session_user, 'keyring_retention', 'USAGE'))) THEN
    RAISE EXCEPTION 'keys of this retention class may not be created by this role' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('app.org', p_org, true);
  -- In the order of subjects, so that two calls for the same subjects wait for each other instead of a deadlock.
  INSERT INTO keyring.data_keys (org, subject, retention_class, key_id, wrapped, kek_id)
    SELECT p_org, c.subject, p_retention_class, c.key_id, c.wrapped, c.kek_id
      FROM unnest(p_new_subjects, p_key_ids, p_wrapped, p_kek_ids) AS c(subject, key_id, wrapped, kek_id)
      WHERE NOT EXISTS (SELECT FROM keyring.data_keys k WHERE k.org = p_org AND k.subject = c.subject AND k.retention_class = p_retention_class)
      ORDER BY c.subject
    ON CONFLICT (org, subject, retention_class) DO NOTHING;
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
BEGIN
  PERFORM set_config('app.org', p_org, true);
  RETURN QUERY SELECT k.subject, k.retention_class, k.key_id, k.wrapped, k.kek_id
    FROM unnest(p_key_ids) AS c(key_id)
    JOIN keyring.data_keys k ON k.org = p_org AND k.key_id = c.key_id
   WHERE v_every_class OR k.retention_class IN ('organisation', 'retention', 'retention-facts');
END $$;

-- Destroys the key of a subject and class, or forbids it when there was none yet. Repeating it answers the first
-- destruction.
CREATE FUNCTION keyring.destroy_key(p_org text, p_retention_class text, p_subject uuid)
RETURNS TABLE (key_id uuid, destroyed_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('app.org', p_org, true);
  INSERT INTO keyring.data_keys AS k (org, subject, retention_class, destroyed_at)
    VALUES (p_org, p_subject, p_retention_class, clock_timestamp())
    ON CONFLICT (org, subject, retention_class)
      DO UPDATE SET wrapped = NULL, kek_id = NULL, destroyed_at = excluded.destroyed_at WHERE k.destroyed_at IS NULL;
  RETURN QUERY SELECT k.key_id, k.destroyed_at FROM keyring.data_keys k
    WHERE k.org = p_org AND k.subject = p_subject AND k.retention_class = p_retention_class;
END $$;

REVOKE ALL ON FUNCTION keyring.ensure_keys, keyring.read_keys, keyring.destroy_key FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keyring.ensure_keys TO keyring_writer, keyring_access_writer, keyring_access_recorder, keyring_retention;
GRANT EXECUTE ON FUNCTION keyring.read_keys TO keyring_reader, keyring_writer, keyring_access_writer, keyring_retention;
GRANT EXECUTE ON FUNCTION keyring.destroy_key TO keyring_destroyer;
