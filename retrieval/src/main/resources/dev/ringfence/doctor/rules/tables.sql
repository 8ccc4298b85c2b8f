-- Whether tables are inside the fence.

-- rule row-security-off, error
-- title: Row-level security is not enabled
-- harm: Whoever holds a right on the table has it on the rows of every tenant.
SELECT t.object, '', format('ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY;', t.quoted)
  FROM fenced AS t WHERE NOT t.secured

-- rule row-security-not-forced, error
-- title: Row-level security does not hold for the table's owner
-- harm: Everything that runs as the owner, such as a view or a function of theirs, reads the rows of every tenant.
SELECT t.object, '', format('ALTER TABLE %s FORCE ROW LEVEL SECURITY;', t.quoted)
  FROM fenced AS t WHERE t.secured AND NOT t.forced

-- rule table-outside-fence, warning
-- title: A table with an owner's column is not inside the fence
-- harm: No role of the service may read it yet. The first grant would open every tenant's rows.
SELECT c.object, '', format('ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY;  -- or: ringfence protect --table %2$s', c.quoted, c.object)
  FROM relation AS c
 WHERE c.kind IN ('r', 'p') AND NOT c.partition AND NOT c.secured
   AND EXISTS (SELECT FROM owner_column AS o WHERE o.relation = c.oid)
   AND NOT EXISTS (SELECT FROM pg_inherits AS i WHERE i.inhrelid = c.oid)
   AND NOT EXISTS (SELECT FROM fenced AS f WHERE f.oid = c.oid)

-- rule table-without-policy, warning
-- title: Rights were granted on a table that no policy opens
-- harm: Nobody sees a row of it, so either the right or the policy has been forgotten; a hurried policy is often too wide.
SELECT t.object, 'granted to ' || string_agg(DISTINCT h.name, ', '),
       format('REVOKE ALL ON %s FROM %s;  -- or: ringfence protect --table %s', t.quoted, string_agg(DISTINCT h.quoted, ', '), t.object)
  FROM fenced AS t JOIN held AS h ON h.relation = t.oid
 WHERE t.secured AND NOT EXISTS (SELECT FROM policy AS p WHERE p.relation = t.oid)
 GROUP BY t.object, t.quoted

-- rule restrictive-alone, warning
-- title: Policies narrow what no policy opens
-- harm: Restrictive policies alone let nobody see a row, so a permissive one has been forgotten or dropped.
SELECT t.object, 'policy ' || p.name, format('DROP POLICY %I ON %s;', p.name, t.quoted)
  FROM fenced AS t JOIN hand_policy AS p ON p.relation = t.oid
 WHERE NOT p.permissive
   AND NOT EXISTS (SELECT FROM policy AS o WHERE o.relation = t.oid AND o.permissive)

-- rule partition-without-fence, warning
-- title: A partition of a protected table is not protected itself
-- harm: The parent's policies hold for queries on the parent alone. The first right on the partition opens every tenant's rows.
SELECT c.object, 'partition of ' || p.object, format('ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY;', c.quoted)
  FROM descendant AS d JOIN fenced AS p ON p.oid = d.ancestor JOIN relation AS c ON c.oid = d.relation
 WHERE c.partition AND c.kind IN ('r', 'p') AND NOT (c.secured AND c.forced)

-- rule partition-granted, error
-- title: A right was granted on a partition itself
-- harm: A query that names the partition does not pass the parent's policies.
SELECT c.object, 'for ' || h.name, format('REVOKE ALL ON %s FROM %s;', c.quoted, h.quoted)
  FROM relation AS c JOIN (SELECT DISTINCT h.relation, h.name, h.quoted FROM held AS h) AS h ON h.relation = c.oid
 WHERE c.partition

-- rule child-without-fence, error
-- title: A table that inherits from a protected one is not protected itself
-- harm: Its rows are read through the parent under the parent's policies, and by its own name under none.
SELECT c.object, 'inherits from ' || p.object, format('ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY;', c.quoted)
  FROM descendant AS d JOIN fenced AS p ON p.oid = d.ancestor JOIN relation AS c ON c.oid = d.relation
 WHERE NOT c.partition AND c.kind IN ('r', 'p') AND NOT (c.secured AND c.forced)

-- rule child-outside, error
-- title: Rows of a protected table live on another server
-- harm: A foreign table below it can hold no policy: by its own name, or on the other server, its rows are open.
SELECT c.object, 'below ' || p.object, format('ALTER TABLE %s %s %s;', p.quoted, CASE WHEN c.partition THEN 'DETACH PARTITION' ELSE '-- take away the child' END, c.quoted)
  FROM descendant AS d JOIN fenced AS p ON p.oid = d.ancestor JOIN relation AS c ON c.oid = d.relation
 WHERE c.kind = 'f'

-- rule statistics-extended, warning
-- title: Statistics over several columns are kept of a protected table
-- harm: The planner's guesses, which EXPLAIN shows to everybody, then follow combinations of other tenants' values.
SELECT t.object, 'statistics ' || s.stxname, format('DROP STATISTICS %I.%I;', n.nspname, s.stxname)
  FROM pg_statistic_ext AS s JOIN inside AS t ON t.oid = s.stxrelid JOIN pg_namespace AS n ON n.oid = s.stxnamespace

-- rule rewrite-rule, error
-- title: A rule rewrites what is done to a relation
-- harm: It runs with the rights of the relation's owner, whoever asks: rows can be copied, or another query done instead.
SELECT c.object, 'rule ' || r.rulename, format('DROP RULE %I ON %s;', r.rulename, c.quoted)
  FROM pg_rewrite AS r JOIN relation AS c ON c.oid = r.ev_class
 WHERE r.rulename <> '_RETURN'
UNION ALL
SELECT 'ringfence.bound', 'rule ' || r.rulename, format('DROP RULE %I ON ringfence.bound;', r.rulename)
  FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class JOIN pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'ringfence' AND c.relname = 'bound' AND r.rulename <> '_RETURN'

-- rule child-of-fence, error
-- title: A table inherits from one of ringfence's own
-- harm: What is written to it is read as if it stood in ringfence's table: members, sites and the keys of the seal can be planted under other rights.
SELECT c.object, 'inherits from ' || p.object, format('ALTER TABLE %s NO INHERIT %s;', c.quoted, p.quoted)
  FROM pg_inherits AS i JOIN relation AS p ON p.oid = i.inhparent AND p.schema = 'ringfence' JOIN relation AS c ON c.oid = i.inhrelid
 WHERE NOT c.partition

-- rule table-unlogged, warning
-- title: A protected table is emptied by a crash
-- harm: An unlogged table has no rows after the server was stopped hard: the audit, who is a member, or what customers wrote is gone, and on no standby.
SELECT t.object, '', format('ALTER TABLE %s SET LOGGED;', t.quoted)
  FROM inside AS t JOIN pg_class AS c ON c.oid = t.oid WHERE c.relpersistence = 'u'
UNION
SELECT t.object, '', format('ALTER TABLE %s SET LOGGED;', t.quoted)
  FROM relation AS t JOIN pg_class AS c ON c.oid = t.oid WHERE c.relpersistence = 'u' AND t.schema = 'ringfence' AND t.kind IN ('r', 'p')
