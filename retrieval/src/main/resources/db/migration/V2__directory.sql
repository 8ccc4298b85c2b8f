-- Tenants, their sites and their members: what is looked up before there is a principal. The tables
-- are closed to the service; narrow functions take an exact key and give one row.

CREATE TABLE ringfence.tenant (
  id         uuid PRIMARY KEY,
  slug       text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name       text NOT NULL,
  status     text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE ringfence.site (
  tenant_id uuid NOT NULL REFERENCES ringfence.tenant (id),
  site_key  text NOT NULL,
  name      text NOT NULL,
  PRIMARY KEY (tenant_id, site_key)
);
-- A site's key is found without knowing its tenant, so it is one of a kind across tenants.
CREATE UNIQUE INDEX site_by_key ON ringfence.site (site_key);

CREATE TABLE ringfence.site_origin (
  tenant_id uuid NOT NULL,
  site_key  text NOT NULL,
  origin    text NOT NULL,
  PRIMARY KEY (tenant_id, site_key, origin),
  FOREIGN KEY (tenant_id, site_key) REFERENCES ringfence.site (tenant_id, site_key)
    ON DELETE CASCADE
);

CREATE TABLE ringfence.membership (
  tenant_id    uuid NOT NULL REFERENCES ringfence.tenant (id),
  issuer       text NOT NULL,
  subject      text NOT NULL,
  member_id    uuid NOT NULL,
  role         text NOT NULL CHECK (role IN ('customer', 'staff')),
  status       text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'removed')),
  display_name text NOT NULL DEFAULT '',
  created_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, issuer, subject)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['tenant', 'site', 'site_origin', 'membership'] LOOP
    EXECUTE format('ALTER TABLE ringfence.%I OWNER TO ringfence_owner', name);
    EXECUTE format('ALTER TABLE ringfence.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE ringfence.%I FORCE ROW LEVEL SECURITY', name);
    -- Only the functions below run as the owner.
    EXECUTE format('CREATE POLICY directory ON ringfence.%I FOR SELECT TO ringfence_owner'
                   ' USING (true)', name);
  END LOOP;
END
$$;

CREATE FUNCTION ringfence.find_member(in_issuer text, in_tenant text, in_subject text)
RETURNS TABLE (tenant_id uuid, tenant_status text, member_id uuid, role text, status text,
               display_name text)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT m.tenant_id, t.status, m.member_id, m.role, m.status, m.display_name
    FROM ringfence.tenant AS t
    JOIN ringfence.membership AS m ON m.tenant_id = t.id
   WHERE t.slug = in_tenant AND m.issuer = in_issuer AND m.subject = in_subject
$$;

CREATE FUNCTION ringfence.find_site(in_site_key text)
RETURNS TABLE (tenant_id uuid, tenant_slug text, tenant_status text, origins text[])
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT s.tenant_id, t.slug, t.status,
         ARRAY(SELECT o.origin FROM ringfence.site_origin AS o
                WHERE o.tenant_id = s.tenant_id AND o.site_key = s.site_key ORDER BY o.origin)
    FROM ringfence.site AS s
    JOIN ringfence.tenant AS t ON t.id = s.tenant_id
   WHERE s.site_key = in_site_key
$$;

ALTER FUNCTION ringfence.find_member(text, text, text) OWNER TO ringfence_owner;
ALTER FUNCTION ringfence.find_site(text) OWNER TO ringfence_owner;
REVOKE ALL ON FUNCTION ringfence.find_member(text, text, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION ringfence.find_site(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ringfence.find_member(text, text, text) TO ringfence_app;
GRANT EXECUTE ON FUNCTION ringfence.find_site(text) TO ringfence_app, ringfence_public;
