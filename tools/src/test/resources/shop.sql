-- A small schema inside the fence, for the tests of tools. Two tenants with two customers each; every text names
-- its owner, so that a foreign one is seen at once.
CREATE SCHEMA shop;
ALTER SCHEMA shop OWNER TO ringfence_owner;
GRANT USAGE ON SCHEMA shop TO ringfence_customer, ringfence_staff;

CREATE TABLE shop.person (
  tenant_id   uuid NOT NULL,
  customer_id uuid NOT NULL,
  number      text NOT NULL,
  name        text NOT NULL,
  email       text NOT NULL,
  phone       text NOT NULL,
  secret      text NOT NULL,
  PRIMARY KEY (tenant_id, customer_id)
);

CREATE TABLE shop.bill (
  tenant_id   uuid NOT NULL,
  customer_id uuid NOT NULL,
  id          uuid NOT NULL,
  number      text NOT NULL,
  amount      numeric(12,2) NOT NULL,
  weight      double precision NOT NULL,
  pages       smallint NOT NULL,
  points      bigint NOT NULL,
  due         date NOT NULL,
  seen        timestamptz NOT NULL,
  local       timestamp NOT NULL,
  paid        boolean NOT NULL,
  details     jsonb NOT NULL,
  tags        text[] NOT NULL,
  note        text,
  PRIMARY KEY (tenant_id, customer_id, id)
);

-- What no customer may read.
CREATE TABLE shop.remark (
  tenant_id   uuid NOT NULL,
  customer_id uuid NOT NULL,
  id          uuid NOT NULL,
  body        text NOT NULL,
  PRIMARY KEY (tenant_id, customer_id, id)
);

INSERT INTO shop.person
SELECT md5(t)::uuid, md5(t || c)::uuid, upper(t) || '-' || upper(c), 'Name of ' || t || ' ' || c,
       c || '.' || t || '@example.com', '+44 7700 90' || lpad((ascii(c) + 100 * length(t))::text, 4, '0'),
       'secret-of-' || t || '-' || c
  FROM (VALUES ('red', 'a'), ('red', 'b'), ('blue', 'a'), ('blue', 'b')) AS p (t, c);

INSERT INTO shop.bill
SELECT p.tenant_id, p.customer_id, md5(p.number || n)::uuid, p.number || '/' || lpad(n::text, 2, '0'), n + 0.90,
       n / 8.0, n, 9007199254740993 + n, date '2026-01-01' + n, timestamptz '2026-01-01 10:00:00+02' + n * interval '1 day',
       timestamp '2026-01-01 10:00:00' + n * interval '1 day', n % 2 = 0,
       jsonb_build_object('to', p.email, 'deep', jsonb_build_object('list', jsonb_build_array(n, p.phone))),
       ARRAY['bill', p.email], CASE WHEN n % 5 <> 0 THEN 'write to ' || p.email || ' about ' || p.number END
  FROM shop.person p CROSS JOIN generate_series(1, 30) AS n;

INSERT INTO shop.remark
SELECT p.tenant_id, p.customer_id, md5('remark' || p.number)::uuid, 'remark on ' || p.number || ', ' || p.email
  FROM shop.person p;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['person', 'bill', 'remark'] LOOP
    EXECUTE format('ALTER TABLE shop.%I OWNER TO ringfence_owner', t);
    EXECUTE format('ALTER TABLE shop.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE shop.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('REVOKE ALL ON shop.%I FROM PUBLIC', t);
    EXECUTE format('CREATE POLICY staff_rows ON shop.%I TO ringfence_staff
      USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s))', t);
    EXECUTE format('GRANT SELECT ON shop.%I TO ringfence_staff', t);
    IF t <> 'remark' THEN
      EXECUTE format('CREATE POLICY customer_rows ON shop.%I TO ringfence_customer
        USING ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s))', t);
      EXECUTE format('GRANT SELECT ON shop.%I TO ringfence_customer', t);
    END IF;
  END LOOP;
END $$;
