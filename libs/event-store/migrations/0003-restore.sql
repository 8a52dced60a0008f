-- A restore from a backup takes the relays' checkpoints back, too. A relay that lived through it remembers a later one: it must not go on from there,
-- or it would leave out everything that is recorded up to it anew.

-- The owner sees the relays of all shards, also where he is no superuser.
CREATE POLICY owner_restores ON event_store.relays TO CURRENT_USER USING (true);

-- For whoever restores a backup, before the services start again: positions handed out before are void, and so is every lease. No relay can have
-- taken over a shard so often that it holds a fence of after the restore.
CREATE OR REPLACE FUNCTION event_store.raise_epoch() RETURNS integer
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  UPDATE event_store.relays SET owner = '', leased_until = '-infinity', fence = fence + 4294967296;
  UPDATE event_store.identity SET epoch = epoch + 1 RETURNING epoch
$$;
