package dev.ringfence.parsing;

import static dev.ringfence.parsing.UnreadableDocument.Reason;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.util.ZipSecureFile;

/**
 * A file of an office suite before it is read: a zip of XML, looked through and bounded here, so
 * that what POI is handed can neither grow without end nor declare entities.
 */
final class OfficeFile {
  private static final int MOST_ENTRIES = 2_000;
  private static final long MOST_BYTES = 128L << 20;
  private static final long LARGEST_PART = 64L << 20;

  /** Below so many bytes a part may be as well compressed as it likes. */
  private static final long SMALL_PART = 1 << 20;

  private static final int HIGHEST_RATIO = 200;
  private static final byte[] DOCTYPE = "<!DOCTYPE".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCRYPTED_PACKAGE =
      "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

  static {
    ZipSecureFile.setMinInflateRatio(1.0 / HIGHEST_RATIO);
    ZipSecureFile.setMaxEntrySize(LARGEST_PART);
    ZipSecureFile.setMaxTextSize(LARGEST_PART);
    ZipSecureFile.setMaxFileCount(MOST_ENTRIES);
  }

  private OfficeFile() {}

  /** Opens a file that is within the limits, to be read and never to be written. */
  static OPCPackage open(byte[] content) throws IOException, UnreadableException {
    if (content.length > 8 && content[0] == (byte) 0xD0 && content[1] == (byte) 0xCF) {
      // The container of the older formats, in which the newer ones are kept when they are locked.
      throw new UnreadableException(
          contains(content, ENCRYPTED_PACKAGE) ? Reason.ENCRYPTED : Reason.BROKEN);
    }
    lookThrough(content);
    try {
      return OPCPackage.open(new ByteArrayInputStream(content));
    } catch (InvalidFormatException _) {
      throw new UnreadableException(Reason.BROKEN);
    }
  }

  private static void lookThrough(byte[] content) throws IOException, UnreadableException {
    Set<String> names = new HashSet<>();
    long bytes = 0;
    Counted counted = new Counted(new ByteArrayInputStream(content));
    try (ZipInputStream zip = new ZipInputStream(counted)) {
      long before = 0;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!names.add(entry.getName().toLowerCase(Locale.ROOT))) {
          throw new UnreadableException(Reason.BROKEN);
        }
        if (names.size() > MOST_ENTRIES) {
          throw new UnreadableException(Reason.TOO_LARGE);
        }
        long inflated = part(zip, isXml(entry.getName()), MOST_BYTES - bytes);
        long packed = Math.max(1, counted.read - before);
        if (inflated > SMALL_PART && inflated / packed > HIGHEST_RATIO) {
          throw new UnreadableException(Reason.TOO_LARGE);
        }
        before = counted.read;
        bytes += inflated;
      }
    }
    if (!names.contains("[content_types].xml")) {
      throw new UnreadableException(Reason.BROKEN);
    }
  }

  /** Inflates one part and says how long it is; no more of it than is allowed ever is in memory. */
  private static long part(InputStream part, boolean xml, long left)
      throws IOException, UnreadableException {
    byte[] buffer = new byte[1 << 14];
    long bytes = 0;
    int matched = 0;
    for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
      bytes += read;
      if (bytes > left || bytes > LARGEST_PART) {
        throw new UnreadableException(Reason.TOO_LARGE);
      }
      for (int i = 0; xml && i < read; i++) {
        // Zeros are passed over, so that it is found in UTF-16 as well.
        if (buffer[i] != 0) {
          matched = buffer[i] == DOCTYPE[matched] ? matched + 1 : buffer[i] == '<' ? 1 : 0;
        }
        if (matched == DOCTYPE.length) {
          throw new UnreadableException(Reason.BROKEN);
        }
      }
    }
    return bytes;
  }

  private static boolean isXml(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".xml") || lower.endsWith(".rels") || lower.endsWith(".vml");
  }

  private static boolean contains(byte[] content, byte[] wanted) {
    for (int at = 0; at + wanted.length <= content.length; at++) {
      int same = 0;
      while (same < wanted.length && content[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }

  /** Counts what is taken from the compressed bytes; a few of the next part's may be among it. */
  private static final class Counted extends java.io.FilterInputStream {
    private long read;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      read += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, Math.min(length, 512));
      read += Math.max(0, count);
      return count;
    }
  }
}
