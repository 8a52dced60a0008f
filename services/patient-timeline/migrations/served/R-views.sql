-- What the API reads: a view of each table of each read model, in a schema with the name of the read model, over the
-- tables of all versions. A policy on those shows of each organisation the version that it reads, so a switch is one row
-- of projections.served: it takes effect for whole statements of all processes at once.
--
-- The condition is in the policy and not in the view: a view with conditions is no plain union, and PostgreSQL would
-- sort all rows of a patient instead of walking through the indexes of the tables.
CREATE OR REPLACE FUNCTION projections.show_versions() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  -- A process whose release reads one version says so in its connections.
  is_served constant text := $c$coalesce(nullif(current_setting('app.projection', true), '')::integer, (SELECT s.version FROM projections.served s WHERE s.org = current_setting('app.org', true)),
    (SELECT s.version FROM projections.served s WHERE s.org = '')) = $c$;
  of_version record;
  shown record;
BEGIN
  CREATE TEMPORARY TABLE of_versions ON COMMIT DROP AS
    SELECT c.oid, c.relname AS name, n.nspname AS schema, c.relrowsecurity AS secured,
        regexp_replace(n.nspname, '_v\d+$', '') AS model, v.version
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN projections.versions v ON n.nspname ~ ('^[a-z_]+_v' || v.version || '$')
     WHERE c.relkind = 'r' AND v.state = 'following';
  FOR of_version IN SELECT * FROM of_versions t WHERE secured
      AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polname = 'served_version'
        AND pg_get_expr(p.polqual, p.polrelid) LIKE '%app.projection%') LOOP
    EXECUTE format('DROP POLICY IF EXISTS served_version ON %I.%I', of_version.schema, of_version.name);
    EXECUTE format('CREATE POLICY served_version ON %I.%I AS RESTRICTIVE FOR SELECT TO timeline_api USING (%s %s)',
      of_version.schema, of_version.name, is_served, of_version.version);
  END LOOP;
  -- A version without a column shows NULL in its place.
  FOR shown IN
    WITH columns AS (
      SELECT t.model, t.name, t.version, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnum
        FROM of_versions t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped),
    named AS (
      SELECT DISTINCT ON (model, name, attname) model, name, attname, type, version, attnum FROM columns
       ORDER BY model, name, attname, version DESC),
    selects AS (
      SELECT t.model, t.name, t.version, format('SELECT %s FROM %I.%I %s',
          (SELECT string_agg(CASE WHEN c.attname IS NULL THEN format('NULL::%s AS %I', n.type, n.attname) ELSE format('%I', n.attname) END, ', '
              ORDER BY n.version DESC, n.attnum)
             FROM named n LEFT JOIN columns c ON c.model = n.model AND c.name = n.name AND c.attname = n.attname AND c.version = t.version
            WHERE n.model = t.model AND n.name = t.name),
          t.schema, t.name, CASE WHEN t.secured THEN '' ELSE 'WHERE ' || is_served || t.version END) AS text
        FROM of_versions t)
    SELECT model, name, string_agg(text, ' UNION ALL ' ORDER BY version) AS text FROM selects GROUP BY model, name
  LOOP
    EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', shown.model);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO timeline_api', shown.model);
    EXECUTE format('DROP VIEW IF EXISTS %I.%I', shown.model, shown.name);
    EXECUTE format('CREATE VIEW %I.%I WITH (security_invoker = true) AS %s', shown.model, shown.name, shown.text);
    EXECUTE format('GRANT SELECT ON %I.%I TO timeline_api', shown.model, shown.name);
  END LOOP;
  DROP TABLE of_versions;
END $$;

SELECT projections.show_versions();
