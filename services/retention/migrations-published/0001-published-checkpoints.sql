-- What was published of each log, in a database that no restore of `retention` takes along.

CREATE SCHEMA published;
GRANT USAGE ON SCHEMA published TO {{publisher}};

CREATE TABLE published.checkpoints (
  org          text NOT NULL PRIMARY KEY,
  size         bigint NOT NULL CHECK (size > 0),
  root         bytea NOT NULL CHECK (octet_length(root) = 32),
  published_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 20);
GRANT SELECT, INSERT, UPDATE ON published.checkpoints TO {{publisher}};

-- A log that was published only grows, for the owner of the table, too.
CREATE FUNCTION published.refuse_smaller() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.org = OLD.org AND NEW.size > OLD.size THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was published is not taken back' USING ERRCODE = 'object_not_in_prerequisite_state';
END $$;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON published.checkpoints FOR EACH ROW EXECUTE FUNCTION published.refuse_smaller();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON published.checkpoints FOR EACH STATEMENT EXECUTE FUNCTION published.refuse_smaller();
ALTER TABLE published.checkpoints ENABLE ALWAYS TRIGGER only_grows, ENABLE ALWAYS TRIGGER not_emptied;
