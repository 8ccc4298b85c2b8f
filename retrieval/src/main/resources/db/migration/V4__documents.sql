-- Documents, the passages they are cut into, and the passages' vectors.
--
-- The rules, which the tests hold it to:
--   * every key begins with tenant_id, and row-level security is enabled and forced;
--   * who may read a document is said in three columns, tenant_id, visibility and customer_id, which its
--     passages and vectors repeat so that their policies need no join; foreign keys over those columns
--     keep the copies equal;
--   * visitors read what is public, customers also what is meant for all customers and what is theirs,
--     staff everything of their tenant; only staff write;
--   * there is no index over the vectors or the words. One that tenants share lets the vectors of one
--     push out another's results, and operators that are not leakproof cannot use an index before the
--     policy has spoken anyway: search is exact over the rows the policy admits.

CREATE TABLE ringfence.document (
  tenant_id      uuid NOT NULL,
  id             uuid NOT NULL,
  visibility     text NOT NULL CHECK (visibility IN ('public', 'tenant', 'customer')),
  customer_id    uuid,
  source_name    text NOT NULL,
  title          text NOT NULL,
  url            text CHECK (url ~ '^(https?://|/)'),
  media_type     text NOT NULL,
  content_sha256 bytea NOT NULL CHECK (length(content_sha256) = 32),
  fingerprint    bytea NOT NULL CHECK (length(fingerprint) = 32),
  created_at     timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE NULLS NOT DISTINCT (tenant_id, customer_id, source_name),
  UNIQUE (tenant_id, id, visibility),
  UNIQUE (tenant_id, id, customer_id),
  FOREIGN KEY (tenant_id) REFERENCES ringfence.tenant (id),
  CHECK ((visibility = 'customer') = (customer_id IS NOT NULL))
);
COMMENT ON COLUMN ringfence.document.source_name IS
  'Where it came from, such as a path: a document of the same name replaces it, whatever its visibility.';
COMMENT ON COLUMN ringfence.document.fingerprint IS
  'Of everything that its passages follow from, so that ingesting it again changes nothing.';
CREATE INDEX document_by_reader ON ringfence.document (tenant_id, visibility, customer_id);

CREATE TABLE ringfence.chunk (
  tenant_id    uuid NOT NULL,
  document_id  uuid NOT NULL,
  ordinal      integer NOT NULL CHECK (ordinal >= 0),
  visibility   text NOT NULL,
  customer_id  uuid,
  title        text NOT NULL,
  heading_path text NOT NULL,
  anchor       text CHECK (anchor ~ '^[[:alnum:]_.:=-]+$'),
  text         text NOT NULL,
  -- Stemmed for English, and as they stand, so that names and the words of other languages are found too.
  lexemes      tsvector NOT NULL GENERATED ALWAYS AS (
                 to_tsvector('pg_catalog.english', title || E'\n' || heading_path || E'\n' || text)
                 || to_tsvector('pg_catalog.simple', title || E'\n' || heading_path || E'\n' || text)) STORED,
  PRIMARY KEY (tenant_id, document_id, ordinal),
  FOREIGN KEY (tenant_id, document_id, visibility)
    REFERENCES ringfence.document (tenant_id, id, visibility) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, document_id, customer_id)
    REFERENCES ringfence.document (tenant_id, id, customer_id) ON DELETE CASCADE,
  CHECK ((visibility = 'customer') = (customer_id IS NOT NULL))
);
-- Search reads all of a tenant's words: they stay in the row as long as they fit into a page.
ALTER TABLE ringfence.chunk SET (toast_tuple_target = 8160);
CREATE INDEX chunk_by_reader ON ringfence.chunk (tenant_id, visibility, customer_id);

-- Apart from the passages, so that an exact scan reads vectors and nothing else, and so that the vectors
-- of a new model can be made beside those of the old one.
CREATE TABLE ringfence.chunk_vector (
  tenant_id   uuid NOT NULL,
  document_id uuid NOT NULL,
  ordinal     integer NOT NULL,
  model       text NOT NULL,
  visibility  text NOT NULL,
  customer_id uuid,
  embedding   halfvec NOT NULL,
  PRIMARY KEY (tenant_id, document_id, ordinal, model),
  FOREIGN KEY (tenant_id, document_id, ordinal)
    REFERENCES ringfence.chunk (tenant_id, document_id, ordinal) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, document_id, visibility)
    REFERENCES ringfence.document (tenant_id, id, visibility) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, document_id, customer_id)
    REFERENCES ringfence.document (tenant_id, id, customer_id) ON DELETE CASCADE,
  CHECK ((visibility = 'customer') = (customer_id IS NOT NULL))
);
ALTER TABLE ringfence.chunk_vector ALTER COLUMN embedding SET STORAGE PLAIN;
CREATE INDEX chunk_vector_by_reader ON ringfence.chunk_vector (tenant_id, visibility, customer_id);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['document', 'chunk', 'chunk_vector'] LOOP
    EXECUTE format('ALTER TABLE ringfence.%I OWNER TO ringfence_owner', name);
    EXECUTE format('ALTER TABLE ringfence.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE ringfence.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('REVOKE ALL ON ringfence.%I FROM PUBLIC', name);
    EXECUTE format('GRANT SELECT ON ringfence.%I TO ringfence_visitor, ringfence_customer, ringfence_staff', name);
    EXECUTE format('GRANT INSERT, UPDATE, DELETE ON ringfence.%I TO ringfence_staff', name);
    EXECUTE format($policy$
      CREATE POLICY visitor_reads_public ON ringfence.%I FOR SELECT TO ringfence_visitor
        USING (visibility = 'public' AND tenant_id = (SELECT s.tenant FROM ringfence.visitor_scope() s))
      $policy$, name);
    -- One policy, not two: the tenant then stands before everything else, and the index begins with it.
    EXECUTE format($policy$
      CREATE POLICY customer_reads_shared_and_own ON ringfence.%I FOR SELECT TO ringfence_customer
        USING (tenant_id = (SELECT s.tenant FROM ringfence.customer_scope() s)
               AND (visibility IN ('public', 'tenant')
                    OR (visibility = 'customer'
                        AND customer_id = (SELECT s.customer FROM ringfence.customer_scope() s))))
      $policy$, name);
    EXECUTE format($policy$
      CREATE POLICY staff_rows ON ringfence.%I TO ringfence_staff
        USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s))
        WITH CHECK (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s))
      $policy$, name);
  END LOOP;
END
$$;
