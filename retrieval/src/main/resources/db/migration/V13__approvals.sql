-- What a model has proposed to write, and what its person decided. Each belongs to exactly one person; visitors write
-- nothing. What is approved is bound by an HMAC whose key the database does not have: a row that was changed decides
-- nothing.

CREATE TABLE ringfence.approval (
  tenant_id        uuid NOT NULL,
  owner_id         uuid NOT NULL,
  id               uuid NOT NULL,
  conversation_id  text NOT NULL,
  role             text NOT NULL CHECK (role IN ('customer', 'staff')),
  tool             text NOT NULL,
  tool_hash        text NOT NULL,
  nonce            text NOT NULL,
  arguments_sealed bytea NOT NULL,
  mac              bytea NOT NULL,
  created_at       timestamptz NOT NULL,
  expires_at       timestamptz NOT NULL,
  status           text NOT NULL DEFAULT 'proposed'
                   CHECK (status IN ('proposed', 'done', 'denied', 'expired', 'failed')),
  code             text NOT NULL DEFAULT '',
  reason           text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
  result_sealed    bytea,
  told             boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, owner_id, id),
  FOREIGN KEY (tenant_id, owner_id, conversation_id)
    REFERENCES ringfence.conversation (tenant_id, owner_id, id) ON DELETE CASCADE
);
COMMENT ON COLUMN ringfence.approval.told IS 'Whether the conversation says how it ended.';
CREATE INDEX approval_of_conversation ON ringfence.approval (tenant_id, owner_id, conversation_id, created_at, id);

ALTER TABLE ringfence.approval OWNER TO ringfence_owner;
ALTER TABLE ringfence.approval ENABLE ROW LEVEL SECURITY;
ALTER TABLE ringfence.approval FORCE ROW LEVEL SECURITY;
REVOKE ALL ON ringfence.approval FROM PUBLIC;
CREATE POLICY customer_own ON ringfence.approval TO ringfence_customer
  USING ((tenant_id, owner_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() AS s))
  WITH CHECK ((tenant_id, owner_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() AS s));
CREATE POLICY staff_own ON ringfence.approval TO ringfence_staff
  USING ((tenant_id, owner_id) = (SELECT s.tenant, s.member FROM ringfence.staff_scope() AS s))
  WITH CHECK ((tenant_id, owner_id) = (SELECT s.tenant, s.member FROM ringfence.staff_scope() AS s));
GRANT SELECT, INSERT, UPDATE (status, code, reason, result_sealed, told) ON ringfence.approval
  TO ringfence_customer, ringfence_staff;

-- What was decided stays decided.
CREATE FUNCTION ringfence.approval_stays() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF OLD.status <> 'proposed' AND NEW.status IS DISTINCT FROM OLD.status THEN
    RAISE EXCEPTION 'ringfence: an approval is decided once' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END
$$;
ALTER FUNCTION ringfence.approval_stays() OWNER TO ringfence_owner;
REVOKE ALL ON FUNCTION ringfence.approval_stays() FROM PUBLIC;
CREATE TRIGGER approval_stays BEFORE UPDATE OF status ON ringfence.approval
  FOR EACH ROW EXECUTE FUNCTION ringfence.approval_stays();
