package dev.ringfence.parsing;

import java.util.Optional;

/** Reads files into text. Implementations are thread-safe. */
public interface DocumentReader {
  /** The media type of files with such a name, if files of that kind can be read. */
  Optional<String> mediaTypeOf(String fileName);

  /**
   * Whether files of that media type can be read.
   *
   * @param mediaType parameters behind a semicolon are passed over
   */
  boolean reads(String mediaType);

  /**
   * Reads one file; a file that cannot be read is an outcome like any other.
   *
   * @param mediaType parameters behind a semicolon are passed over
   * @param fileName what the file is called, for a title where it states none
   * @throws ReaderUnavailableException when nothing can be read at present, whatever the file
   */
  Parsed read(String mediaType, byte[] content, String fileName);

  /**
   * A reader inside this process: for files of our own. A file of a stranger's can hold such a
   * reader up without end, or take all of the memory; {@link ParserProcesses} is for those.
   */
  static DocumentReader inThisProcess() {
    return new DocumentParsers();
  }
}
