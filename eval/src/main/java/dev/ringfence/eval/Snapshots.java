package dev.ringfence.eval;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the database at a time. It is read again only where some row is another one than
 * when it was last read, which each row's place and the transaction that wrote it tell.
 */
final class Snapshots {
  private final LabDatabase database;
  private final Kept<StoredDocuments> documents;
  private final Kept<WrittenRows> written;

  Snapshots(LabDatabase database) {
    this.database = database;
    this.documents =
        new Kept<>(
            () -> stampOf(List.of("ringfence.document", "ringfence.chunk")),
            () -> StoredDocuments.in(database));
    this.written =
        new Kept<>(() -> stampOf(WrittenRows.tables(database)), () -> WrittenRows.in(database));
  }

  StoredDocuments documents() {
    return documents.now();
  }

  WrittenRows written() {
    return written.now();
  }

  /** Which rows there are, without what is in them. */
  private String stampOf(List<String> tables) {
    String each =
        tables.stream()
            .map(
                table ->
                    "SELECT '"
                        + table
                        + "' AS name, tableoid, ctid, xmin::text AS written FROM "
                        + table)
            .collect(Collectors.joining(" UNION ALL "));
    Map<String, String> stamp =
        database
            .rows(
                "SELECT md5(coalesce(string_agg(concat_ws(' ', name, tableoid, ctid, written), ','"
                    + " ORDER BY name, tableoid, ctid), '')) AS stamp FROM ("
                    + each
                    + ") AS r")
            .getFirst();
    return String.valueOf(stamp.get("stamp"));
  }

  /** The last reading, and its stamp. */
  private static final class Kept<T> {
    private final Supplier<String> stamp;
    private final Supplier<T> read;
    private String last = "";
    private @Nullable T value;

    Kept(Supplier<String> stamp, Supplier<T> read) {
      this.stamp = stamp;
      this.read = read;
    }

    /** The stamp is older than the reading, so that what is written between them is read again. */
    synchronized T now() {
      String current = stamp.get();
      T known = value;
      if (known == null || !current.equals(last)) {
        known = read.get();
        value = known;
        last = current;
      }
      return known;
    }
  }
}
