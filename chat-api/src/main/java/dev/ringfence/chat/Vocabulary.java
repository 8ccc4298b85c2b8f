package dev.ringfence.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which words mean nothing by themselves, which mean the same, and what a word is without ending.
 */
final class Vocabulary {
  private static final Set<String> EMPTY =
      words(
          "a an the and or of to in on at by for from with about as is are was were be been do does"
              + " did has have had will would can could shall should may might must i me my mine"
              + " you your yours we us our it its this that these those there here what which who"
              + " whom whose when where why how much many any some all if so not no yes please"
              + " show give get list tell find look up open search let let's what's who's where's"
              + " how's it's that's there's i'm i've i'd many still than then am der die das und"
              + " ist ein eine mein meine ich sie le la les un une mon ma mes je el los las mi mis"
              + " de que qué was wie wann welche quelle quelles quels quel cuál cuándo cuáles");

  private static final Set<String> TIMES =
      words(
          "january february march april may june july august september october november december"
              + " monday tuesday wednesday thursday friday saturday sunday today yesterday"
              + " tomorrow christmas easter");

  private static final Set<String> POSSESSIVES =
      words("my mein meine meinen meinem meiner mon ma mes mi mis");

  private static final Set<String> FIRST_PERSON = words("me mine myself mir mich moi mí");

  private static final Set<String> OTHERS =
      words(
          "customers clients users everyone everybody others employees colleagues staff someone"
              + " neighbour neighbours neighbor neighbors kunden mitarbeiter clientes empleados");

  private static final Set<String> NUMBERS =
      words("zero one two three four five six seven eight nine ten eleven twelve");
  private static final List<String> COUNT =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");

  /** Words that ask for a value which a tool's file calls by another name. */
  private static final Map<String, Set<String>> SAME =
      Map.ofEntries(
          Map.entry(
              "unpaid",
              words(
                  "unpaid owe owed owes owing outstanding unsettled unbezahlt unbezahlte impayée"
                      + " impayées")),
          Map.entry("open", words("open offen offene offenen ouvert ouverte ouvertes abierta")),
          Map.entry(
              "overdue", words("overdue late überfällig überfällige retard vencida vencidas")),
          Map.entry("paid", words("paid settled bezahlt bezahlte payée payées pagada pagadas")),
          Map.entry(
              "upcoming",
              words(
                  "upcoming next coming future planned scheduled soon tomorrow nächster nächste"
                      + " nächsten prochain prochaine próxima próximo")),
          Map.entry(
              "past",
              words(
                  "past last previous earlier ago before history yesterday letzter letzte dernier")),
          Map.entry(
              "error",
              words(
                  "error errors fail failed fails failing failure broken wrong problem problems"
                      + " fehlgeschlagen fehler échoué fallado")),
          Map.entry("failed", words("error errors fail failed fails failing failure broken wrong")),
          Map.entry("ok", words("ok succeeded successful successfully worked")),
          Map.entry("unresolved", words("unresolved pending unanswered unsolved")),
          Map.entry("closed", words("closed resolved solved finished done")),
          Map.entry("waiting", words("waiting")),
          Map.entry("cancelled", words("cancelled canceled")),
          Map.entry("active", words("active running current currently")));

  private Vocabulary() {}

  static boolean isEmpty(String lower) {
    return EMPTY.contains(lower);
  }

  static boolean isTime(String lower) {
    return TIMES.contains(lower);
  }

  static boolean isPossessive(String lower) {
    return POSSESSIVES.contains(lower);
  }

  static boolean isFirstPerson(String lower) {
    return POSSESSIVES.contains(lower) || FIRST_PERSON.contains(lower);
  }

  /** Words for people other than the one who asks. */
  static Set<String> others() {
    return OTHERS;
  }

  /** The words that stand for a value, itself among them. */
  static Set<String> of(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return SAME.getOrDefault(lower, Set.of(lower));
  }

  /** The number that a word writes; 0 where it writes none. */
  static int number(String lower) {
    if (NUMBERS.contains(lower)) {
      return COUNT.indexOf(lower);
    }
    boolean digits =
        !lower.isEmpty()
            && lower.length() <= 4
            && lower.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.parseInt(lower) : 0;
  }

  /** A word without the endings of number and time; rough, and the same on both sides. */
  static String stem(String lower) {
    String word = lower.endsWith("'s") ? lower.substring(0, lower.length() - 2) : lower;
    for (String ending : List.of("ings", "ing", "ies", "ied", "es", "ed", "s", "e", "y")) {
      if (word.length() - ending.length() >= 3 && word.endsWith(ending)) {
        return word.substring(0, word.length() - ending.length());
      }
    }
    return word;
  }

  private static Set<String> words(String text) {
    return Set.copyOf(Arrays.asList(text.split(" ")).stream().distinct().toList());
  }
}
