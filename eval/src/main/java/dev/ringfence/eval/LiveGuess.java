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

  private LiveGuess() {}

  /** An id of the same shape that nothing has. */
  static String missing(String id, int variant) {
    Random random = new Random(id.hashCode() + 31L * variant);
    StringBuilder other = new StringBuilder();
    for (int at = 0; at < id.length(); at++) {
      char c = id.charAt(at);
      // The version and the variant of a uuid stay, so that it is refused as unknown, not as none.
      boolean fixed = id.length() == 36 && (at == 14 || at == 19);
      boolean hex = Character.digit(c, 16) >= 0 && (c < 'a' || id.matches("[0-9a-z-]*"));
      if (fixed || !hex || !id.substring(at).matches("[0-9a-f-]*")) {
        other.append(c);
      } else if (Character.isDigit(c)) {
        other.append((char) ('1' + random.nextInt(9)));
      } else {
        other.append((char) ('a' + random.nextInt(6)));
      }
    }
    // A number gets more digits: the one beside it may well be somebody's.
    return id.matches("[0-9]{1,9}") ? other + "00" + (7000 + variant) : other.toString();
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
    while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
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
    return "?user=" + user + "&user_id=" + user + "&customer=" + user + "&tenant=" + company + "&tenant_id=" + company;
  }
}
