package dev.ringfence.recognition;

import dev.ringfence.vault.SensitiveType;
import java.util.Locale;
import java.util.Set;

/** What stands behind the name of a field for an address, such as {@code address:}. */
final class AddressFields {
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_VALUE = 160;

  /** Names of fields that hold a street and nothing else. */
  private static final Set<String> STREETS =
      WordList.set(
          """
          street streetaddress addressline addressline1 addressline2 address1 address2 addr1 addr2
          strasse straße anschrift wohnanschrift lieferanschrift rechnungsanschrift postanschrift
          logradouro streetname street1 street2 mailingaddress postaladdress homeaddress
          shippingaddress billingaddress deliveryaddress lieferadresse rechnungsadresse postadresse
          wohnadresse hausanschrift
          """);

  /** Names of fields that hold an address of some kind. */
  private static final Set<String> ADDRESSES =
      WordList.set(
          """
          address adresse direccion domicilio endereco morada indirizzo adres osoite cim adresa
          адрес residence wohnort residencia residenza
          """);

  /** The last words of names for streets that have several. */
  private static final Set<String> LAST = WordList.set("1 2 line line1 line2 name");

  /** What makes an address one of a machine or of a message. */
  private static final Set<String> MACHINES =
      WordList.set(
          """
          ip mac email e mail web url memory base bind server host http https network return wallet
          bitcoin remote local peer listen virtual physical start end source destination target
          hardware bus reply from to bcc cc smtp sender recipient register function symbol load
          jump entry link dns gateway broadcast loopback multicast interface socket port
          """);

  private final View view;
  private final Findings findings;

  AddressFields(View view, Findings findings) {
    this.view = view;
    this.findings = findings;
  }

  /** Whether a field is one for addresses by its name. */
  static boolean named(Context context) {
    return kind(context.label()) != StreetForm.NONE;
  }

  /** Reports the whole value of a field whose name is given apart from it. */
  void whole(Context context) {
    if (context.value()) {
      report(0, Math.min(view.length(), LONGEST_VALUE + 1), kind(context.label()));
    }
  }

  /** Reports what stands behind each name and its sign. */
  void find() {
    int i = view.seek(0, Trigger.COLON | Trigger.ESCAPE);
    while (i < view.length()) {
      if (view.at(i) == ':' || view.at(i) == '=') {
        StreetForm kind = wordEnds(i) ? kind(name(i)) : StreetForm.NONE;
        if (kind != StreetForm.NONE) {
          int from = Runs.over(view, i + 1, " \t\"'", 6);
          boolean quoted = "\"'".indexOf(view.at(from - 1)) >= 0;
          boolean code = view.at(i) == '=' && kind == StreetForm.MAYBE && !quoted;
          report(from, valueEnd(from), code ? StreetForm.NONE : kind);
        }
      }
      i = view.seek(i + 1, Trigger.COLON | Trigger.ESCAPE);
    }
  }

  /** Whether a word ends before a sign, or a quote and a sign, with a letter that a name can. */
  private boolean wordEnds(int sign) {
    int to = Runs.backOver(view, sign, " \"'", 3);
    char c = View.lower(view.at(to - 1));
    return c >= 0x80 || (c != View.NONE && "12estaoniumkc".indexOf(c) >= 0);
  }

  /** The words before a sign, with what joins them. */
  private String name(int sign) {
    int to = Runs.backOver(view, sign, " \"'", 3);
    int from = to;
    while (to - from < LONGEST_NAME && nameAt(from - 1)) {
      from--;
    }
    return view.text(from, to);
  }

  private boolean nameAt(int index) {
    char c = view.at(index);
    return view.wordAt(index) || c == '_' || c == '-' || c == ' ';
  }

  /** What kind of address a name says: a street, any, or none. */
  private static StreetForm kind(String name) {
    String one = MonthNames.plain(last(name, 1));
    if (!ADDRESSES.contains(one) && !STREETS.contains(one) && !LAST.contains(one)) {
      return StreetForm.NONE;
    }
    String joined = MonthNames.plain(last(name, 3));
    String two = MonthNames.plain(last(name, 2));
    if (STREETS.contains(one) || STREETS.contains(two) || STREETS.contains(joined)) {
      return StreetForm.STREET;
    }
    String before = two.substring(0, two.length() - one.length());
    return ADDRESSES.contains(one) && !MACHINES.contains(before)
        ? StreetForm.MAYBE
        : StreetForm.NONE;
  }

