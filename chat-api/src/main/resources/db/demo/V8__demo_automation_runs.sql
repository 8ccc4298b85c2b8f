-- Runs of the automations that each company operates for its customers: twelve that went well and a few that
-- did not, whose error text quotes the personal data on which the workflow stumbled.

INSERT INTO demo.automation_run (tenant_id, customer_id, id, workflow, status, started_at, duration_ms, error)
SELECT c.tenant_id, c.customer_id,
       md5(w.slug || '/run/' || w.user_name || '/' || i.turn)::uuid,
       (w.workflows)[1 + i.turn % 3],
       'ok',
       (date '${demo_today}' - (4 + i.turn * 9) + time '05:15' + w.seed * interval '7 minutes') AT TIME ZONE 'UTC',
       640 + (i.turn * 379 + w.seed * 113) % 2900,
       NULL
  FROM (VALUES
         ('acme',   'ana',  1, ARRAY['invoice-delivery', 'appointment-reminder', 'boiler-telemetry-import']),
         ('acme',   'ben',  2, ARRAY['invoice-delivery', 'appointment-reminder', 'thermostat-schedule-sync']),
         ('acme',   'cleo', 3, ARRAY['invoice-delivery', 'appointment-reminder', 'plan-pause-check']),
         ('globex', 'gil',  4, ARRAY['nightly-backup', 'account-provisioning', 'cleaning-roster']),
         ('globex', 'gwen', 5, ARRAY['nightly-backup', 'device-inventory', 'cleaning-roster']),
         ('globex', 'gus',  6, ARRAY['nightly-backup', 'access-card-export', 'mail-security-scan'])
       ) AS w (slug, user_name, seed, workflows)
  JOIN demo.customer c ON c.customer_id = md5(w.slug || '/customer/' || w.user_name)::uuid
 CROSS JOIN generate_series(0, 11) AS i (turn);

INSERT INTO demo.automation_run (tenant_id, customer_id, id, workflow, status, started_at, duration_ms, error)
SELECT c.tenant_id, c.customer_id,
       md5(e.slug || '/run/' || e.user_name || '/error/' || e.days_ago)::uuid,
       e.workflow, 'error',
       (date '${demo_today}' - e.days_ago + e.at::time) AT TIME ZONE 'UTC',
       e.duration_ms, e.error
  FROM (VALUES
         ('acme', 'ana', 'invoice-delivery', 1, '05:22', 30112,
          'SMTP 452 4.2.2: mailbox ana.solera@example.com is full; the invoice was not delivered'),
         ('acme', 'ana', 'appointment-reminder', 24, '06:02', 8120,
          'SMS gateway refused +44 7700 900314: number not reachable after 3 attempts'),
         ('acme', 'ana', 'boiler-telemetry-import', 77, '05:40', 1904,
          'No device for address "Calle de la Fuente Clara 27, 28012 Madrid"; serial BX-77 is unknown'),
         ('acme', 'ben', 'appointment-reminder', 2, '06:11', 7450,
          'Text to (617) 555-0142 was answered with STOP; reminders are off'),
         ('acme', 'ben', 'invoice-delivery', 40, '05:31', 30090,
          'Copy to hollis@pennmark-books.example.org bounced: 550 5.1.1 user unknown'),
         ('acme', 'ben', 'thermostat-schedule-sync', 90, '04:58', 12011,
          'Account of Lorna Ashgrove has no permission for thermostat TH-0418'),
         ('acme', 'cleo', 'plan-pause-check', 3, '05:45', 990,
          'Plan of Cléo Marchandeau is paused without an end date'),
         ('acme', 'cleo', 'appointment-reminder', 55, '06:20', 8240,
          'SMS gateway refused 06 39 98 41 07: message too long (171 characters)'),
         ('globex', 'gil', 'account-provisioning', 6, '05:50', 4410,
          'Mailbox maja@nordhammar.example.com exists already; the account was not created'),
         ('globex', 'gil', 'cleaning-roster', 31, '16:05', 1230,
          'Text to 070-174 06 12 failed: sender name not allowed'),
         ('globex', 'gil', 'nightly-backup', 70, '01:10', 600000,
          'Timeout after 10 minutes while copying \\nordhammar\Gil\Kunder 2025'),
         ('globex', 'gwen', 'nightly-backup', 9, '01:15', 412009,
          'patients.db is locked by gwen.tannenbrueck@example.org on PRAXIS-02; 2 sets skipped'),
         ('globex', 'gwen', 'device-inventory', 47, '05:49', 2730,
          'Device PRAXIS-03 reports owner "Swantje Feldhus, 030 23125 663", who is not in the directory'),
         ('globex', 'gus', 'mail-security-scan', 4, '02:22', 5120,
          'Quarantine: 1 message from gus.kilbrannan@example.org to 8 recipients imitates Gus Kilbrannan'),
         ('globex', 'gus', 'access-card-export', 19, '05:57', 1880,
          'Card 0093 has no photo: Orla Devenish, +353 20 917 6640'),
         ('globex', 'gus', 'nightly-backup', 58, '01:20', 377120,
          'Disk full at 23 Heron Quay Lane, NAS-1; 14 GB missing')
       ) AS e (slug, user_name, workflow, days_ago, at, duration_ms, error)
  JOIN demo.customer c ON c.customer_id = md5(e.slug || '/customer/' || e.user_name)::uuid;
