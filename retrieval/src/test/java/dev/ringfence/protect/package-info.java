/** Tests of bringing tables inside the fence, on schemas of several styles. */
@NullMarked
package dev.ringfence.protect;

import org.jspecify.annotations.NullMarked;
