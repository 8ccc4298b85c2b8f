package dev.ringfence.tenancy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringfence.database.PostgresUri;
import dev.ringfence.tenancy.ExportPlan.Part;
import dev.ringfence.tenancy.Manifest.Entry;
import dev.ringfence.tenancy.TenantTable.Column;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The export of everything that a tenant, or one customer of it, has: one moment's rows, streamed
 * from the server into files, so that it needs the same memory whatever there is.
 */
public final class Export {
  private final PostgresUri admin;
  private final InstantSource clock;
  private final String version;
  private final TenancyProgress progress;

  /** Which forms the rows are written in. */
  public enum Format {
    NDJSON(List.of(ExportForm.NDJSON)),
    CSV(List.of(ExportForm.CSV)),
    BOTH(List.of(ExportForm.NDJSON, ExportForm.CSV));

    private final List<ExportForm> forms;

    Format(List<ExportForm> forms) {
      this.forms = forms;
    }
  }

  /** What an export has: files, rows of the first form, bytes of all. */
  public record Summary(int files, long rows, long bytes, Map<String, String> leftOut) {}

  /**
   * @param version of the tool, for the manifest
   * @param progress is told rows when a table is done
   */
  public Export(PostgresUri admin, InstantSource clock, String version, TenancyProgress progress) {
    this.admin = admin;
    this.clock = clock;
    this.version = version;
    this.progress = progress;
  }

  /**
   * Exports into a folder, which is made and has to be empty.
   *
   * @param customer null for the whole tenant
   */
  public Summary run(String tenant, @Nullable String customer, Path folder, Format format) {
    prepare(folder);
    try (AdminConnection connection = AdminConnection.open(admin)) {
      connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      Subject subject = Subject.find(connection, tenant, customer);
      ExportPlan plan = ExportPlan.of(connection, TenantCatalog.read(connection), subject);
      List<Entry> files = new ArrayList<>();
      long rows = 0;
      for (Part part : plan.parts()) {
        rows += rows(connection, part, folder, format, files);
        for (Column column : part.bytes()) {
          bytes(connection, part, column, folder, files);
        }
      }
      Manifest.write(folder, about(connection, subject, format), files, plan.leftOut());
      return new Summary(
          files.size(), rows, files.stream().mapToLong(Entry::bytes).sum(), plan.leftOut());
    } catch (IOException e) {
      throw new TenancyException(folder + " cannot be written: " + e.getMessage());
    } catch (SQLException e) {
      throw TenancyException.of(e);
    }
  }

  private static void prepare(Path folder) {
    try {
      // What is in there is somebody's: nobody else on this machine reads it.
      if (!Files.exists(folder)) {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      try (Stream<Path> inside = Files.list(folder)) {
        if (inside.findAny().isPresent()) {
          throw new TenancyException(folder + " is not empty");
        }
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw new TenancyException(folder + " cannot be used as a folder of its own");
    }
  }

  private JsonObject about(AdminConnection connection, Subject subject, Format format) {
    return new JsonObject()
        .put("export", "ringfence export 1")
        .put("tool", version)
        .put("at", clock.instant().toString())
        .put("tenant", subject.tenant().toString())
        .put("slug", subject.slug())
        .put("customer", subject.customer() == null ? null : subject.customer().id().toString())
        .put("format", format.name().toLowerCase(Locale.ROOT))
        .put("snapshot", connection.text("SELECT pg_current_snapshot()::text"))
        .put(
            "context",
            "administrator "
                + connection.text("SELECT current_user::text")
                + ", not filtered by row-level security");
  }

  private long rows(
      AdminConnection connection, Part part, Path folder, Format format, List<Entry> files)
      throws IOException, SQLException {
    long rows = 0;
    for (ExportForm form : format.forms) {
      String name = ExportForm.fileName(part.table().name()) + form.suffix();
      try (ExportFile file =
          new ExportFile(folder.resolve(name), _ -> progress.rows(part.table().name(), 0, 0))) {
        rows =
            connection
                .driver()
                .getCopyAPI()
                .copyOut(
                    form.copy(part.table(), part.columns(), part.condition()),
                    new Rows(file, form.end()));
        files.add(new Entry(name, part.table().name(), rows, file.bytes(), file.hash()));
      }
    }
    progress.rows(part.table().name(), rows, rows);
    return rows;
  }

  /** Values that are files of their own, one after another: no more than one is in memory. */
  private static void bytes(
      AdminConnection connection, Part part, Column column, Path folder, List<Entry> files)
      throws IOException, SQLException {
    Path into = folder.resolve(ExportForm.folder(part.table(), column));
    Set<String> written = new java.util.HashSet<>();
    try (Statement statement = connection.jdbc().createStatement()) {
      statement.setFetchSize(1);
      try (ResultSet values =
          statement.executeQuery(
              "SELECT "
                  + column.quoted()
                  + " FROM "
                  + part.table().name()
                  + " WHERE "
                  + part.condition()
                  + " AND octet_length("
                  + column.quoted()
                  + ") > "
                  + ExportForm.INLINE_BYTES)) {
        while (values.next()) {
          Files.createDirectories(into);
          value(values, part, into, folder, written, files);
        }
      }
    }
  }

  private static void value(
      ResultSet values, Part part, Path into, Path folder, Set<String> written, List<Entry> files)
      throws IOException, SQLException {
    Path draft = into.resolve("draft");
    String hash;
    long bytes;
    try (InputStream in = values.getBinaryStream(1);
        ExportFile file = new ExportFile(draft, _ -> {})) {
      in.transferTo(file);
      bytes = file.bytes();
      hash = file.hash();
    }
    if (!written.add(hash)) {
      Files.delete(draft);
      return;
    }
    Path named = Files.move(draft, into.resolve(hash));
    files.add(
        new Entry(
            folder.relativize(named).toString().replace('\\', '/'),
            part.table().name(),
            1,
            bytes,
            hash));
  }

  /** What the driver writes row by row, each with a line feed, with another end of row. */
  private static final class Rows extends OutputStream {
    private final OutputStream out;
    private final byte[] end;

    Rows(OutputStream out, String end) {
      this.out = out;
      this.end = end.getBytes(US_ASCII);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] row, int offset, int length) throws IOException {
      out.write(row, offset, length - 1);
      out.write(end);
    }
  }
}
