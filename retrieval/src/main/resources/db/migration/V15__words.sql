-- The words of documents, by which their passages are found, under the same policies as the passages.
--
-- A word is a number of 64 bits (WordAnalysis): comparing numbers is leakproof, so that the policy's condition and the
-- word's are conditions of the one index together. A row says which passages of one document have one
-- word. How rare a word is, is counted from these rows, which are those that the asker may read.

CREATE TABLE ringfence.document_words (
  tenant_id   uuid NOT NULL,
  document_id uuid NOT NULL,
  visibility  text NOT NULL,
  customer_id uuid,
  language    text NOT NULL,
  passages    integer NOT NULL CHECK (passages >= 0),
  words       integer NOT NULL CHECK (words >= 0),
  PRIMARY KEY (tenant_id, document_id),
  FOREIGN KEY (tenant_id, document_id, visibility)
    REFERENCES ringfence.document (tenant_id, id, visibility) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, document_id, customer_id)
    REFERENCES ringfence.document (tenant_id, id, customer_id) ON DELETE CASCADE,
  CHECK ((visibility = 'customer') = (customer_id IS NOT NULL))
);
COMMENT ON COLUMN ringfence.document_words.language IS 'In which its words were brought to their stems, by ISO 639-1.';
COMMENT ON COLUMN ringfence.document_words.words IS 'How many its passages have together, function words left out.';
CREATE INDEX document_words_by_reader ON ringfence.document_words (tenant_id, visibility, customer_id, document_id)
  INCLUDE (passages, words);

CREATE TABLE ringfence.posting (
  tenant_id   uuid NOT NULL,
  document_id uuid NOT NULL,
  word        bigint NOT NULL,
  part        integer NOT NULL CHECK (part >= 0),
  visibility  text NOT NULL,
  customer_id uuid,
  passages    bytea NOT NULL CHECK (octet_length(passages) BETWEEN 8 AND 1024 AND octet_length(passages) % 8 = 0),
  PRIMARY KEY (tenant_id, document_id, word, part),
  FOREIGN KEY (tenant_id, document_id, visibility)
    REFERENCES ringfence.document (tenant_id, id, visibility) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, document_id, customer_id)
    REFERENCES ringfence.document (tenant_id, id, customer_id) ON DELETE CASCADE,
  CHECK ((visibility = 'customer') = (customer_id IS NOT NULL))
);
COMMENT ON COLUMN ringfence.posting.part IS 'From 0: a document with the word in many passages has several rows, so that each fits into the index.';
COMMENT ON COLUMN ringfence.posting.passages IS
  'For each passage its ordinal (4 bytes), how often it has the word (2) and how many words it has (2).';
-- Has all that a search reads: rows of one word lie beside each other in it and nowhere else.
CREATE INDEX posting_by_word ON ringfence.posting (tenant_id, word, visibility, customer_id, document_id, part)
  INCLUDE (passages);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['document_words', 'posting'] LOOP
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

ALTER TABLE ringfence.chunk DROP COLUMN lexemes;
ALTER TABLE ringfence.chunk RESET (toast_tuple_target);
