-- What is set for a role or for the database at the beginning of every session.

-- rule setting-context, error
-- title: A principal is set for every session
-- harm: A sealed context that is stored binds each connection to somebody before anybody asked.
SELECT s.object, 'setting ' || s.name, s.fix FROM session_setting AS s WHERE s.name ~* '^ringfence\.'

-- rule setting-role, error
-- title: A session begins as another role
-- harm: The login is somebody else from its first statement on, and with it every answer.
SELECT s.object, 'setting ' || s.name, s.fix FROM session_setting AS s
 WHERE lower(s.name) IN ('role', 'session_authorization')

-- rule setting-replication-role, error
-- title: A session begins as a replica
-- harm: Triggers and foreign keys do not fire in it: rows can lose their owner unnoticed.
SELECT s.object, 'setting ' || s.name, s.fix FROM session_setting AS s
 WHERE lower(s.name) = 'session_replication_role' AND lower(s.value) <> 'origin'

-- rule setting-row-security, error
-- title: Row security is switched off for a session
-- harm: Every query on a protected table fails for the service, and asks to be mended by a right that goes around policies.
SELECT s.object, 'setting ' || s.name, s.fix FROM session_setting AS s
 WHERE lower(s.name) = 'row_security' AND s.value ~* '^(off?|f(a(l(se?)?)?)?|no?|0)$'

-- rule setting-search-path, warning
-- title: A search path is set for the service's sessions
-- harm: A name without its schema may mean an object that somebody else put there.
SELECT s.object, 'setting ' || s.name, s.fix FROM session_setting AS s
 WHERE lower(s.name) = 'search_path'
   AND regexp_replace(s.value, '[\s"'']', '', 'g') !~ '^(|pg_catalog|pg_catalog,pg_temp)$'

-- rule setting-preload, error
-- title: A library is loaded into the service's sessions
-- harm: Native code in the session sees every query and every row of it, and stands above every policy.
SELECT s.object, 'setting ' || s.name, s.fix FROM session_setting AS s
 WHERE lower(s.name) IN ('local_preload_libraries', 'session_preload_libraries', 'dynamic_library_path',
                         'jit_provider') AND s.value NOT IN ('', '""')

-- rule setting-logging, warning
-- title: The statements of the service's sessions are logged
-- harm: Sealed contexts and customers' values stand in the server's log, where people read who may read neither.
SELECT s.object, 'setting ' || s.name, s.fix FROM session_setting AS s
 WHERE (lower(s.name) = 'log_statement' AND lower(s.value) IN ('all', 'mod')
        OR lower(s.name) IN ('log_min_duration_statement', 'log_min_duration_sample',
                             'auto_explain.log_min_duration')
           AND s.value !~ '^-1' AND s.value <> ''
        OR lower(s.name) = 'log_transaction_sample_rate' AND s.value !~ '^0(\.0*)?$'
        OR lower(s.name) IN ('debug_print_parse', 'debug_print_rewritten', 'debug_print_plan', 'log_parser_stats')
           AND s.value ~* '^(on|t(r(ue?)?)?|y(es?)?|1)$')

-- rule setting-unknown, warning
-- title: Something is set for the service's sessions that ringfence does not know
-- harm: A setting can change what a query finds or shows; this one has not been weighed.
SELECT s.object, 'setting ' || s.name, s.fix FROM session_setting AS s
 WHERE s.value <> '' AND lower(s.name) !~ ('^(ringfence\..*|role|session_authorization|session_replication_role|row_security|search_path'
   '|local_preload_libraries|session_preload_libraries|dynamic_library_path|jit_provider|log_.*|debug_.*|auto_explain\..*'
   '|.*_timeout|work_mem|maintenance_work_mem|temp_buffers|temp_file_limit|hash_mem_multiplier|application_name|timezone'
   '|datestyle|intervalstyle|client_encoding|client_min_messages|lc_.*|jit.*|enable_.*|.*_cost|max_parallel_.*'
   '|effective_.*|plan_cache_mode|random_page_cost|default_statistics_target|synchronous_commit|statement_timeout'
   '|default_transaction_isolation|default_transaction_read_only|extra_float_digits|bytea_output|tcp_.*|geqo.*'
   '|default_text_search_config|track_.*|idle_.*|hnsw\..*|ivfflat\..*|commit_.*|parallel_leader_participation'
   '|from_collapse_limit|join_collapse_limit|cursor_tuple_fraction|constraint_exclusion|logical_decoding_work_mem)$')

-- rule setting-log-lengths, warning
-- title: Parameters are written to the log for the service's sessions
-- harm: A statement that fails is logged together with its parameters: the sealed context is one of them.
SELECT s.object, 'setting ' || s.name, s.fix FROM session_setting AS s
 WHERE lower(s.name) = 'log_parameter_max_length_on_error' AND s.value !~ '^0'
