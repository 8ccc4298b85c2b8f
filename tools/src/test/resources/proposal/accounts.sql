-- bigint keys in the schema public as a framework makes them: accounts, users, polymorphic leftovers.
CREATE TABLE accounts (id bigserial PRIMARY KEY, name varchar NOT NULL, created_at timestamp NOT NULL DEFAULT now());
CREATE TABLE users (
  id bigserial PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts (id), email varchar NOT NULL,
  encrypted_password varchar NOT NULL, reset_password_token varchar, sign_in_count integer NOT NULL DEFAULT 0,
  current_sign_in_ip inet, theme varchar, nickname varchar, created_at timestamp NOT NULL DEFAULT now());
CREATE TABLE invoices (
  id bigserial PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts (id), user_id bigint NOT NULL REFERENCES users (id),
  number integer NOT NULL, state varchar NOT NULL DEFAULT 'open', issued_on date, amount_cents bigint NOT NULL,
  memo varchar, created_at timestamp NOT NULL DEFAULT now(), updated_at timestamp NOT NULL DEFAULT now());
CREATE TABLE bookings (
  id bigserial PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts (id), user_id bigint NOT NULL REFERENCES users (id),
  starts_at timestamp NOT NULL, service varchar NOT NULL, contact_phone varchar, is_deleted boolean NOT NULL DEFAULT false);
CREATE TABLE articles (
  id bigserial PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts (id), created_by_id bigint REFERENCES users (id),
  title varchar NOT NULL, published_at timestamp);
CREATE TABLE transfers (
  id bigserial PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts (id), sender_id bigint REFERENCES users (id),
  recipient_id bigint REFERENCES users (id), amount numeric NOT NULL, note varchar);
CREATE TABLE comments (id bigserial PRIMARY KEY, invoice_id bigint NOT NULL REFERENCES invoices (id), body text);
CREATE TABLE schema_migrations (version varchar PRIMARY KEY);
CREATE TABLE ar_internal_metadata (key varchar PRIMARY KEY, value varchar);
CREATE TABLE active_storage_blobs (id bigserial PRIMARY KEY, filename varchar);
INSERT INTO accounts VALUES (1, 'Acme'), (2, 'Globex');
INSERT INTO users (id, account_id, email, encrypted_password, nickname, theme) VALUES
  (11, 1, 'ana@acme.example', 'x', 'ana', 'of-ana'), (12, 1, 'ben@acme.example', 'x', 'ben', 'of-ben'),
  (13, 2, 'gil@globex.example', 'x', 'gil', 'of-gil');
INSERT INTO invoices (account_id, user_id, number, issued_on, amount_cents, memo)
  SELECT u.account_id, u.id, 100 * u.id + n, date '2026-02-01' + n, 1000 * n, 'of-' || u.nickname || ' ' || n
    FROM users AS u, generate_series(1, 5) AS n;
INSERT INTO bookings (account_id, user_id, starts_at, service, contact_phone, is_deleted)
  SELECT u.account_id, u.id, timestamp '2026-04-01 10:00' + n * interval '1 day', 'of-' || u.nickname, '+1 202 555 0104', n = 4
    FROM users AS u, generate_series(1, 4) AS n;
INSERT INTO articles (account_id, created_by_id, title) SELECT account_id, id, 'of-' || nickname FROM users;
