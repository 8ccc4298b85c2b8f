-- The customers of the demo companies and their subscriptions.
--
-- Everybody here is invented. E-mail addresses are in the domains that RFC 2606 reserves for examples.
-- Telephone numbers, here and in every other demo file, are in ranges that no subscriber has:
--   US       555-0100 to 555-0199         North American Numbering Plan, 555 line numbers for fiction
--   UK       020 7946 0xxx, 07700 900xxx  Ofcom, "Telephone numbers for use in TV and radio drama"
--   Germany  030 23125 xxx, 0171 39200xx  Bundesnetzagentur, Mitteilung 148/2021, "Drama Numbers"
--   France   01 99 00 xx xx, 06 39 98 xx xx  Arcep, decision 2018-0881, numbers for audiovisual works
--   Sweden   08-465 004 xx, 070-174 06 05 to 99  PTS, telephone numbers for books and films
--   Ireland  020 91x xxxx                 ComReg, numbering conventions, numbers for drama use
-- Spain reserves none, so the Spanish customer has a British number.

INSERT INTO demo.customer (tenant_id, customer_id, customer_number, name, email, phone, address_line1,
                           address_line2, postal_code, city, country, birth_date, language, customer_since)
SELECT t.id, md5(c.slug || '/customer/' || c.user_name)::uuid, c.customer_number, c.name, c.email, c.phone,
       c.address_line1, c.address_line2, c.postal_code, c.city, c.country, c.birth_date::date, c.language,
       (date_trunc('month', date '${demo_today}') - c.months * interval '1 month')::date + c.day
  FROM (VALUES
         ('acme', 'ana', 'C-1042', 'Ana Solera Vidal', 'ana.solera@example.com', '+44 7700 900314',
          'Calle de la Fuente Clara 27', '3.º izquierda', '28012', 'Madrid', 'ES', '1984-06-17', 'es', 41, 11),
         ('acme', 'ben', 'C-1057', 'Ben Ashgrove', 'ben.ashgrove@mail.example.org', '(617) 555-0142',
          '418 Quarry Hill Road', 'Apt 3B', '02139', 'Cambridge, MA', 'US', '1971-11-02', 'en', 33, 4),
         ('acme', 'cleo', 'C-1063', 'Cléo Marchandeau', 'cleo.marchandeau@example.net', '06 39 98 41 07',
          '9 rue des Tilleuls Argentés', NULL, '69003', 'Lyon', 'FR', '1992-03-25', 'fr', 27, 19),
         ('globex', 'gil', 'G-2210', 'Gil Nordhammar', 'gil@nordhammar.example.com', '070-174 06 12',
          'Fiskmåsvägen 14', 'c/o Nordhammar Möbler', '116 45', 'Stockholm', 'SE', '1979-09-08', 'sv', 52, 2),
         ('globex', 'gwen', 'G-2234', 'Gwen Tannenbrück', 'gwen.tannenbrueck@example.org', '+49 30 23125 417',
          'Kastanienwinkel 5', 'Hinterhaus, 2. OG', '10437', 'Berlin', 'DE', '1988-01-30', 'de', 36, 15),
         ('globex', 'gus', 'G-2251', 'Gus Kilbrannan', 'gus.kilbrannan@example.net', '020 912 3456',
          '23 Heron Quay Lane', 'Ringsend', 'D04 X0F1', 'Dublin', 'IE', '1966-12-12', 'en', 29, 8)
       ) AS c (slug, user_name, customer_number, name, email, phone, address_line1, address_line2,
               postal_code, city, country, birth_date, language, months, day)
  JOIN ringfence.tenant t ON t.slug = c.slug;

-- A subscription began when the customer did and renews on the same day of the coming month.
INSERT INTO demo.subscription (tenant_id, customer_id, id, plan, status, price, currency, started_on, renews_on,
                               api_key)
SELECT c.tenant_id, c.customer_id, md5(s.slug || '/subscription/' || s.user_name)::uuid, s.plan, s.status,
       s.price, s.currency, c.customer_since,
       (date_trunc('month', date '${demo_today}') + interval '1 month')::date
         + (c.customer_since - date_trunc('month', c.customer_since)::date),
       'demo_key_' || md5(s.slug || '/api-key/' || s.user_name)
  FROM (VALUES
         ('acme',   'ana',  'Comfort Care',      'active',  39.90, 'EUR'),
         ('acme',   'ben',  'Complete Care',     'active',  64.90, 'USD'),
         ('acme',   'cleo', 'Basic Care',        'paused',  19.90, 'EUR'),
         ('globex', 'gil',  'Business Desk 12',  'active', 588.00, 'SEK'),
         ('globex', 'gwen', 'Starter Desk 4',    'active', 116.00, 'EUR'),
         ('globex', 'gus',  'Complete Office 8', 'active', 632.00, 'EUR')
       ) AS s (slug, user_name, plan, status, price, currency)
  JOIN demo.customer c ON c.customer_id = md5(s.slug || '/customer/' || s.user_name)::uuid;
