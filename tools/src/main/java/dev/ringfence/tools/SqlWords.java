package dev.ringfence.tools;

import java.util.Locale;
import java.util.Set;

/** The words of SQL that name nothing. */
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

  private SqlWords() {}

  private static Set<String> words(String text) {
    return Set.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
  }
}
