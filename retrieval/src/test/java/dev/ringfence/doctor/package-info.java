/** Tests of the doctor: databases that are broken, and databases that only look so. */
@NullMarked
package dev.ringfence.doctor;

import org.jspecify.annotations.NullMarked;
