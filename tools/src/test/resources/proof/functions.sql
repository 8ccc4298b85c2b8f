-- Functions of the users' own, for the fixtures that call them: each does one thing that is safe, or one that is not.

-- What may be called.
CREATE FUNCTION desk.bill_total(bill uuid) RETURNS numeric LANGUAGE sql STABLE AS
  'SELECT sum(b.amount) FROM shop.bill b WHERE b.id = bill';
CREATE FUNCTION desk.open_bills() RETURNS SETOF shop.bill LANGUAGE sql STABLE AS
  'SELECT * FROM shop.bill WHERE NOT paid';
DO $do$
BEGIN
  EXECUTE 'CREATE FUNCTION desk.average() RETURNS numeric LANGUAGE sql STABLE BEGIN ATOMIC
    SELECT avg(b.amount) FROM shop.bill b;
  END';
END $do$;
CREATE FUNCTION desk.next_page(pages integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT RETURN pages + 1;
CREATE FUNCTION desk.above_average(from_page integer) RETURNS TABLE (number text, amount numeric) LANGUAGE sql STABLE AS
  'SELECT b.number, b.amount FROM shop.bill b WHERE b.amount > desk.average() AND b.pages >= from_page ORDER BY b.due';
CREATE FUNCTION desk.contacts(since date) RETURNS TABLE (number text, mail text) LANGUAGE sql STABLE AS
  'SELECT p.number, p.email FROM shop.person p WHERE EXISTS (SELECT FROM shop.bill b WHERE b.due >= since)';
CREATE FUNCTION desk.range_of(bill uuid, OUT first date, OUT last date) LANGUAGE sql STABLE AS
  'SELECT min(b.due), max(b.due) FROM shop.bill b WHERE b.id = bill';
CREATE FUNCTION desk.ours() RETURNS SETOF text LANGUAGE sql STABLE AS
  'SELECT l.subject FROM desk.letter l WHERE l.org_ref = ringfence.tenant_id()';
CREATE FUNCTION desk.part(words text, length integer DEFAULT 3) RETURNS text LANGUAGE sql IMMUTABLE AS
  'SELECT substr(words, 1, length)';
CREATE VIEW desk.short_letters WITH (security_invoker = true) AS
  SELECT l.id, desk.part(l.subject, 8) AS subject FROM desk.letter l;
CREATE FUNCTION desk.chosen(which integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT 'number ' || which::text$$;
CREATE TABLE desk.narrow (
  tenant_id uuid NOT NULL, customer_id uuid NOT NULL, gone text, id bigint, mail text, words text, PRIMARY KEY (tenant_id, id)
);
ALTER TABLE desk.narrow DROP COLUMN gone;
ALTER TABLE desk.narrow ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON desk.narrow TO ringfence_customer
  USING ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s));
GRANT SELECT ON desk.narrow TO ringfence_customer;
CREATE FUNCTION desk.narrow_rows() RETURNS SETOF desk.narrow LANGUAGE sql STABLE AS 'SELECT * FROM desk.narrow';

-- What may not: owners.
CREATE FUNCTION desk.of_owner_inside(who uuid) RETURNS SETOF text LANGUAGE sql STABLE AS 'SELECT desk.by_owner(who)';
CREATE FUNCTION desk.of_one_owner() RETURNS bigint LANGUAGE sql STABLE AS
  $$SELECT count(*) FROM shop.bill b WHERE b.customer_id = '00000000-0000-0000-0000-000000000007'$$;
CREATE FUNCTION desk.whose(bill uuid) RETURNS uuid LANGUAGE sql STABLE AS
  'SELECT b.customer_id FROM shop.bill b WHERE b.id = bill';
