-- The demo companies, their sites and who belongs to them. Everything here is fictional.
--
-- Ids are deterministic: a tenant's is fixed, a person's is the MD5 of "tenant/role/user". A token of the
-- demo issuer names the person in its subject; the membership says which company and role that is.

INSERT INTO ringfence.tenant (id, slug, name) VALUES
  ('ac3e0000-0000-4000-8000-000000000001', 'acme',   'Acme Home Services'),
  ('910be000-0000-4000-8000-000000000002', 'globex', 'Globex Office Services');

INSERT INTO ringfence.site (site_key, tenant_id, name) VALUES
  ('pk_demo_acme',   'ac3e0000-0000-4000-8000-000000000001', 'Acme website'),
  ('pk_demo_globex', '910be000-0000-4000-8000-000000000002', 'Globex website');

INSERT INTO ringfence.membership (tenant_id, issuer, subject, member_id, role, display_name)
SELECT t.id,
       '${demo_issuer}',
       p.user_name,
       md5(p.slug || '/' || p.role || '/' || p.user_name)::uuid,
       p.role,
       p.display_name
  FROM (VALUES
         ('acme',   'ana',  'customer', 'Ana Solera Vidal'),
         ('acme',   'ben',  'customer', 'Ben Ashgrove'),
         ('acme',   'cleo', 'customer', 'Cléo Marchandeau'),
         ('acme',   'sam',  'staff',    'Sam Hollowell'),
         ('globex', 'gil',  'customer', 'Gil Nordhammar'),
         ('globex', 'gwen', 'customer', 'Gwen Tannenbrück'),
         ('globex', 'gus',  'customer', 'Gus Kilbrannan'),
         ('globex', 'stu',  'staff',    'Stu Pemberwick')
       ) AS p (slug, user_name, role, display_name)
  JOIN ringfence.tenant t ON t.slug = p.slug;
