-- Conversations, their messages, and what their placeholders stand for. Each belongs to exactly one
-- person or session of a tenant: staff do not read customers' conversations.

CREATE TABLE ringfence.conversation (
  tenant_id  uuid NOT NULL REFERENCES ringfence.tenant (id),
  owner_id   uuid NOT NULL,
  id         text NOT NULL CHECK (length(id) BETWEEN 1 AND 128),
  title      text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, owner_id, id)
);
CREATE INDEX conversation_newest
  ON ringfence.conversation (tenant_id, owner_id, updated_at DESC, id);

CREATE TABLE ringfence.message (
  tenant_id       uuid NOT NULL,
  owner_id        uuid NOT NULL,
  conversation_id text NOT NULL,
  position        integer NOT NULL CHECK (position >= 0),
  id              uuid NOT NULL,
  role            text NOT NULL CHECK (role IN ('user', 'assistant')),
  body            text NOT NULL,
  scope           text CHECK (scope IN ('public', 'account', 'mixed', 'none')),
  sources         jsonb NOT NULL DEFAULT '[]',
  tools           jsonb NOT NULL DEFAULT '[]',
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, owner_id, conversation_id, position),
  FOREIGN KEY (tenant_id, owner_id, conversation_id)
    REFERENCES ringfence.conversation (tenant_id, owner_id, id) ON DELETE CASCADE
);

-- value_mac finds the placeholder of a value, value_sealed gives the value back; both need keys that
-- the database does not have.
CREATE TABLE ringfence.placeholder (
  tenant_id       uuid NOT NULL,
  owner_id        uuid NOT NULL,
  conversation_id text NOT NULL,
  type            text NOT NULL,
  number          integer NOT NULL CHECK (number BETWEEN 1 AND 999999),
  value_mac       bytea NOT NULL,
  value_sealed    bytea NOT NULL,
  PRIMARY KEY (tenant_id, owner_id, conversation_id, type, number),
  UNIQUE (tenant_id, owner_id, conversation_id, type, value_mac),
  FOREIGN KEY (tenant_id, owner_id, conversation_id)
    REFERENCES ringfence.conversation (tenant_id, owner_id, id) ON DELETE CASCADE
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['conversation', 'message', 'placeholder'] LOOP
    EXECUTE format('ALTER TABLE ringfence.%I OWNER TO ringfence_owner', name);
    EXECUTE format('ALTER TABLE ringfence.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE ringfence.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY customer_own ON ringfence.%I TO ringfence_customer'
      ' USING ((tenant_id, owner_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() AS s))'
      ' WITH CHECK ((tenant_id, owner_id) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() AS s))',
      name);
    EXECUTE format('CREATE POLICY staff_own ON ringfence.%I TO ringfence_staff'
      ' USING ((tenant_id, owner_id) = (SELECT s.tenant, s.member FROM ringfence.staff_scope() AS s))'
      ' WITH CHECK ((tenant_id, owner_id) = (SELECT s.tenant, s.member FROM ringfence.staff_scope() AS s))',
      name);
    EXECUTE format('CREATE POLICY visitor_own ON ringfence.%I TO ringfence_visitor'
      ' USING ((tenant_id, owner_id) = (SELECT s.tenant, s.session FROM ringfence.visitor_scope() AS s))'
      ' WITH CHECK ((tenant_id, owner_id) = (SELECT s.tenant, s.session FROM ringfence.visitor_scope() AS s))',
      name);
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON ringfence.conversation
  TO ringfence_customer, ringfence_staff, ringfence_visitor;
GRANT SELECT, INSERT ON ringfence.message, ringfence.placeholder
  TO ringfence_customer, ringfence_staff, ringfence_visitor;
