package dev.ringfence.eval;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A request whose large body is announced and never sent: what the service answers by then shows
 * whether it would have read it.
 */
final class AnnouncedBody implements AutoCloseable {
  private static final int BYTES = 8 << 20;

  /** Milliseconds. */
  private static final int PATIENCE = 20_000;

  private static final String ANSWER = "HTTP/1.1 ";

  private final Socket socket;
  private final String status;

  private AnnouncedBody(Socket socket, String status) {
    this.socket = socket;
    this.status = status;
  }

  /**
   * Sends the head of a file.
   *
   * @param token empty for none
   * @throws LabException where nobody answers
   */
  static AnnouncedBody to(String origin, String route, String token) {
    URI service = URI.create(origin);
    String head =
        "POST "
            + route
            + "?name=never.md HTTP/1.1\r\nHost: "
            + service.getAuthority()
            + "\r\nContent-Type: text/markdown\r\nExpect: 100-continue\r\nContent-Length: "
            + BYTES
            + (token.isEmpty() ? "" : "\r\nAuthorization: Bearer " + token)
            + "\r\n\r\n";
    try {
      Socket socket = new Socket(service.getHost(), service.getPort());
      socket.setSoTimeout(PATIENCE);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new AnnouncedBody(socket, status(socket));
    } catch (IOException e) {
      throw new LabException("the service does not answer", e);
    }
  }

  private static String status(Socket socket) throws IOException {
    try {
      byte[] line = socket.getInputStream().readNBytes(ANSWER.length() + 3);
      String read = new String(line, StandardCharsets.US_ASCII);
      return read.startsWith(ANSWER) ? read.substring(ANSWER.length()) : "";
    } catch (SocketTimeoutException _) {
      return "";
    }
  }

  /** {@code 100} where the body is waited for; empty where nothing came. */
  String status() {
    return status;
  }

  /** Goes away without having sent anything. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new LabException("a connection of the lab did not close", e);
    }
  }
}
