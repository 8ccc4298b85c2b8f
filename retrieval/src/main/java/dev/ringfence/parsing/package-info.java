/**
 * What stands in files, free of their formats: the parsers, and the processes of their own that
 * they run in.
 *
 * <p>Rule of this package: a file is hostile. Nothing in it runs, nothing it points to is fetched,
 * and whatever it does to its reader is an outcome of reading it. Nothing here knows a database, a
 * tenant or a principal.
 */
@NullMarked
package dev.ringfence.parsing;

import org.jspecify.annotations.NullMarked;
