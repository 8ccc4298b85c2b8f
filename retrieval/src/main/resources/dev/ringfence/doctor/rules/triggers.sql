-- What runs by itself when rows change.

-- rule trigger-copies-out, warning
-- title: A trigger carries rows of a protected table elsewhere
-- harm: The copy has other policies, or none, and is read by others.
SELECT t.object, 'trigger ' || g.tgname || ' runs ' || f.object, format('DROP TRIGGER %I ON %s;', g.tgname, t.quoted)
  FROM pg_trigger AS g JOIN fenced AS t ON t.oid = g.tgrelid JOIN function AS f ON f.oid = g.tgfoid
 WHERE NOT g.tgisinternal AND t.schema <> 'ringfence'
   AND f.source ~* '\m(insert\s+into|copy|pg_notify|notify|dblink\w*|lo_\w+|http\w*|pg_logical_emit_message|execute|raise\s+(log|notice|warning|info|debug))\M'

-- rule trigger-definer, warning
-- title: A trigger on a protected table runs with its function's owner's rights
-- harm: It sees the row that somebody writes and may do with it what its owner may, past the writer's policies.
SELECT t.object, 'trigger ' || g.tgname || ' runs ' || f.object, format('ALTER ROUTINE %s SECURITY INVOKER;', f.quoted)
  FROM pg_trigger AS g JOIN fenced AS t ON t.oid = g.tgrelid JOIN function AS f ON f.oid = g.tgfoid
 WHERE NOT g.tgisinternal AND f.definer AND t.schema <> 'ringfence'

-- rule trigger-untrusted, error
-- title: A trigger on a protected table runs code that is not confined
-- harm: Each row that is written passes through code that may do what the server's process may.
SELECT t.object, 'trigger ' || g.tgname, format('DROP TRIGGER %I ON %s;', g.tgname, t.quoted)
  FROM pg_trigger AS g JOIN fenced AS t ON t.oid = g.tgrelid JOIN pg_proc AS p ON p.oid = g.tgfoid JOIN pg_language AS l ON l.oid = p.prolang
 WHERE NOT g.tgisinternal AND NOT l.lanpltrusted AND p.oid >= 16384
   AND p.proname NOT IN ('tsvector_update_trigger', 'moddatetime', 'set_updated_at')

-- rule trigger-changes-owner, error
-- title: A trigger writes an owner's column
-- harm: A row can be handed to another tenant while it is written, after the policy has looked.
SELECT t.object, 'trigger ' || g.tgname || ' sets ' || o.name, format('DROP TRIGGER %I ON %s;', g.tgname, t.quoted)
  FROM pg_trigger AS g JOIN fenced AS t ON t.oid = g.tgrelid JOIN function AS f ON f.oid = g.tgfoid
  JOIN owner_column AS o ON o.relation = t.oid
 WHERE NOT g.tgisinternal AND t.schema <> 'ringfence'
   AND f.source ~* ('\mnew\."?' || o.name || '"?\s*:?=[^=]|\minto\s+(strict\s+)?new\."?' || o.name || '\M')

-- rule trigger-disabled, error
-- title: A trigger or a foreign key of a protected table is switched off
-- harm: What it was to refuse is written: rows without an owner, or with one that does not exist.
SELECT t.object, 'trigger ' || g.tgname || coalesce(' of ' || c.conname, ''),
       format('ALTER TABLE %s ENABLE TRIGGER %s;', t.quoted, CASE WHEN g.tgisinternal THEN 'ALL' ELSE format('%I', g.tgname) END)
  FROM pg_trigger AS g JOIN fenced AS t ON t.oid = g.tgrelid LEFT JOIN pg_constraint AS c ON c.oid = g.tgconstraint
 WHERE g.tgenabled IN ('D', 'R')

-- rule event-trigger, warning
-- title: Code runs whenever somebody changes the schema
-- harm: It runs with the rights of whoever changes it, an administrator's at a migration, and can undo what is made.
SELECT e.evtname, 'on ' || e.evtevent || ' runs ' || e.evtfoid::regproc, format('DROP EVENT TRIGGER %I;', e.evtname)
  FROM pg_event_trigger AS e
 WHERE NOT EXISTS (SELECT FROM member_of_extension AS m WHERE m.classid = 'pg_event_trigger'::regclass AND m.objid = e.oid)
