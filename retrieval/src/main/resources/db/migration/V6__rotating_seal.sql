-- The seal, second version: keys that change by themselves, and a context that is good on one
-- connection alone.
--
-- The keys lie in two tables that a dump leaves out, so they are made by seal-keys.sql at every
-- `migrate`, not here: a database that was restored from a dump gets them back that way.

DROP TABLE ringfence.seal_key;

-- A context travels as a parameter. With this no parameter of these logins reaches the server's log, however
-- much it logs; only a superuser may say so, and `doctor` says where it is not said.
DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('ringfence.roles', 0));
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    ALTER ROLE ringfence_app SET log_parameter_max_length = 0;
    ALTER ROLE ringfence_public SET log_parameter_max_length = 0;
  END IF;
END
$$;

-- The parts {tenant, subject, role} of the principal that this transaction is bound to, or an error.
-- `expected` is the role it must have, null for any. The seal is verified at every call, since a
-- setting can be changed inside a statement. It is STABLE and never IMMUTABLE: a cached plan would
-- keep the previous principal. It is run by the leader of a parallel query, whose pid the seal names.
-- Every name and operator in it is qualified, so that no search path can lead it astray.
CREATE FUNCTION ringfence.principal(expected text)
RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER
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
  IF pg_catalog.cardinality(part) OPERATOR(pg_catalog.=) 8
     AND part[1] OPERATOR(pg_catalog.=) '2' THEN
    SELECT pg_catalog.sha256(k.outer_pad OPERATOR(pg_catalog.||) pg_catalog.sha256(
             k.inner_pad OPERATOR(pg_catalog.||) pg_catalog.convert_to(
               pg_catalog."left"(context, -65), 'UTF8')))
      INTO mac
      FROM ringfence.seal_key AS k
     WHERE k.id OPERATOR(pg_catalog.=) part[2]
       AND k.valid_until OPERATOR(pg_catalog.>) pg_catalog.clock_timestamp();
  END IF;
  -- Digests of both sides are compared, so that the time it takes tells nothing about the seal.
  IF mac IS NULL
     OR pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.encode(mac, 'hex'), 'UTF8'))
        OPERATOR(pg_catalog.<>) pg_catalog.sha256(pg_catalog.convert_to(part[8], 'UTF8')) THEN
    RAISE EXCEPTION 'ringfence: the principal is not verified' USING ERRCODE = '28000';
  END IF;
  IF part[6]::pg_catalog.int8 OPERATOR(pg_catalog.<)
     (pg_catalog.date_part('epoch', pg_catalog.clock_timestamp())
      OPERATOR(pg_catalog.*) 1000::pg_catalog.float8)::pg_catalog.int8 THEN
    RAISE EXCEPTION 'ringfence: the principal has expired' USING ERRCODE = '28000';
  END IF;
  -- 0 where a pooler stands in between and the service cannot know the server's process.
  IF part[7] OPERATOR(pg_catalog.<>) '0'
     AND part[7] OPERATOR(pg_catalog.<>) pg_catalog.pg_backend_pid()::pg_catalog.text THEN
    RAISE EXCEPTION 'ringfence: the principal belongs to another connection'
      USING ERRCODE = '28000';
  END IF;
  IF expected IS NOT NULL AND expected OPERATOR(pg_catalog.<>) part[5] THEN
    RAISE EXCEPTION 'ringfence: the principal has another role' USING ERRCODE = '28000';
  END IF;
  RETURN part[3:5];
END
$$;
ALTER FUNCTION ringfence.principal(text) OWNER TO ringfence_seal;
REVOKE ALL ON FUNCTION ringfence.principal(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ringfence.principal(text)
  TO ringfence_customer, ringfence_staff, ringfence_visitor, ringfence_owner;

-- The same as a row, which PostgreSQL inlines into the functions that policies read. OFFSET 0 keeps the
-- call from being written once for each column, so that the seal is verified once in a statement.
CREATE OR REPLACE FUNCTION ringfence.scope(expected text)
RETURNS TABLE (tenant uuid, subject uuid, role text)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY INVOKER ROWS 1
AS $$
  SELECT p.part[1]::pg_catalog.uuid, p.part[2]::pg_catalog.uuid, p.part[3]
    FROM (SELECT ringfence.principal(expected) AS part OFFSET 0) AS p
$$;
ALTER FUNCTION ringfence.scope(text) OWNER TO ringfence_owner;
ALTER FUNCTION ringfence.customer_scope() PARALLEL RESTRICTED;
ALTER FUNCTION ringfence.staff_scope() PARALLEL RESTRICTED;
ALTER FUNCTION ringfence.visitor_scope() PARALLEL RESTRICTED;
ALTER FUNCTION ringfence.tenant_id() PARALLEL RESTRICTED;
ALTER FUNCTION ringfence.customer_id() PARALLEL RESTRICTED;

-- Takes a new sealing key from the service, which shows with an HMAC under a root key that it may
-- give one: SQL on the service's connection cannot. Keys that are no longer good are deleted.
CREATE FUNCTION ringfence.install_seal_key(root integer, key_id text, inner_pad bytea,
                                           outer_pad bytea, valid_until timestamptz, proof text)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
AS $$
DECLARE
  message pg_catalog.text := pg_catalog.concat_ws('|', 'ringfence seal key', root, key_id,
    pg_catalog.encode(inner_pad, 'hex'), pg_catalog.encode(outer_pad, 'hex'),
    (pg_catalog.date_part('epoch', valid_until)
     OPERATOR(pg_catalog.*) 1000::pg_catalog.float8)::pg_catalog.int8);
  mac     pg_catalog.bytea;
BEGIN
  SELECT pg_catalog.sha256(r.outer_pad OPERATOR(pg_catalog.||) pg_catalog.sha256(
           r.inner_pad OPERATOR(pg_catalog.||) pg_catalog.convert_to(message, 'UTF8')))
    INTO mac
    FROM ringfence.seal_root AS r
   WHERE r.id OPERATOR(pg_catalog.=) root;
  IF mac IS NULL
     OR pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.encode(mac, 'hex'), 'UTF8'))
        OPERATOR(pg_catalog.<>) pg_catalog.sha256(pg_catalog.convert_to(proof, 'UTF8'))
     OR valid_until OPERATOR(pg_catalog.<) pg_catalog.clock_timestamp()
     OR valid_until OPERATOR(pg_catalog.>) (pg_catalog.clock_timestamp()
        OPERATOR(pg_catalog.+) '3 days'::pg_catalog.interval) THEN
    RAISE EXCEPTION 'ringfence: the sealing key is not accepted' USING ERRCODE = '28000';
  END IF;
  DELETE FROM ringfence.seal_key AS k
   WHERE k.valid_until OPERATOR(pg_catalog.<) pg_catalog.clock_timestamp();
  INSERT INTO ringfence.seal_key AS k (id, inner_pad, outer_pad, valid_until)
  VALUES (key_id, install_seal_key.inner_pad, install_seal_key.outer_pad,
          install_seal_key.valid_until)
  ON CONFLICT ON CONSTRAINT seal_key_pkey DO NOTHING;
END
$$;
ALTER FUNCTION ringfence.install_seal_key(integer, text, bytea, bytea, timestamptz, text)
  OWNER TO ringfence_seal;
REVOKE ALL ON FUNCTION ringfence.install_seal_key(integer, text, bytea, bytea, timestamptz, text)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ringfence.install_seal_key(integer, text, bytea, bytea, timestamptz, text)
  TO ringfence_app;
