-- What was asked and not found, and which documents answered, for the staff who keep the knowledge base.
--
-- Both are written by whoever asked, and read by nobody but the staff of their tenant: customers and visitors add rows of
-- their own and see none, not even those. Whose a row is serves its erasure alone: no role may read that column. A key
-- has its owner in it, so that no row of one person can stand in another's way.

CREATE TABLE ringfence.asked (
  tenant_id uuid NOT NULL REFERENCES ringfence.tenant (id),
  owner_id  uuid NOT NULL,
  id        uuid NOT NULL,
  question  text NOT NULL CHECK (length(question) BETWEEN 1 AND 500),
  asked_at  timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, owner_id, id)
);
COMMENT ON TABLE ringfence.asked IS 'Questions that nothing was found for, of the last 90 days.';
COMMENT ON COLUMN ringfence.asked.owner_id IS
  'The person or session that asked, so that erasing them erases it; staff are not granted it.';
COMMENT ON COLUMN ringfence.asked.question IS
  'Masked: what is personal in it is the name of its kind, such as [EMAIL].';
-- How many groups a tenant has is read from one part of this index; what is past its time, from its end.
CREATE INDEX asked_by_time ON ringfence.asked (tenant_id, asked_at);

CREATE TABLE ringfence.document_use (
  tenant_id   uuid NOT NULL,
  owner_id    uuid NOT NULL,
  id          uuid NOT NULL,
  document_id uuid NOT NULL,
  used_at     timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, owner_id, id),
  FOREIGN KEY (tenant_id, document_id) REFERENCES ringfence.document (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE ringfence.document_use IS
  'That a document was a source of an answer, of the last 90 days; what is private to one person is not counted.';
COMMENT ON COLUMN ringfence.document_use.owner_id IS
  'The person or session that was answered, so that erasing them erases it; staff are not granted it.';
CREATE INDEX document_use_by_document ON ringfence.document_use (tenant_id, document_id, used_at);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['asked', 'document_use'] LOOP
    EXECUTE format('ALTER TABLE ringfence.%I OWNER TO ringfence_owner', name);
    EXECUTE format('ALTER TABLE ringfence.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE ringfence.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('REVOKE ALL ON ringfence.%I FROM PUBLIC', name);
    EXECUTE format($policy$
      CREATE POLICY staff_reads ON ringfence.%I FOR SELECT TO ringfence_staff
        USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s))
      $policy$, name);
  END LOOP;
END
$$;

GRANT INSERT ON ringfence.asked TO ringfence_visitor, ringfence_customer, ringfence_staff;
GRANT SELECT (tenant_id, question, asked_at), DELETE ON ringfence.asked TO ringfence_staff;
CREATE POLICY visitor_adds_own ON ringfence.asked FOR INSERT TO ringfence_visitor
  WITH CHECK ((tenant_id, owner_id) = (SELECT s.tenant, s.session FROM ringfence.visitor_scope() s));
CREATE POLICY customer_adds_own ON ringfence.asked FOR INSERT TO ringfence_customer
  WITH CHECK ((tenant_id, owner_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s));
CREATE POLICY staff_adds_own ON ringfence.asked FOR INSERT TO ringfence_staff
  WITH CHECK ((tenant_id, owner_id) = (SELECT s.tenant, s.member FROM ringfence.staff_scope() s));
CREATE POLICY staff_removes ON ringfence.asked FOR DELETE TO ringfence_staff
  USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s));

-- Only what its reader may read is counted: a document that is hidden from them is refused as one that is not there.
GRANT INSERT ON ringfence.document_use TO ringfence_visitor, ringfence_customer, ringfence_staff;
GRANT SELECT (tenant_id, document_id, used_at) ON ringfence.document_use TO ringfence_staff;
CREATE POLICY visitor_adds_own ON ringfence.document_use FOR INSERT TO ringfence_visitor
  WITH CHECK ((tenant_id, owner_id) = (SELECT s.tenant, s.session FROM ringfence.visitor_scope() s)
              AND EXISTS (SELECT FROM ringfence.document d
                           WHERE (d.tenant_id, d.id) = (document_use.tenant_id, document_use.document_id)));
CREATE POLICY customer_adds_own ON ringfence.document_use FOR INSERT TO ringfence_customer
  WITH CHECK ((tenant_id, owner_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s)
              AND EXISTS (SELECT FROM ringfence.document d
                           WHERE (d.tenant_id, d.id) = (document_use.tenant_id, document_use.document_id)
                             AND d.visibility <> 'private'));
CREATE POLICY staff_adds_own ON ringfence.document_use FOR INSERT TO ringfence_staff
  WITH CHECK ((tenant_id, owner_id) = (SELECT s.tenant, s.member FROM ringfence.staff_scope() s)
              AND EXISTS (SELECT FROM ringfence.document d
                           WHERE (d.tenant_id, d.id) = (document_use.tenant_id, document_use.document_id)
                             AND d.visibility <> 'private'));

-- What is past its time goes, whoever's it is; how much that was, nobody is told. A date in the future is none of ours.
CREATE FUNCTION ringfence.forget_asked() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM ringfence.asked
   WHERE asked_at < now() - interval '90 days' OR asked_at > now() + interval '1 day';
  DELETE FROM ringfence.document_use
   WHERE used_at < now() - interval '90 days' OR used_at > now() + interval '1 day'
$$;
ALTER FUNCTION ringfence.forget_asked() OWNER TO ringfence_owner;
REVOKE ALL ON FUNCTION ringfence.forget_asked() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ringfence.forget_asked() TO ringfence_visitor, ringfence_customer, ringfence_staff;

-- The function sees what is past its time and nothing else.
CREATE POLICY forgotten_seen ON ringfence.asked FOR SELECT TO ringfence_owner
  USING (asked_at < now() - interval '90 days' OR asked_at > now() + interval '1 day');
CREATE POLICY forgotten_removed ON ringfence.asked FOR DELETE TO ringfence_owner
  USING (asked_at < now() - interval '90 days' OR asked_at > now() + interval '1 day');
CREATE POLICY forgotten_seen ON ringfence.document_use FOR SELECT TO ringfence_owner
  USING (used_at < now() - interval '90 days' OR used_at > now() + interval '1 day');
CREATE POLICY forgotten_removed ON ringfence.document_use FOR DELETE TO ringfence_owner
  USING (used_at < now() - interval '90 days' OR used_at > now() + interval '1 day');
