-- The first migration was worded anew, so that PostgreSQL 15 can read it; it does the same. A database that
-- has the earlier wording takes the sum of the new one.
DO $$
BEGIN
  IF to_regclass('ringfence.schema_history') IS NOT NULL THEN
    UPDATE ringfence.schema_history SET checksum = -170073150
     WHERE version = '1' AND checksum IN (741433269, -705998087);
  END IF;
END
$$;
