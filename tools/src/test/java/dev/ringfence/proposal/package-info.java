@NullMarked
package dev.ringfence.proposal;

import org.jspecify.annotations.NullMarked;
