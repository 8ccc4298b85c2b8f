-- What a customer may change, once they have approved it: just these columns. The owner of a new ticket is the caller's,
-- by default; its number is made up, so that no counter tells how many tickets others have.
ALTER TABLE demo.support_ticket
  ALTER COLUMN tenant_id SET DEFAULT ringfence.tenant_id(),
  ALTER COLUMN customer_id SET DEFAULT ringfence.customer_id(),
  ALTER COLUMN id SET DEFAULT gen_random_uuid(),
  ALTER COLUMN number SET DEFAULT 'T-' || upper(left(CAST(gen_random_uuid() AS text), 8)),
  ALTER COLUMN status SET DEFAULT 'open',
  ALTER COLUMN created_at SET DEFAULT now(),
  ALTER COLUMN last_reply SET DEFAULT '';

GRANT UPDATE (status) ON demo.booking TO ringfence_customer;
GRANT INSERT (subject, body) ON demo.support_ticket TO ringfence_customer;
GRANT UPDATE (phone) ON demo.customer TO ringfence_customer;
