-- Two years of monthly invoices for each customer, the last one of the current month.
--
-- Each is the plan's price plus that month's extras. Extras follow a fixed sequence with a seed per
-- customer, so that no two invoices of the demo have the same amount. The invoice of this month is open
-- until it is due, one of each company is overdue, the others are paid.

INSERT INTO demo.invoice (tenant_id, customer_id, id, number, issued_on, due_on, amount, currency, status,
                          description, file_name)
SELECT s.tenant_id, s.customer_id,
       md5(b.slug || '/invoice/' || b.user_name || '/' || i.month)::uuid,
       n.number,
       d.issued_on,
       d.issued_on + b.days_to_pay,
       s.price + x.extras,
       s.currency,
       CASE WHEN i.month = 23 AND d.issued_on + b.days_to_pay >= date '${demo_today}' THEN 'open'
            WHEN i.month = b.overdue_month THEN 'overdue'
            ELSE 'paid' END,
       s.plan || ', ' || to_char(d.issued_on, 'FMMonth YYYY') || ', with ' || (b.extra)[1 + i.month % 6],
       'invoice-' || n.number || '.pdf'
  FROM (VALUES
         ('acme', 'ana', 0, 'ACM-', 20400, 14, 22, 1.00, 311, ARRAY[
            'a replacement thermostatic valve', 'a boiler filter', 'a call-out to the kitchen tap',
            'descaling the water heater', 'two radiator valves', 'an annual boiler service']),
         ('acme', 'ben', 1, 'ACM-', 20400, 21, NULL, 1.35, 877, ARRAY[
            'furnace filter cartridges', 'a sump pump inspection', 'an evening call-out',
            'gutter heating checks', 'a new shut-off valve', 'air conditioning maintenance']),
         ('acme', 'cleo', 2, 'ACM-', 20400, 14, NULL, 0.55, 149, ARRAY[
            'a shower cartridge', 'a smoke detector battery set', 'a toilet fill valve',
            'a drain clearance', 'sealing the bathtub', 'a water pressure check']),
         ('globex', 'gil', 0, 'GLX-', 7300, 30, NULL, 9.50, 523, ARRAY[
            'two spare keyboards', 'a docking station', 'an on-site half hour', 'label printer ribbons',
            'a network switch rental', 'after-hours cleaning']),
         ('globex', 'gwen', 1, 'GLX-', 7300, 14, 21, 1.80, 691, ARRAY[
            'window cleaning', 'a headset', 'plant care', 'a laptop battery', 'toner for the front desk',
            'an additional backup set']),
         ('globex', 'gus', 2, 'GLX-', 7300, 30, NULL, 3.10, 269, ARRAY[
            'carpet shampooing', 'a firewall licence', 'a meeting room screen', 'waste collection',
            'access card printing', 'a Saturday helpdesk shift'])
       ) AS b (slug, user_name, turn, prefix, first_number, days_to_pay, overdue_month, scale, seed, extra)
  JOIN demo.subscription s ON s.customer_id = md5(b.slug || '/customer/' || b.user_name)::uuid
 CROSS JOIN generate_series(0, 23) AS i (month)
 CROSS JOIN LATERAL (
         SELECT (date_trunc('month', date '${demo_today}') - (23 - i.month) * interval '1 month')::date
       ) AS d (issued_on)
 CROSS JOIN LATERAL (SELECT b.prefix || (b.first_number + i.month * 3 + b.turn)) AS n (number)
 CROSS JOIN LATERAL (
         SELECT round((1200 + (i.month * i.month * 131 + i.month * 417 + b.seed) % 3200) / 100.0 * b.scale, 2)
       ) AS x (extras);
