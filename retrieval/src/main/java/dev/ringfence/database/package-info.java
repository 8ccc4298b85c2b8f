/**
 * The tenant-bound database: principals, the sealed context, transactions bound to one principal,
 * and migrations.
 *
 * <p>Rule of this package: {@code TenantDatabase} alone holds the connection pools; nothing else
 * obtains a connection.
 */
@NullMarked
package dev.ringfence.database;

import org.jspecify.annotations.NullMarked;
