package dev.ringfence.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Bodies of functions in SQL, put together from pieces of which it is known whether they may stand
 * in one: somewhere inside a bad body there is exactly one bad piece.
 */
final class RandomBodies {
  private static final List<String> GOOD =
      List.of(
          "b.number = words",
          "b.id = who",
          "b.pages >= n",
          "b.due <= current_date - n",
          "NOT b.paid",
          "lower(b.number) <> upper(words)",
          "b.amount > desk.average()",
          "words = ANY (b.tags)",
          "coalesce(b.note, words) IS NOT NULL",
          "desk.part(words, n) = p.number",
          "to_char(b.due, 'YYYY') = words");

  private static final List<String> BAD =
      List.of(
          "b.customer_id = who",
          "who IN (b.tenant_id, b.id)",
          "p.tenant_id::text LIKE words || '%'",
          "CASE p.customer_id WHEN who THEN true END",
          "b.customer_id IN (SELECT who)",
          "md5(b.customer_id::text) < words",
          "b.customer_id = '00000000-0000-0000-0000-000000000007'",
          "p.email = words",
          "p.phone LIKE '%1'",
          "p.email IS NOT NULL",
          "b.ctid IS NOT NULL",
          "b::text = words",
          "pg_sleep(n) IS NOT NULL",
          "current_setting(words) = 'x'",
          "repeat(b.number, n) = words",
          "words::regclass IS NOT NULL",
          "words::desk.code = 'x'",
          "who OPERATOR(desk.===) words",
          "b.points::desk.state = 'open'",
          "desk.chosen(words) = b.number",
          "desk.part(words) = b.number",
          "desk.kept() > n",
          "desk.unmarked() > n",
          "desk.whose(b.id) = who",
          "desk.is_like(b.customer_id::text, words)",
          "desk.part(p.email, n) = 'x'",
          "substr(words::varchar, 1, 2) = 'x'",
          "seems_built_in(words) = b.number",
          "EXISTS (SELECT FROM desk.contacts(b.due) c WHERE c.mail LIKE words)",
          "EXISTS (SELECT FROM desk.open_bills() o WHERE o.customer_id = who)",
          "EXISTS (SELECT FROM desk.numbered(p.phone))",
          "EXISTS (SELECT desk.by_owner(who))",
          "EXISTS (SELECT desk.peek())",
          "EXISTS (SELECT FROM desk.rate)",
          "EXISTS (SELECT FROM desk.kept)",
          "EXISTS (SELECT FROM desk.letters_of_all)",
          "EXISTS (SELECT FROM desk.always)",
          "EXISTS (SELECT FROM desk.looking l WHERE l.subject = words)",
          "EXISTS (SELECT FROM pg_catalog.pg_class)",
          "EXISTS (SELECT FROM ringfence.tenant)",
          "EXISTS (SELECT FROM shop.remark)");

  /** What a piece may be wrapped in; the second place is for another good one. */
  private static final List<String> WRAPPERS =
      List.of(
          "(%1$s AND %2$s)",
          "(%2$s OR %1$s)",
          "NOT (%1$s)",
          "coalesce(%1$s, false)",
          "((%1$s) IS TRUE)",
          "CASE WHEN %1$s THEN %2$s ELSE true END",
          "CASE WHEN %2$s THEN %1$s END",
          "EXISTS (SELECT 1 WHERE %1$s)",
          "EXISTS (SELECT FROM shop.bill c WHERE c.pages > b.pages AND %1$s)",
          "EXISTS (SELECT FROM (VALUES (%1$s), (%2$s)) v (yes) WHERE v.yes)",
          "(WITH w AS (SELECT %1$s AS yes) SELECT w.yes FROM w)",
          "true = ANY (ARRAY[%1$s, %2$s])",
          "((%1$s), n) = (true, 3)");

  private static final String FROM =
      " FROM shop.bill b JOIN shop.person p USING (tenant_id, customer_id) ";

  private static final List<String> SHAPES =
      List.of(
          "SELECT count(*)" + FROM + "WHERE %s",
          "SELECT count(*) FILTER (WHERE %s)" + FROM,
          "SELECT count(*) FROM shop.bill b JOIN shop.person p ON %s",
          "SELECT count(*) FROM shop.bill b LEFT JOIN shop.person p ON b.paid AND %s",
          "SELECT count(*) FROM (SELECT b.number" + FROM + "ORDER BY (%s), 1 LIMIT 3) x",
          "SELECT count(*)" + FROM + "GROUP BY b.pages HAVING bool_or(%s) LIMIT 1",
          "WITH w AS (SELECT %s AS yes" + FROM + ") SELECT count(*) FROM w WHERE w.yes",
          "SELECT sum(CASE WHEN %s THEN 1 ELSE 0 END)" + FROM,
          "SELECT count(*)" + FROM + ", LATERAL (SELECT %s AS yes) x WHERE x.yes",
          "SELECT max(x.place) FROM (SELECT rank() OVER (PARTITION BY %s ORDER BY b.due) AS place"
              + FROM
              + ") x",
          "SELECT (SELECT count(*) FROM shop.person q WHERE %s)" + FROM + "LIMIT 1");

  private final Random random;

  RandomBodies(Random random) {
    this.random = random;
  }

  /**
   * A function of a uuid, a text and an integer, which returns a bigint.
   *
   * @param sql that makes it, and what it calls before
   */
  record Body(String name, boolean bad, List<String> sql) {}

  List<Body> make(int count) {
    var bodies = new ArrayList<Body>();
    for (var i = 0; i < count; i++) {
      bodies.add(body("random_" + i));
    }
    return bodies;
  }

  private Body body(String name) {
    var bad = random.nextBoolean();
    var condition = any(bad ? BAD : GOOD);
    for (var depth = random.nextInt(4); depth > 0; depth--) {
      condition = any(WRAPPERS).formatted(condition, any(GOOD));
    }
    var sql = new ArrayList<String>();
    var inner = any(SHAPES).formatted(condition);
    for (var depth = random.nextInt(3); depth > 0; depth--) {
      sql.add(function(name + "_inside_" + depth, inner));
      var call = "desk.%s_inside_%d(who, words, n) >= 0".formatted(name, depth);
      inner = any(SHAPES).formatted(any(WRAPPERS).formatted(call, any(GOOD)));
    }
    sql.add(function(name, inner));
    return new Body(name, bad, sql);
  }

  private static String function(String name, String body) {
    return "CREATE FUNCTION desk."
        + name
        + "(who uuid, words text, n integer) RETURNS bigint LANGUAGE sql STABLE AS $body$"
        + body
        + "$body$";
  }

  private String any(List<String> pieces) {
    return pieces.get(random.nextInt(pieces.size()));
  }
}
