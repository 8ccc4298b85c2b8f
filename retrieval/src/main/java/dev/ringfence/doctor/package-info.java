/**
 * The doctor: what about a database lets one tenant reach another, found from its catalogue.
 *
 * <p>Rule of this package: a rule is data, a query whose rows are the objects at fault together
 * with the SQL that mends them; Java holds only what a query cannot say.
 */
@NullMarked
package dev.ringfence.doctor;

import org.jspecify.annotations.NullMarked;
