-- The audit: who read what, as whom, by which way, and how it was decided. One chain of entries for each
-- tenant; what has no tenant is in the chain of the nil uuid.
--
-- The rules, which the tests hold it to:
--   * no login of the service has a right on these tables. It appends through two functions, and these ask
--     for a sealed context of the role "audit", which no principal has: SQL on a customer's connection
--     can neither read, change, extend nor lock a chain;
--   * an entry names the hash of the one before it, and carries a seal under a key that the database does
--     not have: whoever may write these tables cannot make an entry that verifies;
--   * an erased tenant's chain stays. It holds keys of rows and no content.

CREATE TABLE ringfence.audit_head (
  tenant_id uuid NOT NULL PRIMARY KEY,
  number    bigint NOT NULL CHECK (number >= 0),
  hash      bytea NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE ringfence.audit_entry (
  tenant_id  uuid NOT NULL,
  number     bigint NOT NULL CHECK (number > 0),
  at         timestamptz NOT NULL,
  actor      text NOT NULL,
  role       text NOT NULL,
  subject    uuid,
  action     text NOT NULL,
  decision   text NOT NULL,
  code       text NOT NULL,
  row_count  bigint NOT NULL,
  row_keys   text[] NOT NULL,
  request_id text NOT NULL,
  previous   bytea NOT NULL,
  hash       bytea NOT NULL,
  seal       bytea NOT NULL,
  PRIMARY KEY (tenant_id, number)
);
COMMENT ON TABLE ringfence.audit_entry IS
  'Append-only. Kept when its tenant is erased: it has keys of rows and no content.';
COMMENT ON TABLE ringfence.audit_head IS
  'The last entry of each chain. Kept when its tenant is erased.';

-- Against accidents; whoever owns the table can take it away, and is then found by `audit verify`.
CREATE FUNCTION ringfence.audit_stays() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'ringfence: the audit is append-only' USING ERRCODE = '42501';
END
$$;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON ringfence.audit_entry
  FOR EACH ROW EXECUTE FUNCTION ringfence.audit_stays();
CREATE TRIGGER audit_stays_whole BEFORE TRUNCATE ON ringfence.audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION ringfence.audit_stays();
CREATE TRIGGER audit_stays BEFORE DELETE ON ringfence.audit_head
  FOR EACH ROW EXECUTE FUNCTION ringfence.audit_stays();
CREATE TRIGGER audit_stays_whole BEFORE TRUNCATE ON ringfence.audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION ringfence.audit_stays();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['audit_head', 'audit_entry'] LOOP
    EXECUTE format('ALTER TABLE ringfence.%I OWNER TO ringfence_owner', name);
    EXECUTE format('ALTER TABLE ringfence.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE ringfence.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('REVOKE ALL ON ringfence.%I FROM PUBLIC', name);
    -- Only the functions below run as the owner.
    EXECUTE format('CREATE POLICY keeper_reads ON ringfence.%I FOR SELECT TO ringfence_owner'
                   ' USING (true)', name);
    EXECUTE format('CREATE POLICY keeper_adds ON ringfence.%I FOR INSERT TO ringfence_owner'
                   ' WITH CHECK (true)', name);
  END LOOP;
END
$$;
CREATE POLICY keeper_moves ON ringfence.audit_head FOR UPDATE TO ringfence_owner
  USING (true) WITH CHECK (true);
ALTER FUNCTION ringfence.audit_stays() OWNER TO ringfence_owner;
REVOKE ALL ON FUNCTION ringfence.audit_stays() FROM PUBLIC;

-- The head of the chain that a sealed context opens, locked until the transaction ends. The context is
-- verified before anything is locked.
CREATE FUNCTION ringfence.audit_lock(in_context text)
RETURNS TABLE (number bigint, hash bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER ROWS 1
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '2s'
AS $$
#variable_conflict use_column
DECLARE
  chain uuid;
BEGIN
  PERFORM set_config('ringfence.context', in_context, true);
  SELECT s.tenant INTO STRICT chain FROM ringfence.scope('audit') AS s;
  INSERT INTO ringfence.audit_head AS h (tenant_id, number, hash)
  VALUES (chain, 0, decode(repeat('00', 32), 'hex'))
      ON CONFLICT DO NOTHING;
  RETURN QUERY
    SELECT h.number, h.hash FROM ringfence.audit_head AS h WHERE h.tenant_id = chain FOR UPDATE;
END
$$;

-- Adds entries behind the head of the chain that a sealed context opens. Each array has one element for
-- each entry; the keys of an entry's rows are parted by line feeds.
CREATE FUNCTION ringfence.audit_append(
  in_context text, in_numbers bigint[], in_at timestamptz[], in_actors text[], in_roles text[],
  in_subjects uuid[], in_actions text[], in_decisions text[], in_codes text[], in_counts bigint[],
  in_keys text[], in_requests text[], in_previous bytea[], in_hashes bytea[], in_seals bytea[])
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '2s'
AS $$
DECLARE
  chain uuid;
  added bigint := cardinality(in_numbers);
BEGIN
  PERFORM set_config('ringfence.context', in_context, true);
  SELECT s.tenant INTO STRICT chain FROM ringfence.scope('audit') AS s;
  UPDATE ringfence.audit_head AS h
     SET number = in_numbers[added], hash = in_hashes[added]
   WHERE h.tenant_id = chain AND h.number = in_numbers[1] - 1 AND h.hash = in_previous[1]
     AND in_numbers[added] = in_numbers[1] + added - 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ringfence: the entry does not follow' USING ERRCODE = '40001';
  END IF;
  INSERT INTO ringfence.audit_entry
    (tenant_id, number, at, actor, role, subject, action, decision, code, row_count, row_keys,
     request_id, previous, hash, seal)
  SELECT chain, e.number, e.at, e.actor, e.role, e.subject, e.action, e.decision, e.code,
         e.row_count, string_to_array(e.row_keys, E'\n'), e.request_id, e.previous, e.hash, e.seal
    FROM unnest(in_numbers, in_at, in_actors, in_roles, in_subjects, in_actions, in_decisions,
                in_codes, in_counts, in_keys, in_requests, in_previous, in_hashes, in_seals)
         AS e (number, at, actor, role, subject, action, decision, code, row_count, row_keys,
               request_id, previous, hash, seal);
END
$$;

ALTER FUNCTION ringfence.audit_lock(text) OWNER TO ringfence_owner;
ALTER FUNCTION ringfence.audit_append(text, bigint[], timestamptz[], text[], text[], uuid[], text[],
  text[], text[], bigint[], text[], text[], bytea[], bytea[], bytea[]) OWNER TO ringfence_owner;
REVOKE ALL ON FUNCTION ringfence.audit_lock(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION ringfence.audit_append(text, bigint[], timestamptz[], text[], text[], uuid[],
  text[], text[], text[], bigint[], text[], text[], bytea[], bytea[], bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ringfence.audit_lock(text) TO ringfence_app;
GRANT EXECUTE ON FUNCTION ringfence.audit_append(text, bigint[], timestamptz[], text[], text[],
  uuid[], text[], text[], text[], bigint[], text[], text[], bytea[], bytea[], bytea[])
  TO ringfence_app;
