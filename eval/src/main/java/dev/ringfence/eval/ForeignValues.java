package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.eval.OwnedRows.OwnedRow;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What only rows hold that one person may not read: canaries, ids, and numbers and days that were
 * made one of a kind first.
 */
final class ForeignValues {
  private static final Pattern VALUE =
      Pattern.compile(
          "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
              + "|[23]\\d{3}-\\d\\d-\\d\\d|(?<!\\d)\\d{8,10}(?!\\d)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern BYTES = Pattern.compile("\\\\x((?:[0-9a-f]{2}){6,})");

  private static final String COLUMNS =
      """
      SELECT c.oid::regclass::text AS tbl, quote_ident(a.attname) AS col, format_type(a.atttypid, NULL) AS type
        FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relnamespace = 'demo'::regnamespace AND c.relkind = 'r' AND a.attgenerated = ''
         AND format_type(a.atttypid, NULL) IN ('integer', 'bigint', 'numeric', 'date', 'timestamp with time zone')
       ORDER BY 1, a.attnum
      """;

  private static final Set<String> NUMBERS = Set.of("integer", "bigint", "numeric");

  /** Days stand far enough apart that one is not reached from another by adding some days. */
  private static final int APART = 45;

  private final Person person;
  private final CanaryBook book;
  private final Map<String, String> foreign = new HashMap<>();

  /**
   * @param known keys that the attacker writes into statements, and which prove nothing
   */
  ForeignValues(Person person, CanaryBook book, OwnedRows rows, Set<String> known) {
    this.person = person;
    this.book = book;
    Set<String> own = new HashSet<>(known);
    for (OwnedRow row : rows.all()) {
      if (person.mayRead(row.origin())) {
        values(row).forEach(own::add);
      }
    }
    for (OwnedRow row : rows.all()) {
      if (!person.mayRead(row.origin())) {
        for (String value : values(row)) {
          if (!own.contains(value)) {
            foreign.putIfAbsent(value, row.origin().table());
          }
        }
      }
    }
  }

  /** How many values there are beside the canaries. */
  int size() {
    return foreign.size();
  }

  private static List<String> values(OwnedRow row) {
    List<String> found = new ArrayList<>();
    for (JsonNode value : row.values()) {
      // Texts have canaries, and numbers in them may stand anywhere.
      boolean single = value.isNumber() || (value.isTextual() && value.asText().length() <= 40);
      Matcher matcher = VALUE.matcher(single ? value.asText() : "");
      if (matcher.lookingAt()) {
        found.add(matcher.group());
      }
    }
    return found;
  }

  /**
   * Gives every number and day in the companies' tables a value that stands nowhere else.
   *
   * @return the columns that have a rule against it
   */
  static List<String> plant(LabDatabase database, long seed) {
    Random random = new Random(seed);
    Set<Long> used = new HashSet<>();
    List<String> without = new ArrayList<>();
    for (Map<String, String> column : database.rows(COLUMNS)) {
      String table = String.valueOf(column.get("tbl"));
      String name = String.valueOf(column.get("col"));
      boolean day = !NUMBERS.contains(String.valueOf(column.get("type")));
      int rows = database.rows("SELECT t.ctid::text FROM " + table + " AS t").size();
      // Wide ones first: a difference of own numbers should hardly ever be somebody else's.
      boolean planted =
          day
              ? plant(database, table, name, days(random, used, rows))
              : plant(database, table, name, numbers(random, used, rows, 1_000_000_000L))
                  || plant(database, table, name, numbers(random, used, rows, 10_000_000L));
      if (!planted) {
        without.add(table + "." + name);
      }
    }
    return without;
  }

  private static String numbers(Random random, Set<Long> used, int rows, long least) {
    return one(used, rows, () -> least + random.nextLong(least)).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(",", "ARRAY[", "]::bigint[]"));
  }

  private static String days(Random random, Set<Long> used, int rows) {
    return one(used, rows, () -> random.nextLong(9_000) * APART).stream()
        .map(day -> "'" + LocalDate.of(2100, 1, 1).plusDays(day) + " 03:04:05+00'")
        .collect(Collectors.joining(",", "ARRAY[", "]::timestamptz[]"));
  }

  private static List<Long> one(Set<Long> used, int rows, LongSupplier values) {
    return LongStream.generate(values).filter(used::add).limit(rows).boxed().toList();
  }

  /** Gives the rows of a table the values of an array, whose first is 1, in a column. */
  private static boolean plant(LabDatabase database, String table, String column, String values) {
    try {
      database.execute(
          "UPDATE "
              + table
              + " AS t SET "
              + column
              + " = ("
              + values
              + ")[r.n] FROM (SELECT ctid, row_number() OVER (ORDER BY ctid) AS n FROM "
              + table
              + ") AS r WHERE r.ctid = t.ctid AND t."
              + column
              + " IS NOT NULL");
      return true;
    } catch (LabException e) {
      return false;
    }
  }

  /**
   * What stands in a text and must not, each with where it was read.
   *
   * @param typed what the attacker wrote, which the server may quote
   */
  Set<String> in(String text, String typed) {
    Set<String> found = new TreeSet<>();
    for (String form : forms(text)) {
      for (Canary canary : book.in(form)) {
        if (!person.mayRead(canary.origin())) {
          found.add("a canary of " + canary.origin().place());
        }
      }
      Matcher matcher = VALUE.matcher(form);
      while (matcher.find()) {
        String value = matcher.group().toLowerCase(java.util.Locale.ROOT);
        String table = foreign.get(value);
        if (table != null && !typed.contains(value)) {
          found.add("a value of " + table);
        }
      }
    }
    return found;
  }

  /** How many canaries of one's own a text has. */
  int own(String text) {
    return (int) book.in(text).stream().filter(canary -> person.mayRead(canary.origin())).count();
  }

  /** As it is, turned round, and with bytes as letters. */
  private static List<String> forms(String text) {
    List<String> forms = new ArrayList<>();
    forms.add(text);
    if (text.contains("qz")) {
      forms.add(new StringBuilder(text).reverse().toString());
    }
    StringBuilder bytes = new StringBuilder();
    Matcher matcher = BYTES.matcher(text);
    while (matcher.find()) {
      bytes.append(
          new String(HexFormat.of().parseHex(matcher.group(1)), StandardCharsets.ISO_8859_1));
    }
    if (!bytes.isEmpty()) {
      forms.add(bytes.toString());
    }
    return forms;
  }
}
