package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.report.Build;
import dev.ringfence.report.Issue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What this build attacks, and with what, as hashes: of each file's name and bytes, in the order of
 * names.
 */
final class BuildHashes {
  private BuildHashes() {}

  static Build now() {
    return new Build(
        Build.VERSION,
        of(
            List.of(
                "attacks/requests.yaml",
                "acceptance/read.yaml",
                "strategies/words.yaml",
                "tasks/visitors.yaml",
                "sabotages.yaml")),
        of(List.of("db/migration/V1__roles_and_seal.sql", "db/demo/V1__demo_tables.sql")));
  }

  /** The same with other attacks, so that nobody takes their run for one of the lab's own. */
  static Build with(Path attacks) {
    try {
      Build now = now();
      return new Build(now.version(), Issue.sha256(Files.readAllBytes(attacks)), now.schema());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of all files beside each of these that end as it does. */
  private static String of(List<String> files) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String file : files) {
      URL url = BuildHashes.class.getClassLoader().getResource(file);
      if (url == null) {
        throw new LabException(file + " is missing");
      }
      try {
        if (url.openConnection() instanceof JarURLConnection jar) {
          try (FileSystem inside =
              FileSystems.newFileSystem(Path.of(jar.getJarFileURL().toURI()))) {
            add(inside.getPath(file), all);
          }
        } else {
          add(Path.of(url.toURI()), all);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (URISyntaxException e) {
        throw new LabException(file + " cannot be read", e);
      }
    }
    return Issue.sha256(all.toByteArray());
  }

  private static void add(Path file, ByteArrayOutputStream all) throws IOException {
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.'));
    Path folder = file.toAbsolutePath().getParent();
    List<Path> siblings;
    try (Stream<Path> list = Files.list(folder)) {
      siblings =
          list.filter(Files::isRegularFile)
              .filter(each -> each.toString().endsWith(ending))
              .sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()))
              .toList();
    }
    for (Path each : siblings) {
      byte[] bytes = Files.readAllBytes(each);
      all.writeBytes((each.getFileName() + " " + bytes.length + "\n").getBytes(UTF_8));
      all.writeBytes(bytes);
    }
  }
}
