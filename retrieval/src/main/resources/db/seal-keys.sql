-- The keys of the seal, run at every `migrate`. Both tables and the view are made members of the extension, so
-- that pg_dump leaves them out, rows and all; whoever restores a dump runs `migrate`.

-- Nobody's objects stand in for the server's own in what follows.
SELECT set_config('search_path', 'pg_catalog, pg_temp', true);

-- Who brings a new key locks the root and then the keys, who reads the view and then the keys; whoever changes them
-- takes that order too, or one of the two fails.
DO $$
BEGIN
  IF to_regclass('ringfence.bound') IS NOT NULL THEN
    LOCK TABLE ringfence.seal_root IN ACCESS EXCLUSIVE MODE;
    LOCK TABLE ringfence.bound IN ACCESS EXCLUSIVE MODE;
  END IF;
END
$$;

-- What a new sealing key is shown to be the service's with; it seals no context itself. As the two
-- padded halves of an HMAC key (RFC 2104: the key xor 0x36 and the key xor 0x5c, each to the 64 bytes
-- of a SHA-256 block), so that verifying is two calls of sha256 and no extension.
CREATE TABLE IF NOT EXISTS ringfence.seal_root (
  id         integer PRIMARY KEY CHECK (id > 0),
  inner_pad  bytea NOT NULL CHECK (length(inner_pad) = 64),
  outer_pad  bytea NOT NULL CHECK (length(outer_pad) = 64),
  created_at timestamptz NOT NULL DEFAULT now()
);

-- The keys that contexts are sealed with, at present and just before.
CREATE TABLE IF NOT EXISTS ringfence.seal_key (
  id          text CONSTRAINT seal_key_pkey PRIMARY KEY,
  inner_pad   bytea NOT NULL CHECK (length(inner_pad) = 64),
  outer_pad   bytea NOT NULL CHECK (length(outer_pad) = 64),
  valid_until timestamptz NOT NULL
);

-- What a context that is sealed with the key begins with.
ALTER TABLE ringfence.seal_key ADD COLUMN IF NOT EXISTS
  prefix text GENERATED ALWAYS AS ('2|' || id || '|') STORED;

-- The principal that this transaction is bound to: one row, or an error with its reason. It checks what
-- ringfence.principal checks. The setting is read once, below OFFSET 0, so what is verified is what is taken
-- apart; the conditions are one expression, so that they are looked at in the order in which they stand; and as
-- a barrier the view keeps everybody else's expressions outside. Each function in it costs a microsecond of
-- each query (docs/benchmarks.md). What it may be read by is granted before it belongs to the extension, because
-- a dump would carry a later grant.
CREATE OR REPLACE VIEW ringfence.bound WITH (security_barrier) AS
SELECT split_part(s.context, '|', 3)::uuid AS tenant,
       split_part(s.context, '|', 4)::uuid AS subject,
       split_part(s.context, '|', 5) AS role
  FROM (SELECT current_setting('ringfence.context', true) AS context OFFSET 0) AS s
       LEFT JOIN ringfence.seal_key AS k ON starts_with(s.context, k.prefix)
 WHERE CASE WHEN (k.valid_until > clock_timestamp()) IS TRUE
                 -- Digests of both sides are compared, so that the time it takes tells nothing about the seal.
                 AND sha256(convert_to(encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(
                       "left"(s.context, -65), 'UTF8'))), 'hex'), 'UTF8'))
                   = sha256(convert_to(split_part(s.context, '|', 8), 'UTF8'))
                 AND split_part(s.context, '|', 6)::int8
                   >= (date_part('epoch', clock_timestamp()) * 1000::float8)::int8
                 AND split_part(s.context, '|', 7) IN ('0', pg_backend_pid()::text)
            THEN true
            ELSE ringfence.refuse(NULL) END;
ALTER VIEW ringfence.bound OWNER TO ringfence_seal;
REVOKE ALL ON ringfence.bound FROM PUBLIC;
GRANT SELECT ON ringfence.bound
  TO ringfence_customer, ringfence_staff, ringfence_visitor, ringfence_owner;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['seal_root', 'seal_key', 'bound'] LOOP
    IF NOT EXISTS (SELECT FROM pg_depend AS d
                    WHERE d.classid = 'pg_class'::regclass
                      AND d.objid = ('ringfence.' || name)::regclass AND d.deptype = 'e') THEN
      BEGIN
        EXECUTE format('ALTER EXTENSION vector ADD %s ringfence.%I',
                       CASE name WHEN 'bound' THEN 'VIEW' ELSE 'TABLE' END, name);
      EXCEPTION WHEN insufficient_privilege THEN
        RAISE NOTICE 'ringfence.% stays in dumps: this administrator does not own the extension', name;
      END;
    END IF;
    EXECUTE format('ALTER TABLE ringfence.%I OWNER TO ringfence_seal', name);
    EXECUTE format('REVOKE ALL ON ringfence.%I FROM PUBLIC', name);
  END LOOP;
END
$$;
