-- What runs by itself when rows change.

-- rule trigger-copies-out, warning
-- title: A trigger carries rows of a protected table elsewhere
-- harm: The copy has other policies, or none, and is read by others.
SELECT g.object, 'trigger ' || g.name || ' runs ' || f.object, format('DROP TRIGGER %I ON %s;', g.name, g.quoted)
  FROM firing AS g JOIN function AS f ON f.oid = g.function
 WHERE NOT g.internal AND g.parent = 0 AND g.schema <> 'ringfence'
   -- A view's trigger is there to write the table below it.
   AND (f.oid IN (SELECT s.oid FROM spilling AS s) AND g.kind <> 'v' OR f.source ~* '\m(pg_notify|notify|set_config|dblink\w*|http\w*|raise\s+log)\M')

-- rule trigger-definer, warning
-- title: A trigger on a protected table runs with its function's owner's rights
-- harm: It sees the row that somebody writes and may do with it what its owner may, past the writer's policies.
SELECT g.object, 'trigger ' || g.name || ' runs ' || f.object, format('ALTER ROUTINE %s SECURITY INVOKER;', f.quoted)
  FROM firing AS g JOIN function AS f ON f.oid = g.function
 WHERE NOT g.internal AND g.parent = 0 AND f.definer AND g.schema <> 'ringfence'

-- rule trigger-untrusted, error
-- title: A trigger on a protected table runs code that is not confined
-- harm: Each row that is written passes through code that may do what the server's process may.
SELECT g.object, 'trigger ' || g.name, format('DROP TRIGGER %I ON %s;', g.name, g.quoted)
  FROM firing AS g JOIN pg_proc AS p ON p.oid = g.function JOIN pg_language AS l ON l.oid = p.prolang
 WHERE NOT g.internal AND g.parent = 0 AND NOT l.lanpltrusted AND p.oid >= 16384
   AND p.proname NOT IN ('tsvector_update_trigger', 'moddatetime', 'set_updated_at')

-- rule trigger-changes-owner, error
-- title: A trigger writes an owner's column
-- harm: A row can be handed to another tenant while it is written, after the policy has looked.
SELECT g.object, 'trigger ' || g.name || ' sets ' || o.name, format('DROP TRIGGER %I ON %s;', g.name, g.quoted)
  FROM firing AS g JOIN function AS f ON f.oid = g.function
  JOIN owner_column AS o ON o.relation = g.relation
 WHERE NOT g.internal AND g.parent = 0 AND g.schema <> 'ringfence'
   AND f.source ~* ('\mnew\."?' || o.name || '"?\s*:?=[^=]|\minto\s+(strict\s+)?new\."?' || o.name || '\M'
                    '|\mnew\s*:=|\minto\s+(strict\s+)?new\M[^.]')

-- rule trigger-disabled, error
-- title: A trigger or a foreign key of a protected table is switched off
-- harm: What it was to refuse is written: rows without an owner, or with one that does not exist.
SELECT g.object, 'trigger ' || g.name || coalesce(' of ' || c.conname, ''),
       format('ALTER TABLE %s ENABLE TRIGGER %s;', g.quoted, CASE WHEN g.internal THEN 'ALL' ELSE format('%I', g.name) END)
  FROM firing AS g LEFT JOIN pg_constraint AS c ON c.oid = g.of
 WHERE g.enabled IN ('D', 'R') AND g.kind <> 'v'

-- rule expression-copies-out, warning
-- title: A constraint, a default or an index of a protected table runs code that carries rows elsewhere
-- harm: It runs for each row that is written, as a trigger does, and is looked for by nobody.
SELECT DISTINCT t.object, format('%s runs %s', coalesce('constraint ' || c.conname, 'index ' || i.relname, 'column ' || a.attname), f.object),
       CASE WHEN c.oid IS NOT NULL THEN format('ALTER TABLE %s DROP CONSTRAINT %I;', t.quoted, c.conname)
            WHEN i.oid IS NOT NULL THEN format('DROP INDEX %s;', i.oid::regclass)
            WHEN a.attgenerated <> '' THEN format('ALTER TABLE %s ALTER %I DROP EXPRESSION;', t.quoted, a.attname)
            ELSE format('ALTER TABLE %s ALTER %I DROP DEFAULT;', t.quoted, a.attname) END
  FROM pg_depend AS d
  JOIN function AS f ON f.oid = d.refobjid AND f.oid IN (SELECT s.oid FROM spilling AS s)
  LEFT JOIN pg_constraint AS c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid
  LEFT JOIN pg_attrdef AS x ON d.classid = 'pg_attrdef'::regclass AND x.oid = d.objid
  LEFT JOIN pg_attribute AS a ON a.attrelid = x.adrelid AND a.attnum = x.adnum
  LEFT JOIN pg_index AS n ON d.classid = 'pg_class'::regclass AND n.indexrelid = d.objid
  LEFT JOIN pg_class AS i ON i.oid = n.indexrelid
  JOIN inside AS t ON t.oid = coalesce(c.conrelid, x.adrelid, n.indrelid)
 WHERE d.refclassid = 'pg_proc'::regclass AND f.schema <> 'ringfence'

-- rule event-trigger, warning
-- title: Code runs whenever somebody changes the schema
-- harm: It runs with the rights of whoever changes it, an administrator's at a migration, and can undo what is made.
SELECT e.evtname, 'on ' || e.evtevent || ' runs ' || e.evtfoid::regproc, format('DROP EVENT TRIGGER %I;', e.evtname)
  FROM pg_event_trigger AS e
 WHERE NOT EXISTS (SELECT FROM member_of_extension AS m WHERE m.classid = 'pg_event_trigger'::regclass AND m.objid = e.oid)
