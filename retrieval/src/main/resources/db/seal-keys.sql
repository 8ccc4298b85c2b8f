-- The keys of the seal, run at every `migrate`. Both tables are made members of the extension, so that
-- pg_dump leaves them out, rows and all; whoever restores a dump runs `migrate`.

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

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['seal_root', 'seal_key'] LOOP
    IF NOT EXISTS (SELECT FROM pg_depend AS d
                    WHERE d.classid = 'pg_class'::regclass
                      AND d.objid = ('ringfence.' || name)::regclass AND d.deptype = 'e') THEN
      BEGIN
        EXECUTE format('ALTER EXTENSION vector ADD TABLE ringfence.%I', name);
      EXCEPTION WHEN insufficient_privilege THEN
        RAISE NOTICE 'ringfence.% stays in dumps: this administrator does not own the extension', name;
      END;
    END IF;
    EXECUTE format('ALTER TABLE ringfence.%I OWNER TO ringfence_seal', name);
    EXECUTE format('REVOKE ALL ON ringfence.%I FROM PUBLIC', name);
  END LOOP;
END
$$;
