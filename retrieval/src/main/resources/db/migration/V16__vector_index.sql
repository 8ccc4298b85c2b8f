-- Which collections of vectors have an index of their own, and how it is to be searched.
--
-- A collection is the passages of one tenant, one visibility and one model. An index is partial: its condition names one
-- collection, so that no row of another tenant, of a single customer or of another model can enter it. It is made and
-- dropped by an administrator's command alone; the service only reads here what it may search with.

CREATE TABLE ringfence.vector_index (
  tenant_id   uuid NOT NULL REFERENCES ringfence.tenant (id),
  visibility  text NOT NULL CHECK (visibility IN ('public', 'tenant')),
  model       text NOT NULL,
  index_name  text NOT NULL,
  dimensions  integer NOT NULL CHECK (dimensions > 0),
  state       text NOT NULL CHECK (state IN ('ready', 'exact')),
  ef_search   integer NOT NULL CHECK (ef_search BETWEEN 1 AND 1000),
  recall      real NOT NULL CHECK (recall BETWEEN 0 AND 1),
  passages    bigint NOT NULL CHECK (passages >= 0),
  measured_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, visibility, model)
);
COMMENT ON COLUMN ringfence.vector_index.state IS
  'ready: it was measured and may be searched; exact: its index found too little and was dropped.';
COMMENT ON COLUMN ringfence.vector_index.recall IS
  'The share of the exact ten nearest that the index found, over a sample of questions.';

ALTER TABLE ringfence.vector_index OWNER TO ringfence_owner;
ALTER TABLE ringfence.vector_index ENABLE ROW LEVEL SECURITY;
ALTER TABLE ringfence.vector_index FORCE ROW LEVEL SECURITY;
REVOKE ALL ON ringfence.vector_index FROM PUBLIC;
GRANT SELECT ON ringfence.vector_index TO ringfence_visitor, ringfence_customer, ringfence_staff;
CREATE POLICY visitor_reads_public ON ringfence.vector_index FOR SELECT TO ringfence_visitor
  USING (visibility = 'public' AND tenant_id = (SELECT s.tenant FROM ringfence.visitor_scope() s));
CREATE POLICY customer_reads_shared ON ringfence.vector_index FOR SELECT TO ringfence_customer
  USING (tenant_id = (SELECT s.tenant FROM ringfence.customer_scope() s));
CREATE POLICY staff_reads ON ringfence.vector_index FOR SELECT TO ringfence_staff
  USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s));
