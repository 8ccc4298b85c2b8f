-- A tenant's life: active, suspended, erased. Every instance learns of a change of the directory (tenants,
-- members, sites, origins) within a second: a notification wakes it, and a version tells whether it has
-- missed one. Neither says what has changed, and neither is believed: it only makes instances look again.

ALTER TABLE ringfence.tenant DROP CONSTRAINT tenant_status_check;
ALTER TABLE ringfence.tenant ADD CONSTRAINT tenant_status_check
  CHECK (status IN ('active', 'suspended', 'erased'));

-- The version is the sum of several counters, so that no change waits for another's transaction: a
-- suspension does not wait for an import of members that takes minutes.
CREATE TABLE ringfence.directory_version (
  slot    integer PRIMARY KEY,
  version bigint NOT NULL DEFAULT 0
);
ALTER TABLE ringfence.directory_version OWNER TO ringfence_owner;
REVOKE ALL ON ringfence.directory_version FROM PUBLIC;
INSERT INTO ringfence.directory_version (slot) SELECT generate_series(0, 31);

CREATE FUNCTION ringfence.directory_version() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$ SELECT sum(v.version)::bigint FROM ringfence.directory_version AS v $$;

CREATE FUNCTION ringfence.directory_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  free integer;
BEGIN
  SELECT v.slot INTO free FROM ringfence.directory_version AS v
   ORDER BY v.slot LIMIT 1 FOR UPDATE SKIP LOCKED;
  UPDATE ringfence.directory_version AS v SET version = v.version + 1
   WHERE v.slot = coalesce(free, 0);
  -- Whoever listens is told when the change is committed; nothing of it is in the payload.
  PERFORM pg_notify('ringfence_directory', '');
  RETURN NULL;
END
$$;

ALTER FUNCTION ringfence.directory_version() OWNER TO ringfence_owner;
ALTER FUNCTION ringfence.directory_changed() OWNER TO ringfence_owner;
REVOKE ALL ON FUNCTION ringfence.directory_version() FROM PUBLIC;
REVOKE ALL ON FUNCTION ringfence.directory_changed() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ringfence.directory_version() TO ringfence_app;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['tenant', 'site', 'site_origin', 'membership'] LOOP
    EXECUTE format('CREATE TRIGGER directory_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE'
                   ' ON ringfence.%I EXECUTE FUNCTION ringfence.directory_changed()', name);
  END LOOP;
END
$$;

-- What was erased, or is being erased, of whom: it lets an interrupted erasure go on, and keeps its
-- receipt. It holds keys and counts, and outlives what it is about.
CREATE TABLE ringfence.erasure (
  tenant_id   uuid NOT NULL REFERENCES ringfence.tenant (id),
  id          uuid NOT NULL,
  customer    text,
  state       text NOT NULL CHECK (state IN ('running', 'done')),
  deleted     jsonb NOT NULL DEFAULT '{}',
  started_at  timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  receipt     text,
  PRIMARY KEY (tenant_id, id),
  CHECK ((state = 'done') = (receipt IS NOT NULL))
);
COMMENT ON COLUMN ringfence.erasure.customer IS
  'The key of the one customer it is about, as text; null where it is about the whole tenant.';
-- One at a time for the same tenant or customer.
CREATE UNIQUE INDEX erasure_running ON ringfence.erasure (tenant_id, customer) NULLS NOT DISTINCT
  WHERE state = 'running';
ALTER TABLE ringfence.erasure OWNER TO ringfence_owner;
ALTER TABLE ringfence.erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE ringfence.erasure FORCE ROW LEVEL SECURITY;
REVOKE ALL ON ringfence.erasure FROM PUBLIC;
