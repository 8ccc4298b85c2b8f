-- Who reads the demo companies' tables: a customer their own rows, a member of staff the rows of their
-- company. The scope functions verify the sealed context and raise an error where there is none.
-- The comparison is with one sub-select, so the seal is verified once per statement and the index on
-- both columns is still used.

ALTER TABLE demo.customer OWNER TO ringfence_owner;
ALTER TABLE demo.customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE demo.customer FORCE ROW LEVEL SECURITY;
REVOKE ALL ON demo.customer FROM PUBLIC;
CREATE POLICY customer_rows ON demo.customer TO ringfence_customer
  USING ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s))
  WITH CHECK ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s));
CREATE POLICY staff_rows ON demo.customer TO ringfence_staff
  USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s))
  WITH CHECK (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s));
GRANT SELECT ON demo.customer TO ringfence_customer, ringfence_staff;

ALTER TABLE demo.subscription OWNER TO ringfence_owner;
ALTER TABLE demo.subscription ENABLE ROW LEVEL SECURITY;
ALTER TABLE demo.subscription FORCE ROW LEVEL SECURITY;
REVOKE ALL ON demo.subscription FROM PUBLIC;
CREATE POLICY customer_rows ON demo.subscription TO ringfence_customer
  USING ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s))
  WITH CHECK ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s));
CREATE POLICY staff_rows ON demo.subscription TO ringfence_staff
  USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s))
  WITH CHECK (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s));
GRANT SELECT ON demo.subscription TO ringfence_customer, ringfence_staff;

ALTER TABLE demo.invoice OWNER TO ringfence_owner;
ALTER TABLE demo.invoice ENABLE ROW LEVEL SECURITY;
ALTER TABLE demo.invoice FORCE ROW LEVEL SECURITY;
REVOKE ALL ON demo.invoice FROM PUBLIC;
CREATE POLICY customer_rows ON demo.invoice TO ringfence_customer
  USING ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s))
  WITH CHECK ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s));
CREATE POLICY staff_rows ON demo.invoice TO ringfence_staff
  USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s))
  WITH CHECK (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s));
GRANT SELECT ON demo.invoice TO ringfence_customer, ringfence_staff;

ALTER TABLE demo.booking OWNER TO ringfence_owner;
ALTER TABLE demo.booking ENABLE ROW LEVEL SECURITY;
ALTER TABLE demo.booking FORCE ROW LEVEL SECURITY;
REVOKE ALL ON demo.booking FROM PUBLIC;
CREATE POLICY customer_rows ON demo.booking TO ringfence_customer
  USING ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s))
  WITH CHECK ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s));
CREATE POLICY staff_rows ON demo.booking TO ringfence_staff
  USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s))
  WITH CHECK (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s));
GRANT SELECT ON demo.booking TO ringfence_customer, ringfence_staff;

ALTER TABLE demo.support_ticket OWNER TO ringfence_owner;
ALTER TABLE demo.support_ticket ENABLE ROW LEVEL SECURITY;
ALTER TABLE demo.support_ticket FORCE ROW LEVEL SECURITY;
REVOKE ALL ON demo.support_ticket FROM PUBLIC;
CREATE POLICY customer_rows ON demo.support_ticket TO ringfence_customer
  USING ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s))
  WITH CHECK ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s));
CREATE POLICY staff_rows ON demo.support_ticket TO ringfence_staff
  USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s))
  WITH CHECK (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s));
GRANT SELECT ON demo.support_ticket TO ringfence_customer, ringfence_staff;

ALTER TABLE demo.automation_run OWNER TO ringfence_owner;
ALTER TABLE demo.automation_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE demo.automation_run FORCE ROW LEVEL SECURITY;
REVOKE ALL ON demo.automation_run FROM PUBLIC;
CREATE POLICY customer_rows ON demo.automation_run TO ringfence_customer
  USING ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s))
  WITH CHECK ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s));
CREATE POLICY staff_rows ON demo.automation_run TO ringfence_staff
  USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s))
  WITH CHECK (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s));
GRANT SELECT ON demo.automation_run TO ringfence_customer, ringfence_staff;

ALTER TABLE demo.file OWNER TO ringfence_owner;
ALTER TABLE demo.file ENABLE ROW LEVEL SECURITY;
ALTER TABLE demo.file FORCE ROW LEVEL SECURITY;
REVOKE ALL ON demo.file FROM PUBLIC;
CREATE POLICY customer_rows ON demo.file TO ringfence_customer
  USING ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s))
  WITH CHECK ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s));
CREATE POLICY staff_rows ON demo.file TO ringfence_staff
  USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s))
  WITH CHECK (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s));
GRANT SELECT ON demo.file TO ringfence_customer, ringfence_staff;

ALTER TABLE demo.internal_note OWNER TO ringfence_owner;
ALTER TABLE demo.internal_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE demo.internal_note FORCE ROW LEVEL SECURITY;
REVOKE ALL ON demo.internal_note FROM PUBLIC;
CREATE POLICY staff_rows ON demo.internal_note TO ringfence_staff
  USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s))
  WITH CHECK (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s));
GRANT SELECT ON demo.internal_note TO ringfence_staff;
