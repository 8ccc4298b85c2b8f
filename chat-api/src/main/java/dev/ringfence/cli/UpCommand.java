package dev.ringfence.cli;

import dev.ringfence.embedded.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringfence up}. */
@Command(
    name = "up",
    description = {
      "Starts everything on this machine: a private PostgreSQL, two demo companies, the service and a"
          + " page to try it on.",
      "Ready when /readyz answers 200. Ctrl-C ends it; the next start keeps the data."
    })
final class UpCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(names = "--port", description = "port to listen on (default: ${DEFAULT-VALUE})")
  private int port = 8080;

  @Option(names = "--reset", description = "delete what the instance kept, and begin anew")
  private boolean reset;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Configuration configuration = common.configuration();
    DataFolder folder = common.folder();
    requireFreePort();
    folder.create();
    try (FileLock lock = folder.hold()) {
      if (reset) {
        folder.reset();
      }
      Log.toFile(folder.path("ringfence.log"));
      Running running = new Running();
      Progress progress =
          what -> {
            running.goOn();
            System.out.println("  " + what + " …");
          };
      try (DemoInstance instance =
              DemoInstance.start(
                  folder, configuration, port, Clock.systemUTC(), UUID::randomUUID, progress);
          CollectionWatch _ = CollectionWatch.over(instance.admin(), instance.embedders())) {
        String url = "http://127.0.0.1:" + instance.port();
        folder.writeState(url, instance.admin().toText());
        System.out.println();
        System.out.println("ringfence is ready at " + url);
        System.out.println("  sign in from a shell: ./ringfence token --tenant acme --user ana");
        System.out.println("  what happens: " + folder.path("ringfence.log"));
        running.untilStopped();
      } catch (RuntimeException e) {
        // A start that was interrupted fails in many words.
        running.goOn();
        throw e;
      } finally {
        folder.removeState();
      }
      return lock.isValid() ? 0 : 1;
    }
  }

  /** Said at once, and not after a minute of work. */
  private void requireFreePort() {
    if (port < 0 || port > 65_535) {
      throw Configuration.wrong("--port is 0 to 65535, not " + port);
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new CommandException(1, "port " + port + " is taken; choose another with --port");
    }
  }
}