CREATE FUNCTION desk.is_like(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a < b';
CREATE FUNCTION desk.by_tenant(tenant_id uuid) RETURNS integer LANGUAGE sql STABLE AS 'SELECT 1';
CREATE FUNCTION desk.union_of_owners(who uuid) RETURNS bigint LANGUAGE sql STABLE AS
  'SELECT count(*) FROM (SELECT customer_id FROM shop.bill INTERSECT SELECT who) x';

-- What is read.
CREATE FUNCTION desk.cheapest() RETURNS numeric LANGUAGE sql STABLE AS 'SELECT min(r.price) FROM desk.rate r';
CREATE FUNCTION desk.all_letters() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM desk.letters_of_all v';
CREATE FUNCTION desk.remarks() RETURNS SETOF text LANGUAGE sql STABLE AS 'SELECT r.body FROM shop.remark r';
CREATE FUNCTION desk.tables() RETURNS SETOF text LANGUAGE sql STABLE AS
  'SELECT CAST(c.relname AS text) FROM pg_catalog.pg_class c';
CREATE FUNCTION desk.system_columns() RETURNS bigint LANGUAGE sql STABLE AS
  $$SELECT count(*) FROM shop.bill b WHERE b.ctid = '(0,1)'$$;
CREATE FUNCTION desk.whole_rows() RETURNS bigint LANGUAGE sql STABLE AS
  $$SELECT count(*) FROM shop.bill b WHERE b::text LIKE '%7%'$$;

-- How it runs.
CREATE FUNCTION desk.unmarked() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM shop.bill';
CREATE FUNCTION desk.writes() RETURNS bigint LANGUAGE sql AS
  $$INSERT INTO desk.rate VALUES (9, 'x', 1) RETURNING id$$;
CREATE FUNCTION desk.writes_and_says_no() RETURNS bigint LANGUAGE sql STABLE AS
  $$INSERT INTO desk.rate VALUES (9, 'x', 1) RETURNING id$$;
CREATE FUNCTION desk.locks() RETURNS SETOF text LANGUAGE sql STABLE AS 'SELECT number FROM shop.bill FOR UPDATE';
CREATE FUNCTION desk.with_path() RETURNS bigint LANGUAGE sql STABLE SET search_path = shop AS 'SELECT count(*) FROM bill';
CREATE FUNCTION desk.leakproof(n numeric) RETURNS boolean LANGUAGE sql IMMUTABLE LEAKPROOF AS 'SELECT 1 / n > 0';
CREATE FUNCTION desk.kept() RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT sum(amount) FROM shop.bill';
CREATE FUNCTION desk.kept_tenant() RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT substr(ringfence.tenant_id()::text, 1, 4)';
CREATE FUNCTION desk.kept_inside() RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT desk.average()';
CREATE FUNCTION desk.two() RETURNS integer LANGUAGE sql STABLE AS 'SELECT 1; SELECT 2';
CREATE FUNCTION desk.nothing() RETURNS void LANGUAGE sql STABLE AS 'SELECT 1';
CREATE FUNCTION desk.any_rows() RETURNS SETOF record LANGUAGE sql STABLE AS 'SELECT number FROM shop.bill';
CREATE FUNCTION desk.as_code(words text) RETURNS desk.code LANGUAGE sql IMMUTABLE AS 'SELECT words';
CREATE FUNCTION desk.converted() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT max(pages)::integer FROM shop.bill';
CREATE FUNCTION desk.of_code(code desk.code) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT code::text';
CREATE FUNCTION desk.many(VARIADIC words text[]) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT words[1]';
CREATE FUNCTION desk.any_type(a anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS 'SELECT a';
CREATE FUNCTION desk.rests() RETURNS text LANGUAGE sql STABLE AS 'SELECT pg_sleep(0)::text';
CREATE FUNCTION desk.binds() RETURNS text LANGUAGE sql STABLE AS $$SELECT set_config('ringfence.context', 'x', true)$$;
CREATE FUNCTION desk.text_as_sql(words text) RETURNS text LANGUAGE sql STABLE AS
  $$SELECT query_to_xml(words, true, true, '')::text$$;
CREATE FUNCTION desk.grows(n integer) RETURNS SETOF integer LANGUAGE sql IMMUTABLE AS 'SELECT generate_series(1, n)';
CREATE FUNCTION desk.closed_to_customers() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM shop.bill';
REVOKE EXECUTE ON FUNCTION desk.closed_to_customers() FROM PUBLIC;
CREATE FUNCTION desk.asks_its_role() RETURNS text LANGUAGE sql STABLE AS 'SELECT current_user::text';

-- What it calls.
CREATE FUNCTION desk.looks(who uuid) RETURNS SETOF text LANGUAGE sql STABLE AS 'SELECT desk.look(who)';
CREATE FUNCTION desk.peeks() RETURNS SETOF text LANGUAGE sql STABLE AS 'SELECT desk.peek()';
CREATE FUNCTION desk.again(n integer) RETURNS integer LANGUAGE sql STABLE AS 'SELECT n';
CREATE OR REPLACE FUNCTION desk.again(n integer) RETURNS integer LANGUAGE sql STABLE AS 'SELECT desk.again(n - 1)';
CREATE FUNCTION desk.to_and(n integer) RETURNS integer LANGUAGE sql STABLE AS 'SELECT n';
CREATE FUNCTION desk.fro(n integer) RETURNS integer LANGUAGE sql STABLE AS 'SELECT desk.to_and(n)';
CREATE OR REPLACE FUNCTION desk.to_and(n integer) RETURNS integer LANGUAGE sql STABLE AS 'SELECT desk.fro(n)';
DO $$
BEGIN
  CREATE FUNCTION desk.deep_0(n integer) RETURNS integer LANGUAGE sql STABLE AS 'SELECT n';
  FOR i IN 1..9 LOOP
    EXECUTE format('CREATE FUNCTION desk.deep_%s(n integer) RETURNS integer LANGUAGE sql STABLE AS %L',
                   i, format('SELECT desk.deep_%s(n)', i - 1));
  END LOOP;
END $$;
CREATE FUNCTION desk.chosen(which text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN which; END';
CREATE FUNCTION desk.short_of_default() RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT desk.part('abcdef')$$;
-- Nearer to text of this kind than PostgreSQL's own of the same name.
CREATE FUNCTION public.substr(words varchar, place integer, length integer) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
  'BEGIN RETURN words; END';
CREATE FUNCTION desk.shadowed(words varchar) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT substr(words, 1, 2)';
CREATE AGGREGATE desk.longest(text) (SFUNC = pg_catalog.textcat, STYPE = text);
CREATE FUNCTION desk.by_operator(who uuid) RETURNS boolean LANGUAGE sql IMMUTABLE AS
  $$SELECT who OPERATOR(desk.===) 'x'::text$$;
CREATE FUNCTION desk.to_state(n bigint) RETURNS desk.state LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN 'open'; END$$;
CREATE CAST (bigint AS desk.state) WITH FUNCTION desk.to_state(bigint);
CREATE FUNCTION desk.by_cast(n bigint) RETURNS desk.state LANGUAGE sql IMMUTABLE AS 'SELECT n::desk.state';
CREATE VIEW desk.looking WITH (security_invoker = true) AS
  SELECT l.id, desk.chosen(l.subject) AS subject FROM desk.letter l;

-- Among the server's own by its schema.
CREATE FUNCTION pg_catalog.seems_built_in(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN words; END';

-- Columns that a model may not see.
CREATE FUNCTION desk.with_mail_like(pattern text) RETURNS SETOF text LANGUAGE sql STABLE AS
  'SELECT p.number FROM shop.person p WHERE p.email LIKE pattern';
CREATE FUNCTION desk.with_mail(mail text) RETURNS SETOF text LANGUAGE sql STABLE AS
  'SELECT p.number FROM shop.person p WHERE p.email = mail';
CREATE FUNCTION desk.sorted_by_mail() RETURNS SETOF text LANGUAGE sql STABLE AS
  'SELECT p.number FROM shop.person p ORDER BY p.email';
CREATE FUNCTION desk.first_mail() RETURNS text LANGUAGE sql STABLE AS 'SELECT min(p.email) FROM shop.person p';
CREATE FUNCTION desk.named_like(pattern text) RETURNS SETOF text LANGUAGE sql STABLE AS
  'SELECT p.number FROM shop.person p WHERE p.name LIKE pattern';
CREATE FUNCTION desk.mail_and(words text) RETURNS SETOF text LANGUAGE sql STABLE AS
  'SELECT p.email || words FROM shop.person p';
CREATE FUNCTION desk.mail_plus(shown text, hidden text) RETURNS SETOF text LANGUAGE sql STABLE AS
  'SELECT p.email || shown FROM shop.person p WHERE p.number <> hidden';
CREATE FUNCTION desk.numbered(wanted text) RETURNS SETOF text LANGUAGE sql STABLE AS
  'SELECT b.number FROM shop.bill b WHERE b.note = wanted';

GRANT SELECT ON desk.short_letters, desk.looking TO ringfence_customer;
