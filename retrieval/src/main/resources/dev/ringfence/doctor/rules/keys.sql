-- Whether every key of a table that tenants share begins with the tenant.

-- rule primary-key-without-tenant, warning
-- title: A primary key does not begin with the tenant
-- harm: Writing a row with somebody else's key fails, and so tells that it exists; the table cannot be distributed either.
SELECT k.object, 'constraint ' || k.name,
       format('ALTER TABLE %1$s DROP CONSTRAINT %2$I; ALTER TABLE %1$s ADD PRIMARY KEY (%3$s, %4$s);', k.quoted, k.name, k.tenant, k.others)
  FROM tenant_key AS k WHERE k.kind = 'p' AND NOT k.first

-- rule unique-key-without-tenant, warning
-- title: A unique constraint does not begin with the tenant
-- harm: Writing a value that another tenant has fails, and so tells that they have it.
SELECT k.object, 'constraint ' || k.name,
       format('ALTER TABLE %1$s DROP CONSTRAINT %2$I; ALTER TABLE %1$s ADD UNIQUE (%3$s, %4$s);', k.quoted, k.name, k.tenant, k.others)
  FROM tenant_key AS k WHERE k.kind = 'u' AND NOT k.first

-- rule exclusion-without-tenant, warning
-- title: An exclusion constraint does not begin with the tenant
-- harm: A row that would overlap another tenant's is refused, and so tells what they have.
SELECT k.object, 'constraint ' || k.name, format('ALTER TABLE %s DROP CONSTRAINT %I;', k.quoted, k.name)
  FROM tenant_key AS k WHERE k.kind = 'x' AND NOT k.first

-- rule foreign-key-without-tenant, warning
-- title: A foreign key does not begin with the tenant
-- harm: It looks past the policies: a row can refer to another tenant's, and whether it may tells which keys exist.
SELECT k.object, 'constraint ' || k.name, format('ALTER TABLE %s DROP CONSTRAINT %I;  -- and add it again, beginning with %s', k.quoted, k.name, k.tenant)
  FROM tenant_key AS k WHERE k.kind = 'f' AND NOT k.first AND k.refers_to_shared

-- rule unique-index-without-tenant, warning
-- title: A unique index does not begin with the tenant
-- harm: Writing a value that another tenant has fails, and so tells that they have it.
SELECT t.object, 'index ' || i.relname, format('DROP INDEX %I.%I;', n.nspname, i.relname)
  FROM pg_index AS x JOIN inside AS t ON t.oid = x.indrelid JOIN pg_class AS i ON i.oid = x.indexrelid JOIN pg_namespace AS n ON n.oid = i.relnamespace
 WHERE x.indisunique AND t.reachable AND NOT i.relispartition
   AND NOT EXISTS (SELECT FROM pg_constraint AS c WHERE c.conindid = x.indexrelid AND c.contype IN ('p', 'u', 'x'))
   AND EXISTS (SELECT FROM tenant_column AS o WHERE o.relation = t.oid)
   AND NOT EXISTS (SELECT FROM tenant_column AS o WHERE o.relation = t.oid AND o.number = x.indkey[0])

-- rule owner-nullable, error
-- title: A row may have no tenant
-- harm: A row without an owner belongs to nobody, and what treats no owner as everybody then shows it to all.
SELECT t.object, 'column ' || o.name, format('ALTER TABLE %s ALTER %I SET NOT NULL;', t.quoted, o.name)
  FROM fenced AS t JOIN tenant_column AS o ON o.relation = t.oid WHERE t.reachable AND NOT o.filled

-- rule owner-has-default, error
-- title: An owner's column fills itself
-- harm: A row that names no owner gets one nevertheless: a fixed one, or one that the caller may set.
SELECT t.object, 'column ' || o.name,
       CASE WHEN d.oid IS NULL THEN format('ALTER DOMAIN %s DROP DEFAULT;', y.oid::regtype)
            ELSE format('ALTER TABLE %s ALTER %I DROP %s;', t.quoted, o.name, CASE WHEN a.attgenerated = '' THEN 'DEFAULT' ELSE 'EXPRESSION' END) END
  FROM fenced AS t JOIN owner_column AS o ON o.relation = t.oid
  JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = o.number JOIN pg_type AS y ON y.oid = a.atttypid
  LEFT JOIN pg_attrdef AS d ON d.adrelid = t.oid AND d.adnum = o.number
 WHERE t.reachable AND coalesce(pg_get_expr(d.adbin, d.adrelid), y.typdefault) !~* '^null'
   AND coalesce(pg_get_expr(d.adbin, d.adrelid), y.typdefault) !~ '^\(?ringfence\.(tenant|customer)_id\(\)\)?(::[\w ]+)?$'

