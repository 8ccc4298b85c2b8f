-- One company's own database: rows say which customer, and not which tenant.
CREATE SCHEMA crm;
CREATE TABLE crm.client (id integer PRIMARY KEY, vorname text, nachname text, telefon text, ort text);
CREATE TABLE crm.rechnung (
  nummer text PRIMARY KEY, client_id integer NOT NULL REFERENCES crm.client (id), betrag numeric NOT NULL, datum date NOT NULL, zweck text);
INSERT INTO crm.client VALUES (11, 'Ana', 'Alba', '+1 202 555 0101', 'of-ana'), (12, 'Ben', 'Bora', '+1 202 555 0102', 'of-ben');
INSERT INTO crm.rechnung SELECT 'R-' || n || '-' || c.id, c.id, n * 10, date '2026-03-01' + n, c.ort FROM crm.client AS c, generate_series(1, 3) AS n;
