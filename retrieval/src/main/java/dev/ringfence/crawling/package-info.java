/**
 * Pages of one site, fetched the way a polite stranger would.
 *
 * <p>Rule of this package: one scheme, host and port, the one that the operator named; no link and
 * no redirect leads elsewhere. Whatever the site answers, how much of it, how slowly and for how
 * long, is bounded.
 */
@NullMarked
package dev.ringfence.crawling;

import org.jspecify.annotations.NullMarked;
