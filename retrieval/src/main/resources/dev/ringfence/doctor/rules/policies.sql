-- What policies let through. Those without a query are read by PolicyReading, which proves what a policy's condition holds to.

-- rule policy-always-true, error
-- title: A policy lets every row through
-- harm: Its condition, or one side of an OR in it, is true of any row: whoever it is for reads every tenant.

-- rule policy-ignores-row, error
-- title: A policy lets anybody who is signed in see every row
-- harm: Its condition, or one side of an OR in it, looks at who asks and not at whose the row is.

-- rule policy-forgeable, error
-- title: A policy believes what the session says of itself
-- harm: A setting, a role's name or a claim that was not sealed is forged by one statement of SQL on the same connection.

-- rule policy-unsealed, error
-- title: A policy does not hold a row to the sealed tenant
-- harm: Its condition, or one side of an OR in it, does not compare an owner's column with the tenant of the sealed context.

-- rule policy-owner-only, error
-- title: A policy compares the person and not the tenant
-- harm: A person's id alone is not enough: one that exists in two tenants, by import or on purpose, sees both.

-- rule policy-tenant-only, error
-- title: A policy for customers compares the tenant and not the customer
-- harm: Every customer of a tenant reads the rows of all its customers.

-- rule policy-owner-optional, error
-- title: A policy for customers has a way around the customer
-- harm: One side of an OR in it compares the tenant alone, and so shows other customers' rows.

-- rule policy-skips-person, warning
-- title: A policy for customers compares the tenant alone, and a column refers to a person
-- harm: The rows belong to people by a foreign key, whatever the column is called: every customer of a tenant reads the rows of all its customers.

-- rule policy-any-role, error
-- title: A policy for staff holds for any sealed principal
-- harm: A customer's SQL takes the database role of staff, and the tenant alone is then enough. Compare with ringfence.staff_scope().

-- rule policy-axes-swapped, error
-- title: A policy compares the tenant with a person's column
-- harm: It lets rows through by chance, and hides what belongs to the person who asks.

-- rule policy-other-column, warning
-- title: A policy compares another column than the owner's
-- harm: The table says in one column whose a row is, and the policy holds another one to the sealed context: rows of others fit by chance, or are planted.

-- rule policy-check-open, error
-- title: A policy lets rows be written for anybody
-- harm: WITH CHECK is true, or does not compare the sealed tenant: rows can be planted in, or moved to, another tenant.

-- rule policy-check-looser, error
-- title: A policy lets a customer write rows of another customer
-- harm: WITH CHECK compares the tenant and not the customer: rows can be planted with, or given to, somebody else.

-- rule policy-shared-write, error
-- title: A policy lets customers change what is shared
-- harm: What it lets them read, rows that all may read included, it also lets them change or delete.

-- rule policy-per-row, warning
-- title: A policy verifies the seal for each row
-- harm: Without (SELECT …) around it the function runs once for each row, a hundred times slower; somebody will switch it off.

-- rule policy-without-index, warning
-- title: No index begins with the columns that a policy compares
-- harm: Each question reads the rows of every tenant to find its own: slower with each tenant, and telling by its time.

-- rule policy-to-public, warning
-- title: A policy is for everybody
-- harm: It also opens the table to roles that are made or granted later.
SELECT t.object, 'policy ' || p.name, format('ALTER POLICY %I ON %s TO ringfence_customer;', p.name, t.quoted)
  FROM fenced AS t JOIN policy AS p ON p.relation = t.oid
 WHERE p.permissive AND p.roles = ARRAY[0::oid]

-- rule policy-for-other-role, warning
-- title: A policy opens a protected table to a role outside the service
-- harm: Whoever has that role reads what the policy admits, whatever context is sealed. Accept it in the baseline where it is meant.
SELECT t.object, format('policy %s for %s', p.name, string_agg(r.rolname, ', ' ORDER BY r.rolname)), format('DROP POLICY %I ON %s;', p.name, t.quoted)
  FROM fenced AS t JOIN policy AS p ON p.relation = t.oid JOIN pg_roles AS r ON r.oid = ANY (p.roles)
 WHERE p.permissive AND r.oid NOT IN (SELECT h.oid FROM hand AS h)
   AND NOT (t.schema = 'ringfence' AND r.rolname IN ('ringfence_owner', 'ringfence_seal'))
 GROUP BY t.object, t.quoted, p.name

-- rule policy-calls-definer, error
-- title: A policy calls somebody's function that runs with its owner's rights
-- harm: Its owner decides what the policy admits, and can change it without touching the policy.
SELECT t.object, format('policy %s calls %s', d.name, f.object), format('ALTER ROUTINE %s SECURITY INVOKER;', f.quoted)
  FROM policy_use AS d JOIN fenced AS t ON t.oid = d.relation JOIN function AS f ON f.oid = d.used AND d.kind = 'function'
 WHERE f.definer AND f.schema <> 'ringfence'

-- rule policy-calls-immutable, error
-- title: A policy calls a function that is declared never to change
-- harm: A cached plan keeps the answer that it gave for the previous person.
SELECT t.object, format('policy %s calls %s', d.name, f.object), format('ALTER ROUTINE %s STABLE;', f.quoted)
  FROM policy_use AS d JOIN fenced AS t ON t.oid = d.relation JOIN function AS f ON f.oid = d.used AND d.kind = 'function'
 WHERE f.volatility = 'i' AND f.schema <> 'ringfence'

-- rule policy-calls-volatile, warning
-- title: A policy calls a function that may answer differently for each row
-- harm: It runs for each row and keeps indexes from being used; it may also write.
SELECT t.object, format('policy %s calls %s', d.name, f.object), format('ALTER ROUTINE %s STABLE;', f.quoted)
  FROM policy_use AS d JOIN fenced AS t ON t.oid = d.relation JOIN function AS f ON f.oid = d.used AND d.kind = 'function'
 WHERE f.volatility = 'v' AND f.schema <> 'ringfence'

-- rule policy-reads-open-table, error
-- title: A policy decides by a table that is not protected
-- harm: Whoever may write that table decides who sees the protected rows.
SELECT t.object, format('policy %s reads %s', d.name, c.object), format('DROP POLICY %I ON %s;', d.name, t.quoted)
  FROM policy_use AS d JOIN fenced AS t ON t.oid = d.relation JOIN relation AS c ON c.oid = d.used AND d.kind = 'relation'
 WHERE c.oid <> t.oid AND NOT (c.secured AND c.forced) AND c.kind IN ('r', 'p', 'v', 'm', 'f')

-- rule policy-compares-otherwise, error
-- title: A policy compares with somebody's own operator
-- harm: It prints like the server's own, and decides by a function that its owner can change.
SELECT t.object, format('policy %s uses %s.%s', p.name, n.nspname, o.oprname), format('DROP POLICY %I ON %s;', p.name, t.quoted)
  FROM (SELECT d.objid AS policy, d.refobjid AS operator FROM pg_depend AS d
         WHERE d.classid = 'pg_policy'::regclass AND d.refclassid = 'pg_operator'::regclass AND d.refobjid >= 16384
        OFFSET 0) AS d
  JOIN hand_policy AS p ON p.oid = d.policy JOIN inside AS t ON t.oid = p.relation
  JOIN pg_operator AS o ON o.oid = d.operator JOIN pg_namespace AS n ON n.oid = o.oprnamespace
 WHERE NOT EXISTS (SELECT FROM member_of_extension AS e WHERE e.classid = 'pg_operator'::regclass AND e.objid = o.oid)
