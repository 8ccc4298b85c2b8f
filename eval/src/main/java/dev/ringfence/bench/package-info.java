/**
 * The benchmark: measures the service as its users meet it, beside a baseline of the same run.
 *
 * <p>Rule of this package: it measures and reports; a missed goal is a line of the report, never a
 * failed test.
 */
@NullMarked
package dev.ringfence.bench;

import org.jspecify.annotations.NullMarked;
