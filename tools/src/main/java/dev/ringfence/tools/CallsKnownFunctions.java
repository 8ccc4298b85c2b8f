package dev.ringfence.tools;

import dev.ringfence.querytree.Column;
import dev.ringfence.querytree.StatementReading.Call;
import dev.ringfence.tools.FenceCatalogue.FunctionFacts;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is called depends on its arguments and the clock alone: operators and casts too, wherever
 * they stand, inside of views as well.
 */
final class CallsKnownFunctions implements LoadRule {
  /** Functions of PostgreSQL that are stable and yet depend on arguments and settings alone. */
  private static final Set<String> STABLE =
      words(
          """
          now transaction_timestamp statement_timestamp age to_char to_date to_timestamp to_number
          date_trunc date_part extract timezone date_bin make_timestamptz date_add date_subtract
          isfinite overlaps date timestamptz timestamp time timetz
          concat concat_ws format to_tsvector to_tsquery plainto_tsquery phraseto_tsquery
          websearch_to_tsquery ts_headline generate_series
          to_json to_jsonb row_to_json array_to_json json_build_object jsonb_build_object
          json_build_array jsonb_build_array json_agg jsonb_agg json_object_agg jsonb_object_agg
          array_to_string string_to_array json_agg_strict jsonb_agg_strict
          """);

  /** Functions that make a new id: what writes may call them. */
  private static final Set<String> NEW_IDS = words("gen_random_uuid uuidv7");

  /** Functions whose result is as large as a number says: no number of a model's. */
  private static final Set<String> GROWING =
      words("repeat lpad rpad array_fill generate_series power factorial");

  /** Extensions of PostgreSQL's own distribution, and pgvector, that compute and read nothing. */
  private static final Set<String> EXTENSIONS =
      words(
          """
          citext pg_trgm unaccent hstore ltree intarray fuzzystrmatch isn cube earthdistance
          btree_gin btree_gist seg vector
          """);

  /** Types beside {@code regclass} and its like whose values are names of the catalogue. */
  private static final Set<String> LOOKING_UP = words("aclitem xml");

  private static final Set<String> PRINCIPAL = words("tenant_id customer_id");

  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    for (var call : read.statement().functions()) {
      judge(read, call, objection);
    }
    for (var operator : read.statement().operators()) {
      var function = read.catalogue().functionOf(operator);
      if (function != 0) {
        judgeSilent(function, read.catalogue().function(function), objection);
      }
    }
    for (var id : read.statement().types()) {
      var type = read.catalogue().type(id);
      if (type.name().startsWith("reg") || LOOKING_UP.contains(type.name())) {
        objection.accept("a cast to " + type.name() + " looks names up; remove it");
      } else if (type.kind().equals("d")) {
        objection.accept(
            "a cast to the domain "
                + type.name()
                + " may run more than a conversion; cast to its"
                + " base type");
      } else if (!type.schema().equals("pg_catalog")
          && !type.kind().equals("e")
          && !EXTENSIONS.contains(type.extension())) {
        objection.accept("a cast to " + type.name() + " is not known; use PostgreSQL's own types");
      }
    }
  }

  @Override
  public void judgeBody(ReadTool body, Consumer<String> objection) {
    judge(body, objection);
  }

  private static void judge(ReadTool read, Call call, Consumer<String> objection) {
    var function = read.catalogue().function(call.function());
    if (!call.named()) {
      judgeSilent(call.function(), function, objection);
      return;
    }
    if (isServers(call.function(), function)) {
      if (read.tool().writes() && NEW_IDS.contains(function.name())) {
        return;
      }
      if (function.volatility().equals("v")
          || (function.volatility().equals("s") && !STABLE.contains(function.name()))) {
        objection.accept(
            "the function "
                + function.name()
                + " does not depend on its arguments alone; remove it");
      } else if (GROWING.contains(function.name()) && !call.arguments().parameters().isEmpty()) {
        objection.accept(
            "the function "
                + function.name()
                + " makes as much as a parameter says; write a number in its place");
      }
    } else if (!isOfKnownExtension(function) && !isPrincipal(function)) {
      var body = read.functions().get(call.function());
      if (body == null) {
        objection.accept(ofUsers(read, function));
      } else {
        judgeOwn(body, call, objection);
      }
    }
  }

  /** A function whose body is judged by itself. */
  private static void judgeOwn(FunctionBody body, Call call, Consumer<String> objection) {
    var takes = body.shape().takes();
    if (!body.refusal().isEmpty()) {
      objection.accept(body.refusal());
    } else if (call.given() != takes.size()) {
      objection.accept(
          "the function "
              + body.shape().name()
              + " is called with "
              + call.given()
              + " of its parameters "
              + String.join(", ", takes)
              + ", and what stands for the others is not seen; pass every one");
    }
  }

  /** What an operator or a cast runs. */
  private static void judgeSilent(long id, FunctionFacts function, Consumer<String> objection) {
    var own = isServers(id, function) && !function.volatility().equals("v");
    if (!own && !isOfKnownExtension(function)) {
      objection.accept(
          "an operator or a cast runs the function "
              + function.schema()
              + "."
              + function.name()
              + ", which is not PostgreSQL's own; use another one");
    }
  }

  /** Whether the server brought it; others may have put theirs among its own. */
  private static boolean isServers(long id, FunctionFacts function) {
    return function.schema().equals("pg_catalog") && id < Column.FIRST_OF_USERS;
  }

  private static boolean isOfKnownExtension(FunctionFacts function) {
    return EXTENSIONS.contains(function.extension())
        && !function.volatility().equals("v")
        && !function.definer();
  }

  /** The service's own functions for policies, which tell the caller's ids and nothing else. */
  private static boolean isPrincipal(FunctionFacts function) {
    return function.schema().equals("ringfence") && PRINCIPAL.contains(function.name());
  }

  private static String ofUsers(ReadTool read, FunctionFacts function) {
    var name = "the function " + function.schema() + "." + function.name();
    return read.tool().writes()
        ? name
            + " is called by a statement that writes; make its value a parameter, so that who"
            + " approves sees it"
        : name + " is not known to depend on its arguments alone; put its query in the tool";
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }
}
