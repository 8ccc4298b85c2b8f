-- Tables that mirror a payment provider: its own text ids, its times in seconds, the connected account as tenant.
CREATE SCHEMA stripe;
CREATE TABLE stripe.accounts (id text PRIMARY KEY, business_name text);
CREATE TABLE stripe.customers (
  id text PRIMARY KEY, account_id text NOT NULL REFERENCES stripe.accounts (id), email text, name text, phone text,
  address jsonb, currency text, created bigint, metadata jsonb, delinquent boolean);
CREATE TABLE stripe.subscriptions (
  id text PRIMARY KEY, account_id text NOT NULL REFERENCES stripe.accounts (id), customer text NOT NULL REFERENCES stripe.customers (id),
  status text, current_period_end timestamptz, cancel_at_period_end boolean, plan text, default_payment_method text);
CREATE TABLE stripe.invoices (
  id text PRIMARY KEY, account_id text NOT NULL REFERENCES stripe.accounts (id), customer text NOT NULL,
  number text, status text, amount_due bigint, total bigint, currency text, due_date timestamptz, hosted_invoice_url text,
  lines jsonb, description text);
CREATE TABLE stripe.charges (
  id text PRIMARY KEY, account_id text NOT NULL, customer text NOT NULL, amount bigint, currency text, status text, paid boolean,
  receipt_email text, created_at timestamptz, statement_descriptor text);
CREATE TABLE stripe.payment_methods (id text PRIMARY KEY, customer text NOT NULL REFERENCES stripe.customers (id), type text, card jsonb);
CREATE TABLE stripe.migrations (id integer PRIMARY KEY);
INSERT INTO stripe.accounts VALUES ('acct_a', 'Acme'), ('acct_g', 'Globex');
INSERT INTO stripe.customers (id, account_id, email, name, currency) VALUES ('cus_ana', 'acct_a', 'ana@acme.example', 'Ana', 'of-ana'),
  ('cus_ben', 'acct_a', 'ben@acme.example', 'Ben', 'of-ben'), ('cus_gil', 'acct_g', 'gil@globex.example', 'Gil', 'of-gil');
INSERT INTO stripe.subscriptions (id, account_id, customer, status, plan) SELECT 'sub_' || id, account_id, id, 'active', currency FROM stripe.customers;
INSERT INTO stripe.invoices (id, account_id, customer, number, status, total, currency, due_date, description)
  SELECT 'in_' || n || id, account_id, id, 'A-' || n || right(id, 3), 'open', n * 100, 'eur', timestamptz '2026-01-01' + n * interval '1 day', currency
    FROM stripe.customers, generate_series(1, 4) AS n;
INSERT INTO stripe.charges (id, account_id, customer, amount, currency, status, created_at, statement_descriptor)
  SELECT 'ch_' || id, account_id, id, 900, 'eur', 'succeeded', now(), currency FROM stripe.customers;
