package dev.ringfence.parsing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The process that files are read in: it takes one after another on its standard input and answers
 * on its standard output. It knows no database and no secret, and it ends itself where a file holds
 * it up and nobody else is there to end it.
 */
final class ParserWorker {
  /** The first that it says, when it is ready. */
  static final int READY = 0x52494E47;

  private static final Set<String> OWN_PROTOCOLS = Set.of("file", "jar", "jrt");

  private ParserWorker() {}

  /**
   * @param arguments how long one file may take, in milliseconds
   */
  public static void main(String[] arguments) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    // What libraries say would stand between the answers.
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(nowhere);
    System.setErr(nowhere);
    URL.setURLStreamHandlerFactory(ParserWorker::refusing);
    DocumentReader parsers = DocumentReader.inThisProcess();
    Duration most = Duration.ofMillis(Long.parseLong(arguments[0]));
    out.writeInt(READY);
    out.flush();
    while (true) {
      String mediaType;
      try {
        mediaType = in.readUTF();
      } catch (EOFException _) {
        return;
      }
      String fileName = in.readUTF();
      byte[] content = in.readNBytes(in.readInt());
      Thread end = endAfter(most);
      ParsedForm.write(parsers.read(mediaType, content, fileName), out);
      end.interrupt();
    }
  }

  private static Thread endAfter(Duration most) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                Thread.sleep(most);
                Runtime.getRuntime().halt(1);
              } catch (InterruptedException _) {
                // It was read in time.
              }
            });
  }

  private static @Nullable URLStreamHandler refusing(String protocol) {
    return OWN_PROTOCOLS.contains(protocol)
        ? null
        : new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL address) throws IOException {
            throw new IOException("Nothing is fetched here");
          }
        };
  }
}
