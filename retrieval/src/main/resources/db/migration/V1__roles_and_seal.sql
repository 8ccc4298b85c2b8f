-- Who may become whom, and the seal that says which principal a transaction belongs to.
--
-- Roles belong to the whole cluster, so they are made once, under a lock. The logins get their
-- passwords from `migrate`, never from here.

CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;

DO $$
DECLARE
  name text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('ringfence.roles', 0));
  FOREACH name IN ARRAY ARRAY['ringfence_owner', 'ringfence_seal', 'ringfence_customer',
                              'ringfence_staff', 'ringfence_visitor'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT NOCREATEDB NOCREATEROLE', name);
    END IF;
  END LOOP;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ringfence_app') THEN
    CREATE ROLE ringfence_app LOGIN NOINHERIT NOCREATEDB NOCREATEROLE;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ringfence_public') THEN
    CREATE ROLE ringfence_public LOGIN INHERIT NOCREATEDB NOCREATEROLE;
  END IF;
  -- What an administrator who is no superuser needs to hand objects to these roles.
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT ringfence_owner, ringfence_seal TO %I', current_user);
  END IF;
  IF current_setting('server_version_num')::int >= 160000 THEN
    -- As text: PostgreSQL 15 reads the whole block before it runs a line of it.
    EXECUTE 'GRANT ringfence_customer, ringfence_staff TO ringfence_app WITH INHERIT FALSE, SET TRUE';
    -- Visitors have the rights of ringfence_visitor, and nobody to become.
    EXECUTE 'GRANT ringfence_visitor TO ringfence_public WITH INHERIT TRUE, SET FALSE';
  ELSE
    GRANT ringfence_customer, ringfence_staff TO ringfence_app;
    GRANT ringfence_visitor TO ringfence_public;
  END IF;
  ALTER ROLE ringfence_app SET statement_timeout = '10s';
  ALTER ROLE ringfence_app SET idle_in_transaction_session_timeout = '30s';
  ALTER ROLE ringfence_public SET statement_timeout = '10s';
  ALTER ROLE ringfence_public SET idle_in_transaction_session_timeout = '30s';
END
$$;

-- Nobody but the service's logins is meant to lose anything: who could connect and make temporary tables
-- because everybody could, may do so by name.
DO $$
DECLARE
  other record;
BEGIN
  FOR other IN
    SELECT r.rolname, a.privilege_type
      FROM pg_database AS d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS a,
           pg_roles AS r
     WHERE d.datname = current_database() AND a.grantee = 0 AND r.rolcanlogin AND NOT r.rolsuper
       AND r.rolname !~ '^(pg_|ringfence_)'
  LOOP
    EXECUTE format('GRANT %s ON DATABASE %I TO %I', other.privilege_type, current_database(),
                   other.rolname);
  END LOOP;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO ringfence_app, ringfence_public',
                 current_database());
END
$$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

CREATE SCHEMA IF NOT EXISTS ringfence;
ALTER SCHEMA ringfence OWNER TO ringfence_owner;
REVOKE ALL ON SCHEMA ringfence FROM PUBLIC;
GRANT USAGE ON SCHEMA ringfence
  TO ringfence_app, ringfence_public, ringfence_customer, ringfence_staff, ringfence_visitor,
     ringfence_seal;

