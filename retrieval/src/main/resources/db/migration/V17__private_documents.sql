-- Files that a person brings themselves: documents that their owner alone reads, staff included in nobody else. They go
-- the way of any document, under one more visibility; what staff publish for a customer stays 'customer', which both read.
--
-- A customer may add what is private and theirs, and remove such a document as a whole, and nothing else.

ALTER TABLE ringfence.document DROP CONSTRAINT document_visibility_check;
ALTER TABLE ringfence.document
  ADD CONSTRAINT document_visibility_check CHECK (visibility IN ('public', 'tenant', 'customer', 'private'));
COMMENT ON COLUMN ringfence.document.customer_id IS
  'Whose it is: the customer whom staff publish it for, or the person who brought it as a file of their own.';

-- Names are taken apart: what somebody calls their own file must not show to staff in a name that is taken, nor the
-- other way round.
ALTER TABLE ringfence.document DROP CONSTRAINT document_tenant_id_customer_id_origin_source_name_key;
CREATE UNIQUE INDEX document_by_name ON ringfence.document
  (tenant_id, customer_id, origin, (visibility = 'private'), source_name) NULLS NOT DISTINCT;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['document', 'chunk', 'chunk_vector', 'document_words', 'posting'] LOOP
    EXECUTE format('ALTER TABLE ringfence.%I DROP CONSTRAINT %I', name, name || '_check');
    EXECUTE format('ALTER TABLE ringfence.%I ADD CONSTRAINT %I CHECK ((visibility IN (''customer'', ''private'')) = (customer_id IS NOT NULL))',
                   name, name || '_check');
    EXECUTE format('GRANT INSERT ON ringfence.%I TO ringfence_customer', name);
    EXECUTE format($policy$
      ALTER POLICY customer_reads_shared_and_own ON ringfence.%I
        USING (tenant_id = (SELECT s.tenant FROM ringfence.customer_scope() s)
               AND (visibility IN ('public', 'tenant')
                    OR (visibility IN ('customer', 'private')
                        AND customer_id = (SELECT s.customer FROM ringfence.customer_scope() s))))
      $policy$, name);
    EXECUTE format($policy$
      CREATE POLICY customer_adds_private ON ringfence.%I FOR INSERT TO ringfence_customer
        WITH CHECK (visibility = 'private'
                    AND (tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s))
      $policy$, name);
    EXECUTE format($policy$
      ALTER POLICY staff_rows ON ringfence.%I
        USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s)
               AND (visibility <> 'private'
                    OR customer_id = (SELECT s.member FROM ringfence.staff_scope() s)))
        WITH CHECK (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s)
                    AND (visibility <> 'private'
                         OR customer_id = (SELECT s.member FROM ringfence.staff_scope() s)))
      $policy$, name);
  END LOOP;
END
$$;

-- Passages, vectors and words go with their document, by its foreign keys.
GRANT DELETE ON ringfence.document TO ringfence_customer;
CREATE POLICY customer_removes_private ON ringfence.document FOR DELETE TO ringfence_customer
  USING (tenant_id = (SELECT s.tenant FROM ringfence.customer_scope() s)
         AND visibility = 'private'
         AND customer_id = (SELECT s.customer FROM ringfence.customer_scope() s));
