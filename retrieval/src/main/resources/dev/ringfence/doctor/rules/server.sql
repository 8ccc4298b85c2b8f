-- The server and its settings.

-- rule server-version, error
-- title: The server has known holes in row-level security
-- harm: Before 17.6, 16.10 and 15.14 statistics showed rows that a policy hides (CVE-2025-8713); before 17.1, 16.5 and 15.9 a cached plan kept another role's policies (CVE-2024-10976).
SELECT 'server', 'version ' || v.number / 10000 || '.' || v.number % 10000,
       '-- install the newest minor release of PostgreSQL ' || greatest(v.number / 10000, 15) || '; postgresql.org/support/security lists what it mends'
  FROM version AS v
 WHERE v.number < 150014 OR v.number BETWEEN 160000 AND 160009 OR v.number BETWEEN 170000 AND 170005

-- rule server-row-security, error
-- title: Row security is switched off for all sessions
-- harm: Every query on a protected table fails, and asks to be mended by a right that goes around policies.
SELECT 'row_security', '', 'ALTER SYSTEM RESET row_security; SELECT pg_reload_conf();'
  FROM setting AS s WHERE s.name = 'row_security' AND s.value = 'off'

-- rule server-large-objects-open, error
-- title: Every large object is open to everybody
-- harm: With lo_compat_privileges nobody is asked for a right: any session reads any large object.
SELECT s.name, '', 'ALTER SYSTEM RESET lo_compat_privileges; SELECT pg_reload_conf();'
  FROM setting AS s WHERE s.name = 'lo_compat_privileges' AND s.value = 'on'

-- rule server-system-tables-open, error
-- title: PostgreSQL's own tables may be changed
-- harm: A slip of an administrator's changes policies and rights without a check or a trace.
SELECT s.name, '', 'ALTER SYSTEM RESET allow_system_table_mods; SELECT pg_reload_conf();'
  FROM setting AS s WHERE s.name = 'allow_system_table_mods' AND s.value = 'on'

-- rule server-replication-role, error
-- title: Triggers and foreign keys are off for all sessions
-- harm: Rows lose their owner, or get one that does not exist, unnoticed.
SELECT s.name, '', 'ALTER SYSTEM RESET session_replication_role; SELECT pg_reload_conf();'
  FROM setting AS s WHERE s.name = 'session_replication_role' AND s.value <> 'origin'

-- rule server-logs-statements, warning
-- title: The server logs statements with their parameters
-- harm: Sealed contexts and customers' values stand in its log, where people read who may read neither.
SELECT s.name, 'is ' || s.value, format('ALTER SYSTEM RESET %s; ALTER SYSTEM SET log_parameter_max_length = 0; SELECT pg_reload_conf();', s.name)
  FROM setting AS s
 WHERE (s.name = 'log_statement' AND s.value IN ('all', 'mod')
        OR s.name IN ('log_min_duration_statement', 'log_min_duration_sample') AND s.value <> '-1'
        OR s.name = 'log_transaction_sample_rate' AND s.value <> '0')
   AND EXISTS (SELECT FROM setting AS l WHERE l.name = 'log_parameter_max_length' AND l.value <> '0')
    -- These two have a length of their own, or none.
    OR s.name = 'auto_explain.log_min_duration' AND s.value <> '-1'
    OR s.name = 'pgaudit.log_parameter' AND s.value = 'on'

-- rule server-logs-failing-parameters, warning
-- title: The server logs the parameters of statements that fail
-- harm: The sealed context is one of them: it stands in the log for as long as the log is kept.
SELECT s.name, 'is ' || s.value, 'ALTER SYSTEM RESET log_parameter_max_length_on_error; SELECT pg_reload_conf();'
  FROM setting AS s WHERE s.name = 'log_parameter_max_length_on_error' AND s.value <> '0'

