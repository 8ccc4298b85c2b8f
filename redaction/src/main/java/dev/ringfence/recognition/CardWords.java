package dev.ringfence.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words that announce a payment card, or something else that has its check digit. */
final class CardWords {
  /** How far directly before a number reaches, in characters and in words. */
  private static final int REACH = 40;

  private static final int WORDS = 4;

  /** Words that mean a card for payments and nothing else. */
  private static final Vocabulary PAYMENT =
      Vocabulary.of(
          "visa",
          "mastercard",
          "amex",
          "maestro",
          "rupay",
          "unionpay",
          "jcb",
          "girocard",
          "dankort",
          "bankcard",
          "creditcard",
          "debitcard",
          "cardnumber",
          "cardno",
          "ccnumber",
          "ccnum",
          "ccn",
          "kreditkarte",
          "kreditkarten",
          "kreditkartennummer",
          "kartennummer",
          "debitkarte",
          "bankkarte",
          "bankkort",
          "kreditkort",
          "kortnummer",
          "kortnumber",
          "luottokortti",
          "pankkikortti",
          "cb",
          "creditcardnummer",
          "kaartnummer",
          "bankkaart",
          "karty",
          "kreditka",
          "kredi",
          "\u043A\u0430\u0440\u0442\u044B",
          "\u4FE1\u7528\u5361",
          "\u5361\u53F7",
          "\u4FE1\u7528\u5361\u53F7",
          "\u94F6\u884C\u5361",
          "\u94F6\u884C\u5361\u53F7",
          "\u4FE1\u7528\u5361\u865F",
          "\uCE74\uB4DC\uBC88\uD638",
          "\uC2E0\uC6A9\uCE74\uB4DC");

  /** Words that mean a card of any kind. */
  private static final Vocabulary CARD =
      Vocabulary.of(
          "card",
          "cards",
          "karte",
          "carte",
          "tarjeta",
          "carta",
          "cartao",
          "cart\u00E3o",
          "kaart",
          "kort",
          "kortti",
          "karta",
          "kart",
          "kartu",
          "cc",
          "pan",
          "plastic",
          "\u043A\u0430\u0440\u0442\u0430",
          "\u043A\u0430\u0440\u0442\u0443",
          "\uCE74\uB4DC",
          "\u30AB");

  /** Words that make a payment card, or its number, of a card. */
  private static final Vocabulary SPECIFIC =
      Vocabulary.of(
          "credit",
          "debit",
          "number",
          "num",
          "no",
          "nr",
          "nummer",
          "bancaire",
          "bleue",
          "credito",
          "cr\u00E9dito",
          "debito",
          "d\u00E9bito",
          "numero",
          "n\u00FAmero",
          "num\u00E9ro",
          "charge",
          "charged",
          "payment",
          "prepaid",
          "bank",
          "paid",
          "pay",
          "kredit",
          "kredi",
          "kredytowa",
          "numer",
          "\u043D\u043E\u043C\u0435\u0440");

  private static final Vocabulary DEVICE =
      Vocabulary.of("imei", "imeisv", "meid", "iccid", "gtin", "ean", "upc", "sscc");

  /** Words that mean a card, of any kind or for payments. */
  static final Vocabulary ANY = PAYMENT.and(CARD);

  private static final View NOTHING = new View("");

  private CardWords() {}

  /** Whether the range is said to be the number of a device or of goods. */
  static boolean device(View view, Context context, int start, int end) {
    return Beside.says(view, context, start, end, DEVICE);
  }

  /** Whether the words directly before an index announce a card. */
  static boolean directly(View view, int start) {
    return announce(last(view, start));
  }

  /** Whether the name of a field announces a card. */
  static boolean label(Context context) {
    return Beside.says(NOTHING, context, 0, 0, PAYMENT)
        || (Beside.says(NOTHING, context, 0, 0, CARD)
            && Beside.says(NOTHING, context, 0, 0, SPECIFIC));
  }

  private static boolean announce(List<String> words) {
    return words.stream().anyMatch(PAYMENT::has)
        || (words.stream().anyMatch(CARD::has) && words.stream().anyMatch(SPECIFIC::has));
  }

  /** Whether a word for a card is glued to the left, as in {@code card4111...}. */
  static boolean glued(View view, int start) {
    int from = start;
    while (start - from < REACH && view.letterAt(from - 1)) {
      from--;
    }
    // Behind another digit it is a piece of something longer, such as a hash.
    return !view.digitAt(from - 1)
        && (CARD.has(view, from, start) || PAYMENT.has(view, from, start));
  }

  /** The last few words of the sentence that goes on at an index. */
  private static List<String> last(View view, int start) {
    List<String> words = new ArrayList<>(0);
    int floor = Math.max(0, start - REACH);
    int i = start - 1;
    while (i >= floor && words.size() < WORDS) {
      while (i >= floor && !view.letterAt(i)) {
        if (view.digitAt(i) || (view.at(i) == '\n' && !words.isEmpty())) {
          return words;
        }
        i--;
      }
      int to = i + 1;
      while (i >= floor && view.letterAt(i)) {
        i--;
      }
      if (to > i + 1) {
        words.add(view.text(i + 1, to).toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }
}
