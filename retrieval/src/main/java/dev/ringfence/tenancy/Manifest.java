package dev.ringfence.tenancy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The list of an export's files, written when all of them are: a folder without one is no export.
 */
public final class Manifest {
  static final String NAME = "manifest.json";

  private Manifest() {}

  /**
   * A file of an export.
   *
   * @param path below the folder, with slashes
   * @param table whose rows or values it has
   */
  record Entry(String path, String table, long rows, long bytes, String sha256) {
    JsonObject json() {
      return new JsonObject()
          .put("path", path)
          .put("table", table)
          .put("rows", rows)
          .put("bytes", bytes)
          .put("sha256", sha256);
    }
  }

  static void write(Path folder, JsonObject about, List<Entry> files, Map<String, String> leftOut)
      throws IOException {
    JsonObject manifest =
        about
            .put("files", new JsonArray(files.stream().map(Entry::json).toList()))
            .put("leftOut", new JsonObject(Map.copyOf(leftOut)));
    Path draft = folder.resolve(NAME + ".draft");
    Files.writeString(draft, manifest.encodePrettily() + "\n", UTF_8);
    Files.move(draft, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * What of an export is not as its manifest says; empty for one that is whole.
   *
   * @throws TenancyException when there is no manifest that can be read
   */
  public static List<String> check(Path folder) {
    JsonArray files;
    try {
      files = new JsonObject(Files.readString(folder.resolve(NAME), UTF_8)).getJsonArray("files");
    } catch (IOException | RuntimeException e) {
      throw new TenancyException(folder + " has no " + NAME + " that can be read");
    }
    List<String> wrong = new ArrayList<>();
    Set<String> listed = new TreeSet<>();
    for (Object each : files) {
      JsonObject file = (JsonObject) each;
      String path = file.getString("path", "");
      listed.add(path);
      check(folder, file, path, wrong);
    }
    unlisted(folder, listed).forEach(path -> wrong.add(path + " is not in the manifest"));
    return wrong;
  }

  private static void check(Path folder, JsonObject file, String path, List<String> wrong) {
    Path found = folder.resolve(path).normalize();
    if (!found.startsWith(folder.normalize())
        || !Files.isRegularFile(found, LinkOption.NOFOLLOW_LINKS)) {
      wrong.add(path + " is missing");
      return;
    }
    try {
      if (Files.size(found) != file.getLong("bytes", -1L)) {
        wrong.add(path + " has another length");
      } else if (!hash(found).equals(file.getString("sha256"))) {
        wrong.add(path + " has another content");
      }
    } catch (IOException e) {
      wrong.add(path + " cannot be read");
    }
  }

  private static String hash(Path file) throws IOException {
    MessageDigest digest = ExportFile.sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Set<String> unlisted(Path folder, Set<String> listed) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> !Files.isDirectory(file))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(path -> !path.equals(NAME) && !listed.contains(path))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new TenancyException(folder + " cannot be read");
    }
  }
}
