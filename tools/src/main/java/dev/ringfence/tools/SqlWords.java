package dev.ringfence.tools;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words of SQL that the rules tell apart. */
final class SqlWords {
  /** Words that never name anything without quotes, as PostgreSQL reserves them. */
  static final Set<String> RESERVED =
      words(
          """
          all analyse analyze and any array as asc asymmetric both case cast check collate column
          constraint create current_catalog current_date current_role current_time
          current_timestamp current_user default deferrable desc distinct do else end except false
          fetch for foreign from grant group having in initially intersect into lateral leading
          limit localtime localtimestamp not null offset on only or order placing primary
          references returning select session_user some symmetric system_user table then to trailing
          true union unique user using variadic when where window with
          authorization binary collation concurrently cross current_schema freeze full ilike inner is
          isnull join left like natural notnull outer overlaps right similar tablesample verbose
          between exists
          """);

  /** Words that a provably harmless SELECT does not contain, with what to write instead. */
  static final Map<String, String> FORBIDDEN =
      Map.ofEntries(
          Map.entry("insert", "a tool only reads"),
          Map.entry("update", "a tool only reads and takes no locks"),
          Map.entry("delete", "a tool only reads"),
          Map.entry("merge", "a tool only reads"),
          Map.entry("into", "a tool only reads"),
          Map.entry("share", "a tool takes no locks"),
          Map.entry("returning", "a tool only reads"),
          Map.entry("natural", "write JOIN … USING (columns)"),
          Map.entry("operator", "write the operator itself"),
          Map.entry("tablesample", "write LIMIT"),
          Map.entry("fetch", "write LIMIT"),
          Map.entry("table", "write SELECT with the columns you need"),
          Map.entry("only", "name the whole table"),
          Map.entry("recursive", "write a plain WITH"));

  /** Functions that depend on their arguments and the clock alone. */
  static final Set<String> FUNCTIONS =
      words(
          """
          count sum avg min max bool_and bool_or every string_agg array_agg json_agg jsonb_agg
          stddev variance percentile_cont percentile_disc mode
          row_number rank dense_rank percent_rank ntile lag lead first_value last_value nth_value
          coalesce nullif greatest least
          lower upper initcap trim btrim ltrim rtrim length char_length character_length
          substring substr position strpos split_part replace translate concat concat_ws reverse
          starts_with format to_char to_date to_number to_timestamp regexp_replace
          array_length cardinality array_to_string unnest jsonb_array_length json_array_length
          jsonb_build_object json_build_object jsonb_build_array
          abs ceil ceiling floor round trunc mod sign div
          now age date_part date_trunc extract make_date make_interval justify_days
          statement_timestamp transaction_timestamp isfinite overlay date
          """);

  /**
   * Functions that take a row of any table: PostgreSQL reads {@code alias.function} as a call of
   * them where no column has that name.
   */
  static final Set<String> ROW_FUNCTIONS =
      words(
          """
          row_to_json to_json to_jsonb json_agg jsonb_agg json_agg_strict jsonb_agg_strict array_agg
          any_value array_to_json record_out record_send hash_record hash_record_extended
          quote_literal quote_nullable pg_column_size pg_typeof concat format num_nulls num_nonnulls
          json_build_array jsonb_build_array json_build_object jsonb_build_object min max
          bytea
          """);

  /** Reserved words of PostgreSQL that are functions as well. */
  static final Set<String> RESERVED_FUNCTIONS = words("left right");

  /** Key words and types that a parenthesis may follow although they are not functions. */
  static final Set<String> BEFORE_PARENTHESIS =
      words(
          """
          materialized over filter within values row by varying char character varchar numeric
          decimal bit float time timestamp timestamptz interval precision escape
          """);

  /** Columns that PostgreSQL adds to every table. */
  static final Set<String> SYSTEM_COLUMNS = words("ctid xmin xmax cmin cmax tableoid oid");

  /** Types whose cast looks names up in the catalogue, or runs more than a conversion. */
  static final Set<String> LOOK_UP_TYPES =
      words(
          """
          regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc
          regprocedure regrole regtype xml
          """);

  /** Columns that say who owns a row. */
  private static final Set<String> OWNERSHIP = words("tenant_id customer_id owner_id");

  private SqlWords() {}

  /** Whether a name is, in any case, that of a column that says who owns a row. */
  static boolean isOwnership(String name) {
    return OWNERSHIP.contains(name.toLowerCase(Locale.ROOT));
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
  }
}
