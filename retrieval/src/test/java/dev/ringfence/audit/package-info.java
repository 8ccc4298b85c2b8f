@NullMarked
package dev.ringfence.audit;

import org.jspecify.annotations.NullMarked;
