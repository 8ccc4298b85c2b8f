-- Rows without an owner that exists, counted when it is asked for. OrphanCount does.

-- rule orphan-no-owner, error, orphans
-- title: Rows have no owner
-- harm: They belong to nobody, and whatever treats no owner as everybody shows them to all.

-- rule orphan-no-tenant, error, orphans
-- title: Rows belong to a tenant that does not exist
-- harm: They outlived their tenant: an erasure missed them, and whoever gets that id next gets them too.

-- rule orphan-no-member, warning, orphans
-- title: Rows belong to a customer who is no member of the tenant
-- harm: They outlived their owner, or were given to somebody who never was: nobody can see, correct or erase them.
