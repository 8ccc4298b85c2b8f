-- The ids that an operator's own tables know tenants and members by, where those are no uuids of ours, and
-- which tables `protect` has brought inside the fence.

-- Null: the tenant has no other id.
ALTER TABLE ringfence.tenant
  ADD COLUMN external_id text UNIQUE CHECK (external_id <> '');

CREATE TABLE ringfence.external_id (
  tenant_id   uuid NOT NULL REFERENCES ringfence.tenant (id),
  member_id   uuid NOT NULL,
  external_id text NOT NULL CHECK (external_id <> ''),
  PRIMARY KEY (tenant_id, member_id),
  UNIQUE (tenant_id, external_id)
);
ALTER TABLE ringfence.external_id OWNER TO ringfence_owner;
ALTER TABLE ringfence.external_id ENABLE ROW LEVEL SECURITY;
ALTER TABLE ringfence.external_id FORCE ROW LEVEL SECURITY;
REVOKE ALL ON ringfence.external_id FROM PUBLIC;
-- Only the functions below run as the owner.
CREATE POLICY directory ON ringfence.external_id FOR SELECT TO ringfence_owner USING (true);

-- The customer this transaction is bound to, by the ids of the operator's own tables, or an error: a
-- customer without such an id must not get rows by accident. An axis that is not external is given as
-- the text of its uuid, for tables that mix the two. The seal is verified by customer_scope(), once in a
-- statement. Every name is qualified, as in ringfence.scope.
CREATE FUNCTION ringfence.external_customer_scope(external_tenant boolean DEFAULT true,
                                                  external_customer boolean DEFAULT true)
RETURNS TABLE (tenant text, customer text)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 1
AS $$
BEGIN
  SELECT CASE WHEN external_tenant THEN t.external_id ELSE s.tenant::pg_catalog.text END,
         CASE WHEN external_customer THEN e.external_id ELSE s.customer::pg_catalog.text END
    INTO tenant, customer
    FROM ringfence.customer_scope() AS s
    LEFT JOIN ringfence.tenant AS t ON t.id OPERATOR(pg_catalog.=) s.tenant
    LEFT JOIN ringfence.external_id AS e
      ON e.tenant_id OPERATOR(pg_catalog.=) s.tenant
     AND e.member_id OPERATOR(pg_catalog.=) s.customer;
  IF tenant IS NULL OR customer IS NULL THEN
    RAISE EXCEPTION 'ringfence: the principal has no external id' USING ERRCODE = '28000';
  END IF;
  RETURN NEXT;
END
$$;

-- The same for a member of staff, who needs the tenant's id alone.
CREATE FUNCTION ringfence.external_staff_scope()
RETURNS TABLE (tenant text)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 1
AS $$
BEGIN
  SELECT t.external_id INTO tenant
    FROM ringfence.staff_scope() AS s
    LEFT JOIN ringfence.tenant AS t ON t.id OPERATOR(pg_catalog.=) s.tenant;
  IF tenant IS NULL THEN
    RAISE EXCEPTION 'ringfence: the principal has no external id' USING ERRCODE = '28000';
  END IF;
  RETURN NEXT;
END
$$;

ALTER FUNCTION ringfence.external_customer_scope(boolean, boolean) OWNER TO ringfence_owner;
ALTER FUNCTION ringfence.external_staff_scope() OWNER TO ringfence_owner;
REVOKE ALL ON FUNCTION ringfence.external_customer_scope(boolean, boolean) FROM PUBLIC;
REVOKE ALL ON FUNCTION ringfence.external_staff_scope() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ringfence.external_customer_scope(boolean, boolean)
  TO ringfence_customer, ringfence_staff;
GRANT EXECUTE ON FUNCTION ringfence.external_staff_scope() TO ringfence_customer, ringfence_staff;

-- What a table was like before `protect`, so that it can be undone, and whose application goes on
-- reading all of it. Written by administrators; the service has no right on it.
CREATE TABLE ringfence.protected_table (
  relation     regclass PRIMARY KEY,
  before       jsonb NOT NULL,
  kept         text[] NOT NULL DEFAULT '{}',
  protected_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE ringfence.protected_table OWNER TO ringfence_owner;
REVOKE ALL ON ringfence.protected_table FROM PUBLIC;
