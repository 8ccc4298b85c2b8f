-- uuid keys, org_id and customer_id, an enumeration, a check, soft deletion, a table that only its parent owns.
CREATE SCHEMA shop;
CREATE TYPE shop.order_status AS ENUM ('draft', 'paid', 'shipped', 'cancelled');
CREATE TABLE shop.organizations (
  id uuid PRIMARY KEY, name text NOT NULL, billing_email text, plan text, created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE shop.customers (
  id uuid PRIMARY KEY, org_id uuid NOT NULL REFERENCES shop.organizations (id), first_name text, last_name text,
  email text, mobile text, street text, postal_code text, city text, date_of_birth date, internal_note text,
  password_hash text, customer_since date);
CREATE TABLE shop.orders (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), org_id uuid NOT NULL REFERENCES shop.organizations (id),
  customer_id uuid NOT NULL REFERENCES shop.customers (id), order_number text NOT NULL,
  status shop.order_status NOT NULL, placed_at timestamptz NOT NULL, total numeric(12, 2) NOT NULL,
  currency char(3) NOT NULL DEFAULT 'EUR', gift boolean NOT NULL DEFAULT false, remark text, hand_over text,
  payload jsonb, assigned_to uuid, deleted_at timestamptz, UNIQUE (org_id, order_number));
CREATE TABLE shop.order_lines (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), order_id uuid NOT NULL REFERENCES shop.orders (id),
  product text NOT NULL, quantity integer NOT NULL);
CREATE TABLE shop.tickets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, org_id uuid NOT NULL, customer_id uuid NOT NULL,
  subject text NOT NULL, state text NOT NULL CHECK (state IN ('open', 'waiting', 'closed')),
  priority integer, opened_on date NOT NULL, ip_address inet, staff_comment text);
CREATE TABLE shop.countries (code char(2) PRIMARY KEY, name text);
CREATE TABLE shop.schema_migrations (version text PRIMARY KEY);
CREATE TABLE shop.audit_log (id bigint PRIMARY KEY, org_id uuid, customer_id uuid, what text);
CREATE VIEW shop.order_overview AS SELECT org_id, count(*) FROM shop.orders GROUP BY 1;
INSERT INTO shop.organizations VALUES
  ('00000000-0000-4000-8000-0000000000a1', 'Acme', 'billing@acme.example', 'pro'),
  ('00000000-0000-4000-8000-0000000000b1', 'Globex', 'billing@globex.example', 'free');
INSERT INTO shop.customers VALUES
  ('00000000-0000-4000-8000-0000000000a2', '00000000-0000-4000-8000-0000000000a1', 'Ana', 'Alba', 'ana@acme.example',
   '+1 202 555 0101', '1 Main Street', '10115', 'of-ana', '1990-01-02', 'internal-ana', 'hash-ana', '2020-01-01'),
  ('00000000-0000-4000-8000-0000000000a3', '00000000-0000-4000-8000-0000000000a1', 'Ben', 'Bora', 'ben@acme.example',
   '+1 202 555 0102', '2 Main Street', '10115', 'of-ben', '1991-01-02', 'internal-ben', 'hash-ben', '2020-01-01'),
  ('00000000-0000-4000-8000-0000000000b2', '00000000-0000-4000-8000-0000000000b1', 'Gil', 'Gomez', 'gil@globex.example',
   '+1 202 555 0103', '3 Main Street', '10115', 'of-gil', '1992-01-02', 'internal-gil', 'hash-gil', '2020-01-01');
INSERT INTO shop.orders (org_id, customer_id, order_number, status, placed_at, total, remark, hand_over, deleted_at)
  SELECT c.org_id, c.id, 'O-' || n || '-' || left(c.first_name, 1), 'paid', timestamptz '2026-03-01' + n * interval '1 day',
         10 * n, 'of-' || lower(c.first_name) || ' ' || n, 'call ' || c.email, CASE WHEN n = 9 THEN now() END
    FROM shop.customers AS c, generate_series(1, 9) AS n;
INSERT INTO shop.tickets (org_id, customer_id, subject, state, opened_on)
  SELECT c.org_id, c.id, 'of-' || lower(c.first_name) || ' ' || n, 'open', date '2026-03-01' + n
    FROM shop.customers AS c, generate_series(1, 3) AS n;
