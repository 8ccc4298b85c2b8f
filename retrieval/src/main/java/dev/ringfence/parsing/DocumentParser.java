package dev.ringfence.parsing;

import java.io.IOException;
import java.util.Set;

/**
 * Reads the text out of files of one format. It runs nothing that is in them and fetches nothing
 * they point to.
 */
interface DocumentParser {
  /** The media types of the format, the usual one first. */
  Set<String> mediaTypes();

  /** The endings of file names of the format, lower case and without the dot. */
  Set<String> extensions();

  /**
   * Reads one file. Whatever it throws besides is taken for a broken file.
   *
   * @param fallbackTitle its title where it has none itself
   */
  ParsedDocument parse(byte[] content, String fallbackTitle)
      throws IOException, UnreadableException;
}
