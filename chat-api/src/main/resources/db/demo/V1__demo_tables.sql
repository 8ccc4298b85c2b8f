-- The tables of the demo companies: what a customer of a service business owns, and what its staff
-- writes down about them.
--
-- The rules of the schema, which the tests hold it to:
--   * every primary, unique and foreign key begins with tenant_id; keys of rows that belong to a
--     customer go on with customer_id, so that no key of one owner can collide with another's;
--   * row-level security is enabled and forced, and what a policy grants comes from the sealed
--     context alone: the tenant and the customer of a customer, the tenant of a member of staff;
--   * what no customer may see lives in a table of its own, internal_note;
--   * nothing is granted to PUBLIC or to visitors.

CREATE SCHEMA IF NOT EXISTS demo;
ALTER SCHEMA demo OWNER TO ringfence_owner;
REVOKE ALL ON SCHEMA demo FROM PUBLIC;
GRANT USAGE ON SCHEMA demo TO ringfence_customer, ringfence_staff;

CREATE TABLE demo.customer (
  tenant_id       uuid NOT NULL,
  customer_id     uuid NOT NULL,
  customer_number text NOT NULL,
  name            text NOT NULL,
  email           text NOT NULL,
  phone           text NOT NULL,
  address_line1   text NOT NULL,
  address_line2   text,
  postal_code     text NOT NULL,
  city            text NOT NULL,
  country         text NOT NULL,
  birth_date      date,
  language        text NOT NULL,
  customer_since  date NOT NULL,
  PRIMARY KEY (tenant_id, customer_id),
  UNIQUE (tenant_id, customer_number),
  FOREIGN KEY (tenant_id) REFERENCES ringfence.tenant (id)
);

CREATE TABLE demo.subscription (
  tenant_id   uuid NOT NULL,
  customer_id uuid NOT NULL,
  id          uuid NOT NULL,
  plan        text NOT NULL,
  status      text NOT NULL CHECK (status IN ('active', 'paused', 'cancelled')),
  price       numeric(12,2) NOT NULL CHECK (price >= 0),
  currency    text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  started_on  date NOT NULL,
  renews_on   date NOT NULL,
  api_key     text NOT NULL,
  PRIMARY KEY (tenant_id, customer_id, id),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES demo.customer (tenant_id, customer_id)
);

CREATE TABLE demo.invoice (
  tenant_id   uuid NOT NULL,
  customer_id uuid NOT NULL,
  id          uuid NOT NULL,
  number      text NOT NULL,
  issued_on   date NOT NULL,
  due_on      date NOT NULL,
  amount      numeric(12,2) NOT NULL CHECK (amount > 0),
  currency    text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  status      text NOT NULL CHECK (status IN ('open', 'paid', 'overdue')),
  description text NOT NULL,
  file_name   text NOT NULL,
  PRIMARY KEY (tenant_id, customer_id, id),
  UNIQUE (tenant_id, customer_id, number),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES demo.customer (tenant_id, customer_id)
);
CREATE INDEX invoice_newest ON demo.invoice (tenant_id, customer_id, issued_on DESC, id);

CREATE TABLE demo.booking (
  tenant_id        uuid NOT NULL,
  customer_id      uuid NOT NULL,
  id               uuid NOT NULL,
  service          text NOT NULL,
  starts_at        timestamptz NOT NULL,
  ends_at          timestamptz NOT NULL,
  status           text NOT NULL CHECK (status IN ('planned', 'done', 'cancelled')),
  address          text NOT NULL,
  technician       text NOT NULL,
  technician_phone text NOT NULL,
  notes            text NOT NULL,
  PRIMARY KEY (tenant_id, customer_id, id),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES demo.customer (tenant_id, customer_id),
  CHECK (ends_at > starts_at)
);
CREATE INDEX booking_by_start ON demo.booking (tenant_id, customer_id, starts_at, id);

CREATE TABLE demo.support_ticket (
  tenant_id   uuid NOT NULL,
  customer_id uuid NOT NULL,
  id          uuid NOT NULL,
  number      text NOT NULL,
  subject     text NOT NULL,
  body        text NOT NULL,
  status      text NOT NULL CHECK (status IN ('open', 'waiting', 'closed')),
  created_at  timestamptz NOT NULL,
  last_reply  text NOT NULL,
  PRIMARY KEY (tenant_id, customer_id, id),
  UNIQUE (tenant_id, customer_id, number),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES demo.customer (tenant_id, customer_id)
);
CREATE INDEX support_ticket_newest ON demo.support_ticket (tenant_id, customer_id, created_at DESC, id);

CREATE TABLE demo.automation_run (
  tenant_id   uuid NOT NULL,
  customer_id uuid NOT NULL,
  id          uuid NOT NULL,
  workflow    text NOT NULL,
  status      text NOT NULL CHECK (status IN ('ok', 'error')),
  started_at  timestamptz NOT NULL,
  duration_ms integer NOT NULL CHECK (duration_ms >= 0),
  error       text,
  PRIMARY KEY (tenant_id, customer_id, id),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES demo.customer (tenant_id, customer_id),
  CHECK ((status = 'error') = (error IS NOT NULL))
);
CREATE INDEX automation_run_newest ON demo.automation_run (tenant_id, customer_id, started_at DESC, id);

CREATE TABLE demo.file (
  tenant_id   uuid NOT NULL,
  customer_id uuid NOT NULL,
  id          uuid NOT NULL,
  name        text NOT NULL,
  media_type  text NOT NULL,
  size_bytes  bigint NOT NULL CHECK (size_bytes >= 0),
  summary     text NOT NULL,
  uploaded_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, customer_id, id),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES demo.customer (tenant_id, customer_id)
);
CREATE INDEX file_newest ON demo.file (tenant_id, customer_id, uploaded_at DESC, id);

-- What staff writes about a customer, or about one record of theirs: about_table and about_id are
-- null where the note is about the customer.
CREATE TABLE demo.internal_note (
  tenant_id   uuid NOT NULL,
  customer_id uuid NOT NULL,
  id          uuid NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('note', 'flag')),
  about_table text CHECK (about_table IN
                ('subscription', 'invoice', 'booking', 'support_ticket', 'automation_run', 'file')),
  about_id    uuid,
  body        text NOT NULL,
  author      text NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, customer_id, id),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES demo.customer (tenant_id, customer_id),
  CHECK ((about_table IS NULL) = (about_id IS NULL))
);
CREATE INDEX internal_note_newest ON demo.internal_note (tenant_id, customer_id, created_at DESC, id);