-- rule server-debug-output, warning
-- title: The server writes queries to its log in its own form
-- harm: Parsed queries and plans hold their values in plain text.
SELECT s.name, '', format('ALTER SYSTEM RESET %s; SELECT pg_reload_conf();', s.name)
  FROM setting AS s WHERE s.name IN ('debug_print_parse', 'debug_print_rewritten', 'debug_print_plan') AND s.value = 'on'

-- rule server-passwords-md5, warning
-- title: New passwords are kept as MD5
-- harm: A copy of the catalogue is then enough to log in: an MD5 verifier is as good as the password.
SELECT s.name, '', 'ALTER SYSTEM SET password_encryption = ''scram-sha-256''; SELECT pg_reload_conf();'
  FROM setting AS s WHERE s.name = 'password_encryption' AND s.value NOT IN ('scram-sha-256', 'on')

-- rule server-without-tls, warning
-- title: The server listens to the network without encryption
-- harm: Rows and sealed contexts cross the network in plain text.
SELECT 'ssl', 'listens on ' || l.value, 'ALTER SYSTEM SET ssl = on;  -- with ssl_cert_file and ssl_key_file, and a restart'
  FROM setting AS s JOIN setting AS l ON l.name = 'listen_addresses'
 WHERE s.name = 'ssl' AND s.value = 'off'
   AND EXISTS (SELECT FROM unnest(string_to_array(replace(l.value, ' ', ''), ',')) AS a (address)
                WHERE a.address NOT IN ('', 'localhost', '::1') AND a.address NOT LIKE '127.%')

-- rule server-old-tls, warning
-- title: The server takes a version of TLS that is broken
-- harm: Before TLS 1.2 somebody between can read rows and sealed contexts that cross the network.
SELECT s.name, 'is ' || s.value, 'ALTER SYSTEM RESET ssl_min_protocol_version; SELECT pg_reload_conf();'
  FROM setting AS s WHERE s.name = 'ssl_min_protocol_version' AND s.value IN ('', 'TLSv1', 'TLSv1.1')

-- rule server-preloads, warning
-- title: The server loads a library that ringfence does not know
-- harm: Native code in the server sees every row, and stands above every policy.
SELECT s.name, btrim(l.library), format('ALTER SYSTEM RESET %s;  -- and a restart', s.name)
  FROM setting AS s CROSS JOIN unnest(string_to_array(s.value, ',')) AS l (library)
 WHERE s.name IN ('shared_preload_libraries', 'session_preload_libraries', 'local_preload_libraries')
   AND replace(btrim(l.library, ' "'), '$libdir/', '') NOT IN ('', 'pg_stat_statements', 'auto_explain', 'pgaudit', 'vector', 'citus', 'timescaledb', 'pg_partman_bgw', 'pg_prewarm', 'auth_delay', 'passwordcheck', 'credcheck', 'rdsutils', 'google_columnar_engine', 'supautils', 'plan_filter')

-- rule server-trusts, error, superuser
-- title: The server lets somebody in without a password
-- harm: Whoever reaches that address or socket names a login, the service's or an administrator's, and is it.
SELECT 'pg_hba.conf', format('line %s, %s for %s', h.line_number, h.type, array_to_string(h.user_name, ', ')), '-- let the line ask for scram-sha-256 in place of trust, and SELECT pg_reload_conf();'
  FROM access_rule AS h WHERE h.auth_method = 'trust'

-- rule server-asks-plainly, warning, superuser
-- title: The server asks for passwords in a weak way
-- harm: A password that crosses the network in plain text, or as MD5, can be read and used again.
SELECT 'pg_hba.conf', format('line %s, %s', h.line_number, h.auth_method), '-- let the line ask for scram-sha-256, and SELECT pg_reload_conf();'
  FROM access_rule AS h WHERE h.auth_method IN ('password', 'md5', 'ident', 'ldap', 'pam', 'bsd', 'radius') AND h.type <> 'local'