  /** The last words of a name, joined: those of {@code address_line1}, {@code AddressLine1}. */
  private static String last(String name, int count) {
    int from = name.length();
    int words = 0;
    boolean inWord = false;
    StringBuilder joined = new StringBuilder();
    while (from > 0 && words <= count) {
      char c = name.charAt(from - 1);
      boolean part = Character.isLetterOrDigit(c);
      if (part && !inWord && ++words > count) {
        break;
      }
      boolean hump =
          part
              && Character.isUpperCase(c)
              && from < name.length()
              && Character.isLowerCase(name.charAt(from));
      inWord = part && !hump;
      if (part) {
        joined.append(c);
      }
      from--;
    }
    return joined.reverse().toString().toLowerCase(Locale.ROOT);
  }

  private int valueEnd(int from) {
    char quote = view.at(from - 1);
    boolean quoted = quote == '"' || quote == '\'';
    int i = from;
    while (i - from <= LONGEST_VALUE && i < view.length()) {
      char c = view.at(i);
      boolean stop = quoted ? c == quote : "\"<>|;&{}".indexOf(c) >= 0 || sentence(i);
      if (stop || c == '\n' || c == View.NONE) {
        break;
      }
      i++;
    }
    return i;
  }

  /** Whether a full stop at an index ends more than an abbreviation. */
  private boolean sentence(int index) {
    return view.at(index) == '.'
        && index - Runs.wordStart(view, index) > 4
        && !view.wordAt(index + 1);
  }

  private void report(int from, int end, StreetForm kind) {
    int to = end;
    while (to > from
        && (view.at(to - 1) == ' ' || view.at(to - 1) == ',' || view.at(to - 1) == '\r')) {
      to--;
    }
    if (kind == StreetForm.NONE
        || to - from < 5
        || to - from > LONGEST_VALUE
        || !postal(from, to, kind)) {
      return;
    }
    findings.add(
        view, from, to, SensitiveType.ADDRESS, Certainty.LIKELY, "the field of an address");
  }

  /** Whether a value reads like an address of a house, and not of a machine or in a program. */
  private boolean postal(int from, int to, StreetForm kind) {
    int letters = 0;
    int digits = 0;
    int words = 0;
    boolean capital = false;
    for (int i = from; i < to; i++) {
      char c = view.at(i);
      if ("@_=(){}[]<>$*\\|;+?!~^%".indexOf(c) >= 0
          || (c == ':' && !view.letterAt(i - 1))
          || (c == '/' && view.at(i + 1) == '/')) {
        return false;
      }
      boolean letter = view.letterAt(i);
      boolean begins = letter && !view.wordAt(i - 1);
      letters += letter ? 1 : 0;
      digits += view.digitAt(i) ? 1 : 0;
      words += begins && view.letterAt(i + 1) ? 1 : 0;
      capital |= begins && Character.isUpperCase(view.codePointAt(i));
    }
    boolean number = digits > 0 && digits <= 12 && letters >= 3 && letters > digits / 2;
    boolean spaced = view.text(from, to).indexOf(' ') > 0;
    return kind == StreetForm.STREET
        ? letters >= 3 && capital && (number || words > 1) && words < 12 && spaced
        : number && capital && spaced && words < 14 && apartNumber(from, to);
  }

  /** Whether a number stands alone among the words, as that of a house does. */
  private boolean apartNumber(int from, int to) {
    for (int i = from; i < to; i++) {
      if (view.digitAt(i) && !view.wordAt(i - 1)) {
        int digits = Runs.digits(view, i, 6);
        char before = view.at(i - 1);
        boolean glued = before == '.' || before == '-' || before == '/' || before == ':';
        char after = view.at(i + digits);
        if (digits <= 5 && !(glued && i > from) && after != '.' && after != ':') {
          return true;
        }
        i += digits;
      }
    }
    return false;
  }
}
