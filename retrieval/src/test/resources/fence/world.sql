-- Two tenants, three customers; what is not Ana's carries the word "canary". Ana's rows say "ana".
INSERT INTO ringfence.tenant (id, slug, name) VALUES
  ('00000000-0000-4000-8000-0000000000a1', 'acme', 'canary-tenant-acme'),
  ('00000000-0000-4000-8000-0000000000b1', 'globex', 'canary-tenant-globex');
INSERT INTO ringfence.membership (tenant_id, issuer, subject, member_id, role, display_name) VALUES
  ('00000000-0000-4000-8000-0000000000a1', 'https://id.example', 'ana', '00000000-0000-4000-8000-0000000000a2', 'customer', 'ana'),
  ('00000000-0000-4000-8000-0000000000a1', 'https://id.example', 'ben', '00000000-0000-4000-8000-0000000000a3', 'customer', 'canary-member-ben'),
  ('00000000-0000-4000-8000-0000000000b1', 'https://id.example', 'gil', '00000000-0000-4000-8000-0000000000b2', 'customer', 'canary-member-gil');

CREATE SCHEMA demo AUTHORIZATION ringfence_owner;
GRANT USAGE ON SCHEMA demo TO ringfence_customer, ringfence_staff;

CREATE TABLE demo.customer (
  tenant_id uuid NOT NULL, customer_id uuid NOT NULL, name text NOT NULL,
  PRIMARY KEY (tenant_id, customer_id));
CREATE TABLE demo.invoice (
  tenant_id uuid NOT NULL, customer_id uuid NOT NULL, id uuid NOT NULL, number text NOT NULL,
  amount numeric NOT NULL, words tsvector, note xml,
  PRIMARY KEY (tenant_id, customer_id, id), UNIQUE (tenant_id, customer_id, number),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES demo.customer (tenant_id, customer_id));
CREATE TABLE demo.event (
  tenant_id uuid NOT NULL, customer_id uuid NOT NULL, at date NOT NULL, what text NOT NULL)
  PARTITION BY RANGE (at);
CREATE TABLE demo.event_2026 PARTITION OF demo.event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE demo.internal_note (
  tenant_id uuid NOT NULL, customer_id uuid NOT NULL, body text NOT NULL,
  PRIMARY KEY (tenant_id, customer_id));

INSERT INTO demo.customer VALUES
  ('00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a2', 'ana'),
  ('00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a3', 'canary-ben'),
  ('00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000b2', 'canary-gil');
INSERT INTO demo.invoice
SELECT c.tenant_id, c.customer_id, md5(c.name || i)::uuid, c.name || '-' || i, 100 + i,
       to_tsvector('simple', c.name || '-' || i), NULL
  FROM demo.customer AS c, generate_series(1, 3) AS i;
INSERT INTO demo.event SELECT tenant_id, customer_id, date '2026-11-01', name FROM demo.customer;
INSERT INTO demo.internal_note SELECT tenant_id, customer_id, 'canary-note-on-' || name FROM demo.customer;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['customer', 'invoice', 'event', 'event_2026', 'internal_note'] LOOP
    EXECUTE format('ALTER TABLE demo.%I OWNER TO ringfence_owner', name);
    EXECUTE format('ALTER TABLE demo.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE demo.%I FORCE ROW LEVEL SECURITY', name);
    IF name <> 'internal_note' THEN
      EXECUTE format('CREATE POLICY customer_rows ON demo.%I TO ringfence_customer USING ((tenant_id,'
        ' customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() AS s))', name);
    END IF;
    EXECUTE format('CREATE POLICY staff_rows ON demo.%I TO ringfence_staff USING (tenant_id ='
      ' (SELECT s.tenant FROM ringfence.staff_scope() AS s))', name);
    IF name <> 'event_2026' THEN
      EXECUTE format('GRANT SELECT ON demo.%I TO ringfence_staff', name);
    END IF;
  END LOOP;
END
$$;
GRANT SELECT ON demo.customer, demo.event TO ringfence_customer;
GRANT SELECT, INSERT, UPDATE, DELETE ON demo.invoice TO ringfence_customer;

CREATE VIEW demo.invoice_view WITH (security_invoker) AS SELECT * FROM demo.invoice;
GRANT SELECT ON demo.invoice_view TO ringfence_customer;
CREATE VIEW demo.staff_view AS SELECT * FROM demo.invoice;
CREATE MATERIALIZED VIEW demo.summary AS SELECT * FROM demo.invoice;
CREATE SEQUENCE demo.counter;
CREATE FUNCTION demo.all_invoices() RETURNS SETOF demo.invoice LANGUAGE sql SECURITY DEFINER
  AS $$ SELECT * FROM demo.invoice $$;
REVOKE ALL ON FUNCTION demo.all_invoices() FROM PUBLIC;
SELECT lo_from_bytea(4711, 'canary-large-object');

INSERT INTO ringfence.conversation
SELECT c.tenant_id, c.customer_id, c.name || '-talk', c.name, now(), now() FROM demo.customer AS c;
INSERT INTO ringfence.message
SELECT c.tenant_id, c.customer_id, c.name || '-talk', 0, gen_random_uuid(), 'user', c.name, NULL, '[]', '[]', now()
  FROM demo.customer AS c;
INSERT INTO ringfence.document
SELECT c.tenant_id, md5(c.name)::uuid, 'customer', c.customer_id, c.name, c.name, NULL, 'text/plain',
       sha256(c.name::bytea), sha256(c.name::bytea), now(), now() FROM demo.customer AS c;
INSERT INTO ringfence.chunk (tenant_id, document_id, ordinal, visibility, customer_id, title, heading_path, text)
SELECT c.tenant_id, md5(c.name)::uuid, 0, 'customer', c.customer_id, c.name, '', c.name FROM demo.customer AS c;
INSERT INTO ringfence.chunk_vector
SELECT c.tenant_id, md5(c.name)::uuid, 0, c.name, 'customer', c.customer_id, '[1,2,3]' FROM demo.customer AS c;
ANALYZE;
