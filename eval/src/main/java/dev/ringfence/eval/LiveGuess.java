package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Random;

/** Names and ids as an attacker makes them up. */
final class LiveGuess {
  private static final List<String> USER_HEADERS =
      List.of("X-User-Id", "X-User", "X-Customer-Id", "X-Forwarded-User", "X-Account-Id");
  private static final List<String> TENANT_HEADERS =
      List.of("X-Tenant-Id", "X-Tenant", "X-Org-Id", "X-Organization-Id");

  /** As many as the last part of a uuid has, so that it stays a uuid of its version. */
  private static final int CHANGED = 12;

  private LiveGuess() {}

  /** An id of the same shape that nothing has: its last letters and digits are other ones. */
  static String missing(String id, int variant) {
    // A number gets more digits: the one beside it may well be somebody's.
    if (id.matches("[0-9]{1,9}")) {
      return id + "00" + (7000 + variant);
    }
    Random random = new Random(id.hashCode() + 31L * variant);
    int letters = id.matches("[0-9a-f-]*") ? 6 : 26;
    StringBuilder other = new StringBuilder(id);
    for (int at = Math.max(0, id.length() - CHANGED); at < id.length(); at++) {
      other.setCharAt(at, another(id.charAt(at), letters, random));
    }
    // By chance, or since there was nothing to change.
    return other.toString().equals(id) ? id + variant : other.toString();
  }

  private static char another(char c, int letters, Random random) {
    if (c >= '0' && c <= '9') {
      return (char) ('0' + random.nextInt(10));
    }
    if (c >= 'a' && c <= 'z') {
      return (char) ('a' + random.nextInt(letters));
    }
    return c >= 'A' && c <= 'Z' ? (char) ('A' + random.nextInt(26)) : c;
  }

  /** Whether two ids are so near that the one can be counted from the other. */
  static boolean near(String one, String other) {
    String prefix = prefix(one, other);
    String first = one.substring(prefix.length());
    String second = other.substring(prefix.length());
    if (one.equals(other) || first.length() > 4 || second.length() > 4) {
      return false;
    }
    // A few digits behind the same long beginning, or a number that is no longer than these.
    return (first + second).matches("[0-9]+");
  }

  private static String prefix(String one, String other) {
    int same = 0;
    while (same < Math.min(one.length(), other.length())
        && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return one.substring(0, same);
  }

  /** What an answer tells about an id, without the id itself and what is another one every time. */
  static String told(LiveAnswer answer, String id) {
    return answer.status()
        + " "
        + answer.header("content-type")
        + "\n"
        + answer
            .body()
            .replace(id, "ID")
            .replaceAll("(?i)\"(?:request_?id|trace_?id|instance)\"\\s*:\\s*\"[^\"]*\"", "REQUEST")
            .replaceAll("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
            .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME");
  }

  /** A request that says in its headers that it is somebody else's. */
  static LiveRequest posing(LiveRequest request, String id, String tenant) {
    LiveRequest posing = request;
    for (String header : USER_HEADERS) {
      posing = posing.with(header, printable(id));
    }
    for (String header : tenant.isEmpty() ? List.<String>of() : TENANT_HEADERS) {
      posing = posing.with(header, printable(tenant));
    }
    return posing;
  }

  private static String printable(String text) {
    return text.replaceAll("[^\\x21-\\x7e]", "");
  }

  /** The same in the address. */
  static String query(String id, String tenant) {
    String user = URLEncoder.encode(id, UTF_8);
    String company = URLEncoder.encode(tenant, UTF_8);
    return "?user="
        + user
        + "&user_id="
        + user
        + "&customer="
        + user
        + "&tenant="
        + company
        + "&tenant_id="
        + company;
  }
}
