-- What the fixtures of the proof read, beside the shop: views, functions, types and tables of every kind that a
-- statement could reach rows through.
CREATE SCHEMA desk;
GRANT USAGE ON SCHEMA desk TO ringfence_customer, ringfence_staff;

CREATE TYPE desk.state AS ENUM ('open', 'closed');
CREATE DOMAIN desk.code AS text CHECK (value <> '');

-- Its owner columns have names of its own: only its policies say that they are owners.
CREATE TABLE desk.letter (
  org_ref   uuid NOT NULL,
  person_ref uuid NOT NULL,
  id        bigint PRIMARY KEY,
  subject   text NOT NULL,
  state     desk.state NOT NULL,
  code      desk.code NOT NULL,
  mail      text NOT NULL,
  sent_at   timestamptz NOT NULL,
  pages     integer NOT NULL,
  body      jsonb NOT NULL
);
CREATE TABLE desk.entry (
  tenant_id uuid NOT NULL, customer_id uuid NOT NULL, id bigint NOT NULL, day date NOT NULL, words text NOT NULL,
  PRIMARY KEY (tenant_id, id, day)
) PARTITION BY RANGE (day);
CREATE TABLE desk.entry_2026 PARTITION OF desk.entry FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- Its people have numbers of their own.
CREATE TABLE desk.memo (
  org_ref uuid NOT NULL, member bigint NOT NULL, id bigint PRIMARY KEY, words text NOT NULL
);
-- Others' rows are read here, too.
CREATE TABLE desk.board (
  org_ref uuid NOT NULL, person_ref uuid NOT NULL, id bigint PRIMARY KEY, words text NOT NULL, open boolean NOT NULL
);
-- In nobody's fence.
CREATE TABLE desk.rate (id bigint PRIMARY KEY, name text NOT NULL, price numeric NOT NULL);
CREATE TABLE desk.always (tenant_id uuid NOT NULL, customer_id uuid NOT NULL, id bigint PRIMARY KEY, words text NOT NULL);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['letter', 'entry', 'always', 'memo', 'board'] LOOP
    EXECUTE format('ALTER TABLE desk.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE desk.%I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;
CREATE POLICY own ON desk.letter TO ringfence_customer
  USING ((org_ref, person_ref) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s));
CREATE POLICY ours ON desk.letter TO ringfence_staff
  USING (org_ref = (SELECT s.tenant FROM ringfence.staff_scope() s));
CREATE POLICY own ON desk.entry TO ringfence_customer
  USING ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s));
CREATE POLICY own ON desk.memo TO ringfence_customer
  USING ((org_ref, member) = (SELECT s.tenant::uuid, s.customer::bigint
                                FROM ringfence.external_customer_scope(external_tenant => false) s));
CREATE POLICY ours ON desk.memo TO ringfence_staff
  USING (org_ref = (SELECT s.tenant FROM ringfence.staff_scope() s));
CREATE POLICY own ON desk.board TO ringfence_customer
  USING ((org_ref, person_ref) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s));
CREATE POLICY common ON desk.board TO ringfence_customer
  USING (org_ref = (SELECT s.tenant FROM ringfence.customer_scope() s) AND open);
CREATE POLICY everything ON desk.always TO ringfence_customer USING (true);

CREATE VIEW desk.letters WITH (security_invoker = true) AS
  SELECT l.id, l.subject, l.person_ref AS whose, l.mail, l.pages FROM desk.letter l;
CREATE VIEW desk.letters_of_all AS SELECT l.id, l.subject FROM desk.letter l;
CREATE VIEW desk.letters_twice WITH (security_invoker = true) AS SELECT v.id, v.subject FROM desk.letters_of_all v;
CREATE VIEW desk.slow WITH (security_invoker = true) AS
  SELECT l.id, l.subject, CAST(pg_catalog.pg_sleep(0) AS text) AS nap FROM desk.letter l;
CREATE VIEW desk.bills WITH (security_invoker = true) AS
  SELECT b.number, b.amount, b.due, p.email AS contact
    FROM shop.bill b JOIN shop.person p USING (tenant_id, customer_id);
CREATE VIEW desk.rates WITH (security_invoker = true) AS SELECT r.id, r.name FROM desk.rate r;
CREATE MATERIALIZED VIEW desk.kept AS SELECT l.id, l.subject FROM desk.letter l;

CREATE FUNCTION desk.peek() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS 'SELECT l.subject FROM desk.letter l';
CREATE FUNCTION desk.look(who uuid) RETURNS SETOF text LANGUAGE plpgsql STABLE AS
  $$BEGIN RETURN QUERY SELECT l.subject FROM desk.letter l WHERE l.person_ref = who; END$$;
CREATE FUNCTION desk.by_owner(who uuid) RETURNS SETOF text LANGUAGE sql STABLE AS
  'SELECT l.subject FROM desk.letter l WHERE l.person_ref = who';
CREATE FUNCTION desk.first_words(t text, n integer) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$SELECT substr(t, 1, n) || '…'$$;
CREATE FUNCTION desk.recent(since timestamptz) RETURNS TABLE (id bigint, subject text) LANGUAGE sql STABLE AS
  'SELECT l.id, l.subject FROM desk.letter l WHERE l.sent_at >= since';
CREATE FUNCTION desk.is_owner(a uuid, b text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
  $$BEGIN RETURN a::text = b; END$$;
CREATE OPERATOR desk.=== (LEFTARG = uuid, RIGHTARG = text, FUNCTION = desk.is_owner);

GRANT SELECT ON ALL TABLES IN SCHEMA desk TO ringfence_customer, ringfence_staff;
