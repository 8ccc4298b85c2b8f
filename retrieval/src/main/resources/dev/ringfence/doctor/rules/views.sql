-- What shows rows without being a table.

-- rule view-of-its-owner, error
-- title: A view reads as its owner, whoever asks
-- harm: It shows what the owner may read: the policies of the person who asks do not hold.
SELECT c.object, 'for ' || h.names, format('ALTER VIEW %s SET (security_invoker = true);', c.quoted)
  FROM opened AS h JOIN relation AS c ON c.oid = h.relation
 WHERE c.kind = 'v' AND NOT c.options && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1', 'security_invoker=yes']

-- rule view-of-superuser, error
-- title: A view reads as somebody for whom no policy holds
-- harm: Its owner is a superuser or has BYPASSRLS: it shows the rows of every tenant, even of tables with FORCE.
SELECT c.object, 'owned by ' || r.rolname, format('REVOKE ALL ON %s FROM %s;', c.quoted, h.quoteds)
  FROM opened AS h JOIN relation AS c ON c.oid = h.relation JOIN pg_roles AS r ON r.oid = c.owner
 WHERE c.kind = 'v' AND (r.rolsuper OR r.rolbypassrls)
   AND NOT c.options && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1', 'security_invoker=yes']

-- rule view-without-barrier, warning
-- title: A view filters rows without being a barrier
-- harm: A function in the question may see a row before the view's own condition has hidden it.
SELECT c.object, 'for ' || h.names, format('ALTER VIEW %s SET (security_barrier = true);', c.quoted)
  FROM opened AS h JOIN relation AS c ON c.oid = h.relation
 WHERE c.kind = 'v'
   AND NOT c.options && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1', 'security_invoker=yes']
   AND NOT c.options && ARRAY['security_barrier=true', 'security_barrier=on', 'security_barrier=1', 'security_barrier=yes']

-- rule materialized-view-granted, error
-- title: A materialized view is open to the service's roles
-- harm: It keeps rows of every tenant as they were when it was filled, and can have no policy.
SELECT c.object, 'for ' || h.names, format('REVOKE ALL ON %s FROM %s;', c.quoted, h.quoteds)
  FROM opened AS h JOIN relation AS c ON c.oid = h.relation WHERE c.kind = 'm'

-- rule foreign-table-granted, error
-- title: A foreign table is open to the service's roles
-- harm: Its rows come from another server under one login for everybody, and it can have no policy.
SELECT c.object, 'for ' || h.names, format('REVOKE ALL ON %s FROM %s;', c.quoted, h.quoteds)
  FROM opened AS h JOIN relation AS c ON c.oid = h.relation WHERE c.kind = 'f'

-- rule user-mapping, error
-- title: The service's roles have a login on another server
-- harm: SQL on their connection reaches that server, where nothing knows whose principal is bound.
SELECT s.srvname, 'for ' || coalesce(h.name, '?'), format('DROP USER MAPPING FOR %s SERVER %I;', h.quoted, s.srvname)
  FROM user_mapping AS m JOIN hand AS h ON h.oid = m.umuser JOIN pg_foreign_server AS s ON s.oid = m.umserver

-- rule stranger-reads-around, warning, administrator
-- title: A view shows protected rows to a role outside the service
-- harm: It reads as its owner, or keeps what its owner read: the policies of the table below it do not hold for whoever reads it.
SELECT v.object, format('%s for %s', t.object, coalesce(r.rolname, 'PUBLIC')),
       format('REVOKE ALL ON %s FROM %s;', v.quoted, coalesce(quote_ident(r.rolname), 'PUBLIC'))
  FROM relation AS v CROSS JOIN aclexplode(v.acl) AS a
  JOIN pg_rewrite AS w ON w.ev_class = v.oid
  JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> v.oid
  JOIN relation AS t ON t.oid = d.refobjid
  LEFT JOIN pg_roles AS r ON r.oid = a.grantee
 WHERE v.kind IN ('v', 'm') AND a.grantee <> v.owner AND a.grantee NOT IN (SELECT h.oid FROM hand AS h)
   AND NOT coalesce(r.rolsuper, false) AND coalesce(r.rolname, '') <> session_user
   AND (t.schema = 'ringfence' OR t.oid IN (SELECT i.oid FROM inside AS i)) AND t.kind IN ('r', 'p')
   AND (v.kind = 'm' OR NOT v.options && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1', 'security_invoker=yes'])
 GROUP BY v.object, v.quoted, t.object, r.rolname
