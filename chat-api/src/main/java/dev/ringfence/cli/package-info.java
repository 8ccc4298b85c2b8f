/**
 * The command line and the composition root: the one place where the service is put together.
 *
 * <p>Rule of this package: wiring by hand, from settings that were validated before.
 */
@NullMarked
package dev.ringfence.cli;

import org.jspecify.annotations.NullMarked;
