package dev.ringfence.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files of the page and the widget, from the class path. */
final class WebFile {
  /** Scripts and styles of our own alone; no framing of the page itself. */
  static final String CSP =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private WebFile() {}

  /** A file of {@code /web}, whose name is one of ours and never a client's. */
  static Reply reply(String name, String cacheControl) {
    String type =
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "html" -> "text/html; charset=utf-8";
          case "js" -> "text/javascript; charset=utf-8";
          case "css" -> "text/css; charset=utf-8";
          case "svg" -> "image/svg+xml";
          default -> "application/octet-stream";
        };
    return new Reply.Whole(
        200,
        type,
        read("/web/" + name),
        cacheControl,
        name.endsWith(".html") ? Map.of("Content-Security-Policy", CSP) : Map.of());
  }

  static byte[] read(String resource) {
    try (InputStream stream = WebFile.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
