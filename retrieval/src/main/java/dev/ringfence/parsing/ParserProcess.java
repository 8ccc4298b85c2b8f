package dev.ringfence.parsing;

import static dev.ringfence.parsing.UnreadableDocument.Reason;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One process that reads files, one at a time. It is given nothing of this process's: no secret, no
 * variable of the environment, no open file.
 */
final class ParserProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  /** What Java ends with when its memory is used up and it was told to end then. */
  private static final int OUT_OF_MEMORY = 3;

  private final Process process;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Duration patience;
  private final ScheduledExecutorService timer;
  private final AtomicLong reads = new AtomicLong();

  private ParserProcess(Process process, Duration patience, ScheduledExecutorService timer) {
    this.process = process;
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
    this.patience = patience;
    this.timer = timer;
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @param folder where it works, and keeps what it must
   * @throws ReaderUnavailableException when it does not get ready
   */
  static ParserProcess start(ParserSettings settings, Path folder, ScheduledExecutorService timer) {
    ProcessBuilder builder =
        new ProcessBuilder(
            settings.java().toString(),
            "-Xmx" + settings.heapMegabytes() + "m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            // Standard output is for answers.
            "-XX:+DisplayVMOutputToStderr",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + folder.resolve("error"),
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + folder,
            "-Duser.home=" + folder,
            // No file of XML may declare anything, whichever library reads it.
            "-Djdk.xml.dtd.support=deny",
            "-Djavax.xml.accessExternalDTD=",
            "-Djavax.xml.accessExternalSchema=",
            "-Djavax.xml.accessExternalStylesheet=",
            "-cp",
            classPath(),
            settings.program(),
            Long.toString(settings.patience().plus(START).toMillis()));
    builder.environment().clear();
    builder.directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      ParserProcess started = new ParserProcess(builder.start(), settings.patience(), timer);
      started.awaitReady();
      return started;
    } catch (IOException e) {
      throw new ReaderUnavailableException(
          "the process that reads files could not be started with " + settings.java(), e);
    }
  }

  /** This process's own, as it is found from another folder. */
  private static String classPath() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void awaitReady() throws IOException {
    ScheduledFuture<?> end = endAfter(START, new AtomicBoolean());
    try {
      if (in.readInt() != ParserWorker.READY) {
        throw new IOException("it says something else");
      }
    } catch (IOException e) {
      close();
      throw e;
    } finally {
      end.cancel(false);
    }
  }

  /** How many files it was given. */
  long reads() {
    return reads.get();
  }

  /** Reads one file. Afterwards the process may have ended: see {@link #isUsable()}. */
  Parsed read(String mediaType, byte[] content, String fileName) {
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> end = endAfter(patience, late);
    reads.incrementAndGet();
    try {
      out.writeUTF(mediaType);
      out.writeUTF(fileName);
      out.writeInt(content.length);
      out.write(content);
      out.flush();
      return ParsedForm.read(in);
    } catch (UnreadableException e) {
      close();
      return new UnreadableDocument(e.reason());
    } catch (IOException _) {
      Reason reason = late.get() ? Reason.TOO_SLOW : whyItEnded();
      close();
      return new UnreadableDocument(reason);
    } finally {
      if (!end.cancel(false)) {
        close();
      }
    }
  }

  private ScheduledFuture<?> endAfter(Duration time, AtomicBoolean late) {
    return timer.schedule(
        () -> {
          late.set(true);
          process.destroyForcibly();
        },
        time.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Its end of the pipe is closed a moment before it is gone, so its last word is waited for. */
  private Reason whyItEnded() {
    try {
      process.waitFor(1, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    close();
    return process.exitValue() == OUT_OF_MEMORY ? Reason.TOO_LARGE : Reason.BROKEN;
  }

  boolean isUsable() {
    return process.isAlive();
  }

  /** Ends the process, whatever it is at, and waits until it is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
    List.of(process.getInputStream(), process.getOutputStream())
        .forEach(
            stream -> {
              try {
                stream.close();
              } catch (IOException _) {
                // Its other end is gone.
              }
            });
    process.onExit().join();
  }
}
