/**
 * The pages in a real browser. Everything is done as a person does it, with keys and clicks, and
 * read where a person reads it; the service behind the page is a scripted one.
 */
@NullMarked
package dev.ringfence.browser;

import org.jspecify.annotations.NullMarked;
