package dev.ringfence.recognition;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of months, as they stand in dates, and of the days in words. */
final class MonthNames {
  static final int LONGEST = 14;

  /** A line for each month, without accents: names and what shortens them. */
  private static final List<String> NAMES =
      """
      january jan januar janner janvier janv enero ene janeiro gennaio gen januari stycznia styczen sty januari tammikuuta tammikuu ledna leden ocak ianuarie januara januar sijecnja января январь янв січня ιανουαριου
      february feb februar febr feber fevrier fevr fev febrero fevereiro febbraio februari lutego luty lut helmikuuta helmikuu unora unor subat februarie februara februar veljace февраля февраль фев лютого φεβρουαριου
      march mar marz maerz mrz mars marzo março marco maart mrt marts marca marzec maaliskuuta maaliskuu brezna brezen mart martie marcius ozujka марта март мар березня μαρτιου
      april apr avril avr abril abr aprile kwietnia kwiecien kwi huhtikuuta huhtikuu dubna duben nisan aprilie aprila aprilis travnja апреля апрель апр квітня απριλιου
      may mai mayo maio maggio mag mei maj maja toukokuuta toukokuu kvetna kveten mayis majus svibnja мая май травня μαιου
      june jun juni juin junio junho giugno giu czerwca czerwiec cze kesakuuta kesakuu cervna cerven haziran iunie juna junius lipnja июня июнь июн червня ιουνιου
      july jul juli juillet juil julio julho luglio lug lipca lipiec lip heinakuuta heinakuu cervence cervenec temmuz iulie jula julius srpnja июля июль июл липня ιουλιου
      august aug aout agosto ago augustus sierpnia sierpien sie augusti elokuuta elokuu srpna srpen agustos augusta augusztus kolovoza августа август авг серпня αυγουστου
      september sept sep septembre septiembre setiembre setembro set settembre wrzesnia wrzesien wrz syyskuuta syyskuu zari eylul septembrie septembra szeptember rujna сентября сентябрь сен вересня σεπτεμβριου
      october oct oktober okt octobre octubre outubro out ottobre ott pazdziernika pazdziernik paz lokakuuta lokakuu rijna rijen ekim octombrie oktobra listopada октября октябрь окт жовтня οκτωβριου
      november nov novembre noviembre novembro listopad lis marraskuuta marraskuu listopadu kasim noiembrie novembra studenoga ноября ноябрь ноя листопада νοεμβριου
      december dec dezember dez decembre diciembre dic dezembro dicembre grudnia grudzien gru joulukuuta joulukuu prosince prosinec aralik decembrie decembra prosinca декабря декабрь дек грудня δεκεμβριου
      """
          .lines()
          .toList();

  private static final List<String> ROMAN = WordList.list("i ii iii iv v vi vii viii ix x xi xii");

  private static final List<String> DAYS =
      WordList.list(
          """
          first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
          thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
          twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth
          twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first
          """);

  private static final List<String> FIRST = WordList.list("premier primero primeiro primo ersten");

  private static final Map<String, Integer> BY_NAME = new HashMap<>();

  static {
    for (int month = 1; month <= NAMES.size(); month++) {
      for (String name : NAMES.get(month - 1).split(" ")) {
        BY_NAME.putIfAbsent(name, month);
      }
      BY_NAME.put(ROMAN.get(month - 1), month);
    }
  }

  /** Whether some name begins with a letter, by its last five bits. */
  private static final boolean[] BEGINS = new boolean[32];

  static {
    BY_NAME.keySet().forEach(name -> BEGINS[name.charAt(0) & 31] = true);
  }

  private MonthNames() {}

  /** Whether a month can be named by a word of some length that begins with a letter. */
  static boolean possible(char first, int length) {
    boolean roman = length < 3 && (first == 'I' || first == 'V' || first == 'X');
    return length <= LONGEST && (roman || (length > 2 && (first >= 0x80 || BEGINS[first & 31])));
  }

  /** The month that a word names in some language, from 1; 0 for none. */
  static int month(String word) {
    return word.length() > LONGEST ? 0 : BY_NAME.getOrDefault(plain(word), 0);
  }

  /** The day that an ordinal number in words names, from 1; 0 for none. */
  static int day(String word) {
    String plain = plain(word);
    return FIRST.contains(plain) ? 1 : DAYS.indexOf(plain) + 1;
  }

  /** A word in lower case and without accents. */
  static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    int ascii = 0;
    while (ascii < lower.length() && lower.charAt(ascii) < 0x80) {
      ascii++;
    }
    if (ascii == lower.length()) {
      return lower;
    }
    StringBuilder plain = new StringBuilder();
    Normalizer.normalize(lower, Normalizer.Form.NFD)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(
            c -> plain.appendCodePoint(c == 0x131 ? 'i' : c == 0xF8 ? 'o' : c == 0x142 ? 'l' : c));
    return plain.toString();
  }
}
