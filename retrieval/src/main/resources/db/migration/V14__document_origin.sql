-- Where a document came from. What a folder or a site no longer has disappears when it is read again;
-- what was uploaded, or came from elsewhere, never does, whatever it is called.
--
-- The origin is part of a document's name: an upload that is called like a file's path is another
-- document than that file.

ALTER TABLE ringfence.document
  ADD COLUMN origin text NOT NULL DEFAULT 'upload' CHECK (origin IN ('upload', 'file', 'site')),
  DROP CONSTRAINT document_tenant_id_customer_id_source_name_key,
  ADD CONSTRAINT document_tenant_id_customer_id_origin_source_name_key
    UNIQUE NULLS NOT DISTINCT (tenant_id, customer_id, origin, source_name);
COMMENT ON COLUMN ringfence.document.source_name IS
  'What it is called where it came from, such as a path: a document of the same name and origin replaces it, whatever its visibility.';
