-- Documents, passages and their vectors.

-- rule vectors-open, error
-- title: A table of vectors is not protected
-- harm: A vector gives back much of the text it was made of; without row-level security any nearest-neighbour query finds other tenants'.
SELECT DISTINCT c.object, 'column ' || v.name, format('ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY;', c.quoted)
  FROM vector_column AS v JOIN relation AS c ON c.oid = v.relation
 WHERE c.kind IN ('r', 'p') AND NOT c.partition AND NOT c.secured

-- rule vectors-without-owner, error
-- title: Vectors belong to nobody
-- harm: The table has no owner's column, so no policy can tell whose a vector is.
SELECT DISTINCT c.object, 'column ' || v.name, format('ALTER TABLE %s ADD COLUMN tenant_id uuid NOT NULL;', c.quoted)
  FROM vector_column AS v JOIN relation AS c ON c.oid = v.relation
 WHERE c.kind IN ('r', 'p') AND NOT c.partition AND NOT EXISTS (SELECT FROM owner_column AS o WHERE o.relation = c.oid)

-- rule vector-index-shared, error
-- title: Tenants share an index over vectors
-- harm: The vectors of one push another's out of the results: what a tenant finds tells of the others, and can be poisoned.
SELECT c.object, 'index ' || i.relname, format('DROP INDEX %I.%I;', n.nspname, i.relname)
  FROM pg_index AS x JOIN pg_class AS i ON i.oid = x.indexrelid JOIN pg_am AS m ON m.oid = i.relam
  JOIN relation AS c ON c.oid = x.indrelid JOIN pg_namespace AS n ON n.oid = i.relnamespace
 WHERE m.amname IN ('hnsw', 'ivfflat', 'diskann', 'vchordrq', 'scann', 'rum') AND NOT (c.partition AND c.secured)
   AND EXISTS (SELECT FROM owner_column AS o WHERE o.relation = c.oid)
   AND coalesce(pg_get_expr(x.indpred, x.indrelid), '') !~* '(tenant|org\w*|workspace|account|company|team)_?id\s*='

-- rule text-index-shared, warning
-- title: Tenants share an index over words
-- harm: How long a search takes, and what the planner guesses, follows the words of all tenants.
SELECT t.object, 'index ' || i.relname, format('DROP INDEX %I.%I;', n.nspname, i.relname)
  FROM pg_index AS x JOIN pg_class AS i ON i.oid = x.indexrelid JOIN pg_am AS m ON m.oid = i.relam
  JOIN fenced AS t ON t.oid = x.indrelid JOIN pg_namespace AS n ON n.oid = i.relnamespace
 WHERE m.amname IN ('gin', 'gist') AND x.indpred IS NULL
   AND NOT EXISTS (SELECT FROM owner_column AS o WHERE o.relation = t.oid AND o.number = ANY (x.indkey::int2[]))
   AND EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = x.indexrelid
                AND a.atttypid IN ('tsvector'::regtype, 'gtsvector'::regtype, 'text'::regtype))
   AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = x.indexrelid)

-- rule documents-not-protected, warning
-- title: A table that looks like documents has no owner and no protection
-- harm: Texts that answers are made of stand outside the fence: one grant, and everybody is quoted to everybody.
SELECT c.object, '', format('ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY; ALTER TABLE %1$s FORCE ROW LEVEL SECURITY;', c.quoted)
  FROM relation AS c
 WHERE c.kind IN ('r', 'p') AND NOT c.secured AND c.name ~* '(^|_)(documents?|chunks?|passages?|embeddings?|vectors?|messages?|conversations?|chat_history)$'
   AND NOT EXISTS (SELECT FROM owner_column AS o WHERE o.relation = c.oid)
   AND NOT EXISTS (SELECT FROM held AS h WHERE h.relation = c.oid)
