/**
 * The leak lab: attacks the service over HTTP, watches every tap, and proves that each check can
 * fail.
 *
 * <p>Rule of this package: the redactor never grades itself, so nothing here uses it.
 */
@NullMarked
package dev.ringfence.eval;

import org.jspecify.annotations.NullMarked;
