/**
 * What PostgreSQL itself makes of a statement: its query tree, as the server writes it down after
 * it has resolved names, expanded views and added the policies of rows.
 */
@NullMarked
package dev.ringfence.querytree;

import org.jspecify.annotations.NullMarked;