-- The two padded halves of an HMAC key (RFC 2104: the key xor 0x36 and the key xor 0x5c, each to the
-- 64 bytes of a SHA-256 block), so that verifying is two calls of sha256 and no extension.
CREATE TABLE ringfence.seal_key (
  id         integer PRIMARY KEY CHECK (id > 0),
  inner_pad  bytea NOT NULL CHECK (length(inner_pad) = 64),
  outer_pad  bytea NOT NULL CHECK (length(outer_pad) = 64),
  created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE ringfence.seal_key OWNER TO ringfence_seal;
REVOKE ALL ON ringfence.seal_key FROM PUBLIC;

-- The principal this transaction is bound to, or an error. `expected` is the role it must have, null
-- for any. It verifies the seal each time: a setting can be changed inside a statement. It is STABLE
-- and never IMMUTABLE, since a cached plan would keep the previous principal. Every name in it is
-- qualified, so that no search path can put another function or operator in its place.
CREATE FUNCTION ringfence.scope(expected text)
RETURNS TABLE (tenant uuid, subject uuid, role text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 1
AS $$
DECLARE
  context pg_catalog.text := pg_catalog.current_setting('ringfence.context', true);
  part    pg_catalog.text[];
  mac     pg_catalog.bytea;
BEGIN
  -- After a transaction the setting is '', not null.
  IF context IS NULL OR context OPERATOR(pg_catalog.=) '' THEN
    RAISE EXCEPTION 'ringfence: no principal is bound to this transaction'
      USING ERRCODE = '28000';
  END IF;
  part := pg_catalog.string_to_array(context, '|');
  IF pg_catalog.cardinality(part) OPERATOR(pg_catalog.<>) 6 THEN
    RAISE EXCEPTION 'ringfence: the principal is not verified' USING ERRCODE = '28000';
  END IF;
  SELECT pg_catalog.sha256(k.outer_pad OPERATOR(pg_catalog.||) pg_catalog.sha256(
           k.inner_pad OPERATOR(pg_catalog.||) pg_catalog.convert_to(
             pg_catalog.array_to_string(part[1:5], '|'), 'UTF8')))
    INTO mac
    FROM ringfence.seal_key AS k
   WHERE ('1.' OPERATOR(pg_catalog.||) k.id::pg_catalog.text) OPERATOR(pg_catalog.=) part[1];
  -- Digests of both sides are compared, so that the time it takes tells nothing about the seal.
  IF mac IS NULL
     OR pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.encode(mac, 'hex'), 'UTF8'))
        OPERATOR(pg_catalog.<>) pg_catalog.sha256(pg_catalog.convert_to(part[6], 'UTF8')) THEN
    RAISE EXCEPTION 'ringfence: the principal is not verified' USING ERRCODE = '28000';
  END IF;
  IF part[5]::pg_catalog.int8 OPERATOR(pg_catalog.<)
     (pg_catalog.date_part('epoch', pg_catalog.clock_timestamp())
      OPERATOR(pg_catalog.*) 1000::pg_catalog.float8)::pg_catalog.int8 THEN
    RAISE EXCEPTION 'ringfence: the principal has expired' USING ERRCODE = '28000';
  END IF;
  IF expected IS NOT NULL AND expected OPERATOR(pg_catalog.<>) part[4] THEN
    RAISE EXCEPTION 'ringfence: the principal has another role' USING ERRCODE = '28000';
  END IF;
  tenant := part[2]::pg_catalog.uuid;
  subject := part[3]::pg_catalog.uuid;
  role := part[4];
  RETURN NEXT;
END
$$;
ALTER FUNCTION ringfence.scope(text) OWNER TO ringfence_seal;
REVOKE ALL ON FUNCTION ringfence.scope(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ringfence.scope(text)
  TO ringfence_customer, ringfence_staff, ringfence_visitor, ringfence_owner;

-- What policies read. PostgreSQL inlines these; each verifies the seal once in a statement.
CREATE FUNCTION ringfence.customer_scope() RETURNS TABLE (tenant uuid, customer uuid)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$ SELECT s.tenant, s.subject FROM ringfence.scope('customer') AS s $$;

CREATE FUNCTION ringfence.staff_scope() RETURNS TABLE (tenant uuid, member uuid)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$ SELECT s.tenant, s.subject FROM ringfence.scope('staff') AS s $$;

CREATE FUNCTION ringfence.visitor_scope() RETURNS TABLE (tenant uuid, session uuid)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$ SELECT s.tenant, s.subject FROM ringfence.scope('visitor') AS s $$;

-- For policies of your own.
CREATE FUNCTION ringfence.tenant_id() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT s.tenant FROM ringfence.scope(NULL) AS s $$;

CREATE FUNCTION ringfence.customer_id() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN s.role OPERATOR(pg_catalog.=) 'customer' THEN s.subject END
        FROM ringfence.scope(NULL) AS s $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['customer_scope', 'staff_scope', 'visitor_scope', 'tenant_id',
                              'customer_id'] LOOP
    EXECUTE format('ALTER FUNCTION ringfence.%I() OWNER TO ringfence_owner', name);
    EXECUTE format('REVOKE ALL ON FUNCTION ringfence.%I() FROM PUBLIC', name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION ringfence.%I()'
                   ' TO ringfence_customer, ringfence_staff, ringfence_visitor', name);
  END LOOP;
END
$$;
