-- By which model's vectors a tenant is searched, where that is not the one it began with.
--
-- Only an administrator's command changes it, in one step, once every passage of the tenant has a vector of the new
-- model; the service reads it in the transaction that it searches in.

CREATE TABLE ringfence.embedding_model (
  tenant_id uuid PRIMARY KEY REFERENCES ringfence.tenant (id),
  model     text NOT NULL CHECK (model <> ''),
  since     timestamptz NOT NULL
);
COMMENT ON TABLE ringfence.embedding_model IS
  'The model by whose vectors a tenant is searched; a tenant without an entry is searched by the bundled one.';
COMMENT ON COLUMN ringfence.embedding_model.since IS
  'Vectors of the model before it are kept for a minute, for the searches that began by then.';

ALTER TABLE ringfence.embedding_model OWNER TO ringfence_owner;
ALTER TABLE ringfence.embedding_model ENABLE ROW LEVEL SECURITY;
ALTER TABLE ringfence.embedding_model FORCE ROW LEVEL SECURITY;
REVOKE ALL ON ringfence.embedding_model FROM PUBLIC;
GRANT SELECT ON ringfence.embedding_model TO ringfence_visitor, ringfence_customer, ringfence_staff;
CREATE POLICY visitor_reads ON ringfence.embedding_model FOR SELECT TO ringfence_visitor
  USING (tenant_id = (SELECT s.tenant FROM ringfence.visitor_scope() s));
CREATE POLICY customer_reads ON ringfence.embedding_model FOR SELECT TO ringfence_customer
  USING (tenant_id = (SELECT s.tenant FROM ringfence.customer_scope() s));
CREATE POLICY staff_reads ON ringfence.embedding_model FOR SELECT TO ringfence_staff
  USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s));
