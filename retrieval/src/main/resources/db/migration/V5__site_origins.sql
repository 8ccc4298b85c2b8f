-- Whether a page's origin belongs to any active site: what a cross-origin preflight, which carries no
-- token, may know.
CREATE FUNCTION ringfence.is_site_origin(in_origin text)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT EXISTS (SELECT FROM ringfence.site_origin AS o
                   JOIN ringfence.tenant AS t ON t.id = o.tenant_id AND t.status = 'active'
                  WHERE o.origin = in_origin)
$$;
ALTER FUNCTION ringfence.is_site_origin(text) OWNER TO ringfence_owner;
REVOKE ALL ON FUNCTION ringfence.is_site_origin(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ringfence.is_site_origin(text) TO ringfence_app, ringfence_public;
