package dev.ringfence.recognition;

import java.util.Locale;
import java.util.Set;

/**
 * What the word before four dotted numbers says of them: that they are a version or a section.
 * Words that only join are passed, so that the second version of a row is one too.
 */
final class VersionWords {
  private static final int REACH = 64;
  private static final int WORDS = 6;

  private static final Set<String> JOINING =
      WordList.set(
          """
          from to and or is of number no nr the was now until von auf bis und oder ist de et ou
          est y o es e tag than least current latest new old beta alpha rc
          """);

  private static final Set<String> NUMBERED =
      WordList.set(
          """
          version versions ver v versión versão versione versionen build builds release releases
          released rev revision firmware driver patch upgrade upgraded downgrade changelog section
          sections sec chapter clause article paragraph para table figure fig appendix annex
          requirement abschnitt kapitel ziffer absatz tabelle abbildung chapitre sección capítulo
          seção oid
          """);

  private static final Set<String> BEHIND =
      Set.of("version", "release", "firmware", "beta", "alpha", "rc", "snapshot");

  private static final Set<String> BOUNDS =
      Set.of("lower", "later", "newer", "higher", "above", "below", "earlier", "older", "greater");

  private static final Set<String> MACHINES =
      Set.of("ip", "host", "addr", "address", "node", "server", "client", "peer", "src", "dst");

  /** What stands beside the address of a machine. */
  private static final Vocabulary NETWORKS =
      new Vocabulary(
          WordList.set(
              """
              ip ips ipv host hosts hostname addr address addresses server servers client
              clients peer src dst source destination dns gateway router routers ping pings pinged
              login logins logged log connect connects connected connecting connection connections
              remote listen listens listening bind binds bound subnet netmask network networks range
              vpn proxy firewall nat ssh telnet ftp traceroute nslookup dig whois route routes
              nameserver nameservers resolver forwarded blocked block banned ban allow allowed deny
              denied visitor visitors attacker machine machines device devices session sessions
              request requests reach reached seen adresse adressen adres indirizzo serveur servidor
              rechner maschine direccion dirección endereço hote hôte anfitrión
              """));

  /** Public resolvers, which are known by their numbers: of Cloudflare, Google, Quad9, Level 3. */
  private static final Set<String> RESOLVERS =
      Set.of("1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9", "4.2.2.1", "4.2.2.2");

  private static final int SMALL_FIRST = 9;
  private static final int SMALL = 99;

  private VersionWords() {}

  /** Whether four numbers are as small as those of versions; of addresses, one in 400 are. */
  static boolean small(int[] octets) {
    return octets[0] <= SMALL_FIRST
        && octets[1] <= SMALL
        && octets[2] <= SMALL
        && octets[3] <= SMALL;
  }

  /** Whether something beside numbers says that they are the address of a machine. */
  static boolean machine(View view, Context context, int start, int end) {
    boolean whole = start == 0 && end == view.length();
    boolean port = (view.at(end) == ':' || view.at(end) == '/') && view.digitAt(end + 1);
    char before = view.at(start - 1);
    boolean url = before == '@' || (before == '/' && view.at(start - 2) == '/');
    return whole
        || port
        || url
        || RESOLVERS.contains(view.text(start, end))
        || Beside.says(view, context, start, end, NETWORKS);
  }

  static boolean version(View view, Context context, int start, int end) {
    return before(view, start)
        || bounded(view, end)
        || BEHIND.contains(wordAfter(view, end))
        || NUMBERED.contains(lastWord(context.label()));
  }

  private static boolean before(View view, int start) {
    int i = start - 1;
    int floor = Math.max(0, start - REACH);
    for (int seen = 0; seen < WORDS && i >= floor; seen++) {
      while (i >= floor && !view.letterAt(i)) {
        char c = view.at(i);
        if (c == '\u00a7') {
          return true;
        }
        if (c == '\n' || c == ';' || c == '!' || c == '?' || ends(view, i)) {
          return false;
        }
        i--;
      }
      int to = i + 1;
      while (i >= floor && view.letterAt(i)) {
        i--;
      }
      String word = view.text(i + 1, to).toLowerCase(Locale.ROOT);
      if (NUMBERED.contains(word)) {
        return true;
      }
      if (!JOINING.contains(word)) {
        return false;
      }
    }
    return false;
  }

  /** Whether a full stop ends a sentence there; behind a short word it shortens that. */
  private static boolean ends(View view, int index) {
    boolean stop = view.at(index) == '.' && view.at(index + 1) == ' ';
    for (int i = 1; stop && i <= 5; i++) {
      stop = view.letterAt(index - i);
    }
    return stop;
  }

  /** {@code 2.8.10.2 and lower}, {@code 1.9.99.7 or newer}: a bound that only versions have. */
  private static boolean bounded(View view, int end) {
    String joining = wordAfter(view, end);
    return (joining.equals("and") || joining.equals("or"))
        && BOUNDS.contains(wordAfter(view, end + 1 + joining.length()));
  }

  private static String wordAfter(View view, int end) {
    if (view.at(end) != ' ') {
      return "";
    }
    int to = end + 1;
    while (to - end < 16 && view.letterAt(to)) {
      to++;
    }
    return view.text(end + 1, Math.min(to, view.length())).toLowerCase(Locale.ROOT);
  }

  /** Whether a word for a machine ends before an index, as in {@code ip-10.1.2.3}. */
  static boolean machineEnds(View view, int end) {
    int from = end;
    while (end - from < 16 && view.letterAt(from - 1)) {
      from--;
    }
    return MACHINES.contains(view.text(from, end).toLowerCase(Locale.ROOT));
  }

  private static String lastWord(String label) {
    int from = label.length();
    while (from > 0 && Character.isLetter(label.charAt(from - 1))) {
      from--;
      if (Character.isUpperCase(label.charAt(from)) && from + 1 < label.length()) {
        break;
      }
    }
    return label.substring(from).toLowerCase(Locale.ROOT);
  }
}
