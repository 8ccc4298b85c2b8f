-- Who is who is looked up before there is a principal, by the service alone: the look-up asks for a sealed
-- context of the role "directory", which no principal has. SQL on a customer's connection therefore
-- cannot ask whether somebody is a member of another tenant. A name is not part of the answer any more.

DROP FUNCTION ringfence.find_member(text, text, text);

CREATE FUNCTION ringfence.find_member(in_context text, in_issuer text, in_tenant text,
                                      in_subject text)
RETURNS TABLE (tenant_id uuid, tenant_status text, member_id uuid, role text, status text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('ringfence.context', in_context, true);
  PERFORM ringfence.principal('directory');
  RETURN QUERY
    SELECT m.tenant_id, t.status, m.member_id, m.role, m.status
      FROM ringfence.tenant AS t
      JOIN ringfence.membership AS m ON m.tenant_id = t.id
     WHERE t.slug = in_tenant AND m.issuer = in_issuer AND m.subject = in_subject;
END
$$;
ALTER FUNCTION ringfence.find_member(text, text, text, text) OWNER TO ringfence_owner;
REVOKE ALL ON FUNCTION ringfence.find_member(text, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ringfence.find_member(text, text, text, text) TO ringfence_app;
