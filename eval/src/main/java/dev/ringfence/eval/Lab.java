package dev.ringfence.eval;

import dev.ringfence.database.PostgresUri;
import dev.ringfence.embedded.EmbeddedPostgres;
import dev.ringfence.embedded.PostgresInstaller;
import dev.ringfence.embedded.Progress;
import dev.ringfence.report.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own in a folder of its own, with the demo companies loaded once; whoever
 * experiments gets a copy. Nothing of it is left when it is closed.
 */
final class Lab implements AutoCloseable {
  private static final String TEMPLATE = "lab_template";

  /** The companies as they are, without a canary. */
  private static final String PLAIN = "lab_plain";

  /** Copies have the documents already, and with canaries they would look like others. */
  private static final MethodRewrite READ_NO_DOCUMENTS =
      new MethodRewrite("dev.ringfence.cli.DemoInstance", "ingest", "nothing");

  private final Path folder;
  private final EmbeddedPostgres postgres;
  private final Progress progress;
  private final LogTap log = LogTap.open();
  private final CanaryBook book;
  private final PersonalData personal;
  private final List<Column> columns;
  private int copies;

  private Lab(Path folder, EmbeddedPostgres postgres, Progress progress, long seed) {
    this.folder = folder;
    this.postgres = postgres;
    this.progress = progress;
    this.book = new CanaryBook(seed);
    try (LabDatabase template = database(TEMPLATE)) {
      load(template);
      this.personal = PersonalData.in(template);
      Population.addFormerMembers(template);
      // A template must have nobody connected.
      template.close();
      server().execute("CREATE DATABASE " + PLAIN + " TEMPLATE " + TEMPLATE);
      progress.step("planting canaries");
      this.columns = new Planting(template, book).plant(false);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  static Lab open(Progress progress, long seed) {
    try {
      Path folder = Files.createTempDirectory("ringfence-lab-");
      // PostgreSQL does not run as root, and its other user has to enter.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      Files.createFile(folder.resolve("ringfence.yaml"));
      progress.step("starting a PostgreSQL of the lab's own");
      EmbeddedPostgres postgres =
          EmbeddedPostgres.start(
              new PostgresInstaller(PostgresInstaller.defaultCache(), progress).install(),
              folder.resolve("postgres"),
              Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"));
      return new Lab(folder, postgres, progress, seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The demo companies and their documents, by the service's own means. */
  private void load(LabDatabase template) {
    progress.step("loading the demo companies");
    server().execute("CREATE DATABASE " + TEMPLATE);
    RunningService service =
        start(new SabotageLoader(List.of()), template, "http://127.0.0.1:9/v1", new Launch());
    try {
      new OwnFiles(template, book).bring(service);
    } finally {
      service.close();
    }
  }

  CanaryBook book() {
    return book;
  }

  PersonalData personal() {
    return personal;
  }

  /** What signs the tokens of the demo companies. */
  IssuerKey issuerKey() {
    return IssuerKey.in(folder.resolve("demo-issuer.jwk"));
  }

  /** What signs the tokens of visitors. */
  IssuerKey visitorKey() {
    return IssuerKey.in(folder.resolve("visitor.jwk"));
  }

  /** A secret that the service keeps to itself, 32 bytes. */
  byte[] secret(String name) {
    try {
      return Base64.getDecoder()
          .decode(
              ServiceClient.parse(Files.readString(folder.resolve("keys.json")))
                  .path(name)
                  .asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What became of the columns that have their canaries in every copy. */
  List<Column> columns() {
    return columns;
  }

  /** Where everything that is logged goes while the lab is open. */
  LogTap log() {
    return log;
  }

  private LabDatabase server() {
    return database("postgres");
  }

  private LabDatabase database(String name) {
    return new LabDatabase(postgres.admin().withDatabase(name));
  }

  private RunningService start(
      ClassLoader loader, LabDatabase database, String modelUrl, Launch launch) {
    PostgresUri admin = database.admin();
    return InProcessService.start(loader, folder, admin, modelUrl, launch);
  }

  /** A fresh copy of the companies, with their canaries. */
  LabDatabase copy() {
    return copy(TEMPLATE);
  }

  /** A fresh copy of the companies as they are. */
  LabDatabase plainCopy() {
    return copy(PLAIN);
  }

  private LabDatabase copy(String template) {
    String name = "lab_" + ++copies;
    server().execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    server().execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
    server().execute("GRANT CONNECT ON DATABASE " + name + " TO ringfence_app, ringfence_public");
    return database(name);
  }

  /** The service on a copy, with some of its methods replaced. */
  RunningService start(
      List<Rewrite> rewrites, LabDatabase database, AttackerModel model, Launch launch) {
    return start(rewrites, database, model.baseUrl(), launch);
  }

  /** The same, with whatever model listens there. */
  RunningService start(List<Rewrite> rewrites, LabDatabase database, String modelUrl) {
    return start(rewrites, database, modelUrl, new Launch());
  }

  private RunningService start(
      List<Rewrite> rewrites, LabDatabase database, String modelUrl, Launch launch) {
    List<Rewrite> all = new ArrayList<>(rewrites);
    all.add(READ_NO_DOCUMENTS);
    return start(new SabotageLoader(all), database, modelUrl, launch);
  }

  @Override
  public void close() {
    log.close();
    postgres.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
