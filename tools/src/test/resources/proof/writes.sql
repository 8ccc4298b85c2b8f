-- What the fixtures of tools that write are proven on: tables inside the fence, and some that are not quite.
CREATE SCHEMA bench;
GRANT USAGE ON SCHEMA bench TO ringfence_customer, ringfence_staff;

CREATE TABLE bench.errand (
  tenant_id   uuid NOT NULL DEFAULT ringfence.tenant_id(),
  customer_id uuid NOT NULL DEFAULT ringfence.customer_id(),
  id          uuid NOT NULL DEFAULT gen_random_uuid(),
  subject     text NOT NULL,
  state       text NOT NULL DEFAULT 'open',
  email       text,
  votes       integer NOT NULL DEFAULT 0,
  day         date,
  changed_at  timestamptz NOT NULL DEFAULT now(),
  code        text,
  parent      uuid,
  PRIMARY KEY (tenant_id, customer_id, id),
  UNIQUE (tenant_id, code),
  UNIQUE (tenant_id, customer_id, day)
);
-- One row for each customer: its key is its owner.
CREATE TABLE bench.profile (
  tenant_id uuid NOT NULL, customer_id uuid NOT NULL, language text NOT NULL, phone text,
  PRIMARY KEY (tenant_id, customer_id)
);
-- The company's own: no customer in its key.
CREATE TABLE bench.notice (
  tenant_id uuid NOT NULL DEFAULT ringfence.tenant_id(), id bigint NOT NULL, words text NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE TABLE bench.unchecked (LIKE bench.errand INCLUDING ALL);
CREATE TABLE bench.either (LIKE bench.errand INCLUDING ALL);
CREATE TABLE bench.keyless (tenant_id uuid NOT NULL, customer_id uuid NOT NULL, id uuid NOT NULL, words text NOT NULL);
CREATE TABLE bench.watched (LIKE bench.errand INCLUDING ALL);
CREATE TABLE bench.ruled (LIKE bench.errand INCLUDING ALL);
CREATE TABLE bench.led (LIKE bench.errand INCLUDING ALL);
CREATE TABLE bench.step (
  tenant_id uuid NOT NULL, customer_id uuid NOT NULL, id uuid NOT NULL, led uuid NOT NULL,
  PRIMARY KEY (tenant_id, customer_id, id),
  FOREIGN KEY (tenant_id, customer_id, led) REFERENCES bench.led (tenant_id, customer_id, id) ON DELETE CASCADE
);
CREATE TABLE bench.counted (
  tenant_id uuid NOT NULL DEFAULT ringfence.tenant_id(), customer_id uuid NOT NULL DEFAULT ringfence.customer_id(),
  id bigserial NOT NULL, words text NOT NULL, PRIMARY KEY (tenant_id, customer_id, id)
);
CREATE TABLE bench.owned_by_hand (
  tenant_id uuid NOT NULL, customer_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000001',
  id uuid NOT NULL DEFAULT gen_random_uuid(), words text NOT NULL, PRIMARY KEY (tenant_id, customer_id, id)
);
CREATE TABLE bench.topic (tenant_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (tenant_id, id));
CREATE TABLE bench.reply (
  tenant_id uuid NOT NULL DEFAULT ringfence.tenant_id(), customer_id uuid NOT NULL DEFAULT ringfence.customer_id(),
  id uuid NOT NULL DEFAULT gen_random_uuid(), topic uuid NOT NULL, words text NOT NULL,
  PRIMARY KEY (tenant_id, customer_id, id), FOREIGN KEY (tenant_id, topic) REFERENCES bench.topic (tenant_id, id)
);

CREATE TABLE bench.tag (
  tenant_id uuid NOT NULL, customer_id uuid NOT NULL, id uuid NOT NULL, word text NOT NULL,
  PRIMARY KEY (tenant_id, customer_id, id), UNIQUE (tenant_id, customer_id, word)
);
CREATE TABLE bench.tagged (
  tenant_id uuid NOT NULL, customer_id uuid NOT NULL, id uuid NOT NULL, word text NOT NULL,
  PRIMARY KEY (tenant_id, customer_id, id),
  FOREIGN KEY (tenant_id, customer_id, word) REFERENCES bench.tag (tenant_id, customer_id, word) ON UPDATE CASCADE
);

CREATE FUNCTION bench.tell() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tell AFTER UPDATE ON bench.watched FOR EACH ROW EXECUTE FUNCTION bench.tell();
CREATE RULE also AS ON UPDATE TO bench.ruled WHERE old.subject = 'x' DO ALSO DELETE FROM bench.errand;
CREATE VIEW bench.errands WITH (security_invoker = true) AS SELECT * FROM bench.errand;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['errand', 'profile', 'notice', 'unchecked', 'either', 'keyless', 'watched', 'ruled', 'led',
                           'step', 'counted', 'owned_by_hand', 'topic', 'reply', 'tag', 'tagged'] LOOP
    EXECUTE format('ALTER TABLE bench.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE bench.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY ours ON bench.%I TO ringfence_staff
      USING (tenant_id = (SELECT s.tenant FROM ringfence.staff_scope() s))', t);
    IF t = 'unchecked' THEN
      EXECUTE 'CREATE POLICY own ON bench.unchecked TO ringfence_customer
        USING ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s))
        WITH CHECK (true)';
    ELSIF t = 'either' THEN
      EXECUTE 'CREATE POLICY own ON bench.either TO ringfence_customer
        USING (state = ''public'' OR
               (tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s))';
    ELSIF t NOT IN ('notice', 'topic') THEN
      EXECUTE format('CREATE POLICY own ON bench.%I TO ringfence_customer
        USING ((tenant_id, customer_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() s))', t);
    END IF;
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bench TO ringfence_customer, ringfence_staff;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA bench TO ringfence_customer;
REVOKE UPDATE, DELETE ON bench.reply FROM ringfence_customer;
GRANT UPDATE (words) ON bench.reply TO ringfence_customer;
REVOKE DELETE ON bench.profile FROM ringfence_customer;