-- rule foreign-key-clears-owner, error
-- title: A foreign key takes a row's owner away
-- harm: When the row that it refers to goes, this one stays without an owner, or with a default one.
SELECT t.object, 'constraint ' || c.conname, format('ALTER TABLE %s DROP CONSTRAINT %I;  -- and add it again with ON DELETE CASCADE', t.quoted, c.conname)
  FROM pg_constraint AS c JOIN fenced AS t ON t.oid = c.conrelid
 WHERE c.contype = 'f' AND (c.confdeltype IN ('n', 'd') OR c.confupdtype IN ('n', 'd'))
   AND EXISTS (SELECT FROM owner_column AS o WHERE o.relation = t.oid AND o.number = ANY (coalesce(nullif(c.confdelsetcols, '{}'), c.conkey)))

-- rule constraint-not-valid, warning
-- title: A constraint on an owner was never checked on the rows that were there
-- harm: Rows that break it, without an owner or with one that does not exist, may still be among them.
SELECT t.object, 'constraint ' || c.conname, format('ALTER TABLE %s VALIDATE CONSTRAINT %I;', t.quoted, c.conname)
  FROM pg_constraint AS c JOIN fenced AS t ON t.oid = c.conrelid
 WHERE NOT c.convalidated AND EXISTS (SELECT FROM owner_column AS o WHERE o.relation = t.oid AND o.number = ANY (c.conkey))

-- rule constraint-deferrable, warning
-- title: A key that holds the owner can be put off to the end of the transaction
-- harm: Until then a row may have an owner that does not exist, and what happens in between believes it.
SELECT t.object, 'constraint ' || c.conname, format('ALTER TABLE %s ALTER CONSTRAINT %I NOT DEFERRABLE;', t.quoted, c.conname)
  FROM pg_constraint AS c JOIN fenced AS t ON t.oid = c.conrelid
 WHERE c.contype = 'f' AND c.condeferred AND t.reachable AND EXISTS (SELECT FROM owner_column AS o WHERE o.relation = t.oid AND o.number = ANY (c.conkey))

-- rule owner-type-loose, warning
-- title: An owner's column holds text that can be written in several ways
-- harm: Two spellings of one owner are two owners to one comparison and one to another.
SELECT t.object, 'column ' || o.name, format('ALTER TABLE %1$s ALTER %2$I TYPE uuid USING %2$I::uuid;', t.quoted, o.name)
  FROM fenced AS t JOIN owner_column AS o ON o.relation = t.oid
  JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = o.number
  JOIN pg_type AS d ON d.oid = a.atttypid JOIN pg_type AS y ON y.oid = coalesce(nullif(d.typbasetype, 0), d.oid)
  LEFT JOIN pg_collation AS l ON l.oid = a.attcollation
 WHERE t.reachable AND (y.typname IN ('bpchar', 'citext', 'json', 'jsonb', 'float8', 'float4', 'numeric') OR NOT coalesce(l.collisdeterministic, true))

-- rule person-nullable, warning
-- title: A row may have a tenant and no customer
-- harm: Nobody but staff sees it, and a condition that treats no customer as every customer shows it to all of them.
SELECT t.object, 'column ' || o.name, format('ALTER TABLE %s ALTER %I SET NOT NULL;', t.quoted, o.name)
  FROM fenced AS t JOIN owner_column AS o ON o.relation = t.oid AND o.name = 'customer_id'
 WHERE NOT o.filled AND EXISTS (SELECT FROM held AS h WHERE h.relation = t.oid AND h.name = 'ringfence_customer')
   AND NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = t.oid AND a.attname ~ '^(visibility|audience|scope|access|(is_)?(shared|public|published))$')

-- rule table-without-key, warning
-- title: A table that tenants share has no primary key
-- harm: Two rows can be told apart by nobody: the audit cannot name them, and nothing keeps them from being doubled.
SELECT t.object, '', coalesce(
       (SELECT format('ALTER TABLE %s ADD PRIMARY KEY (%s);', t.quoted, string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum))
          FROM pg_attribute AS a
         WHERE a.attrelid = t.oid AND a.attnotnull AND a.attnum > 0 AND NOT a.attisdropped
           AND (a.attname = 'id' OR EXISTS (SELECT FROM owner_column AS o WHERE o.relation = t.oid AND o.number = a.attnum))
        HAVING bool_or(a.attname = 'id')),
       format('-- give %s a primary key of the tenant and what tells a tenant''s rows apart', t.quoted))
  FROM fenced AS t
 WHERE NOT t.partition
   AND EXISTS (SELECT FROM owner_column AS o WHERE o.relation = t.oid AND o.axis = 'tenant')
   AND NOT EXISTS (SELECT FROM pg_index AS x WHERE x.indrelid = t.oid AND x.indisprimary)
