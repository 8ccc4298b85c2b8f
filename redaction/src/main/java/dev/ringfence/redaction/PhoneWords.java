package dev.ringfence.redaction;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the words beside a number say about it: that it is a phone, that it is something else, or
 * nothing. The nearest word that says anything decides.
 */
final class PhoneWords {
  /** What the words say. */
  enum Verdict {
    PHONE,
    OTHER,
    SILENT
  }

  private static final int REACH = 48;
  private static final int WORDS = 6;

  private static final Set<String> PHONE =
      Set.of(
          "tel",
          "tlf",
          "tfno",
          "ph",
          "call",
          "calls",
          "called",
          "calling",
          "dial",
          "ring",
          "rang",
          "mobile",
          "mobil",
          "mobiles",
          "cell",
          "cellular",
          "fax",
          "sms",
          "text",
          "texted",
          "viber",
          "signal",
          "whatsapp",
          "wa",
          "handy",
          "mob",
          "gsm",
          "msisdn",
          "hotline",
          "helpline",
          "callback",
          "landline",
          "reach",
          "reached",
          "ruf",
          "rufen",
          "anruf",
          "anrufen",
          "rueckruf",
          "ruckruf",
          "festnetz",
          "durchwahl",
          "appeler",
          "appelez",
          "appel",
          "portable",
          "rappeler",
          "rappelez",
          "joindre",
          "fixe",
          "llamar",
          "llame",
          "llama",
          "llamada",
          "movil",
          "celular",
          "ligar",
          "ligue",
          "liga",
          "telemovel",
          "cellulare",
          "chiamare",
          "chiama",
          "chiami",
          "recapito",
          "bel",
          "bellen",
          "mobiel",
          "nummer",
          "puhelin",
          "komorka",
          "telef");

  private static final List<String> PHONE_PARTS =
      List.of("phone", "telefon", "telephon", "telefoon", "rufnummer", "whatsapp", "handynummer");

  private static final Set<String> OTHER =
      Set.of(
          "order",
          "orders",
          "invoice",
          "invoices",
          "id",
          "ids",
          "ref",
          "reference",
          "account",
          "acct",
          "ticket",
          "case",
          "booking",
          "tracking",
          "serial",
          "sn",
          "sku",
          "ean",
          "gtin",
          "isbn",
          "issn",
          "vin",
          "imei",
          "version",
          "build",
          "release",
          "revision",
          "commit",
          "iban",
          "bic",
          "vat",
          "ust",
          "tax",
          "ssn",
          "epoch",
          "timestamp",
          "unix",
          "total",
          "amount",
          "price",
          "sum",
          "eur",
          "usd",
          "gbp",
          "chf",
          "license",
          "licence",
          "policy",
          "contract",
          "parcel",
          "shipment",
          "package",
          "article",
          "item",
          "part",
          "model",
          "error",
          "code",
          "port",
          "pid",
          "lat",
          "lon",
          "lng",
          "latitude",
          "longitude",
          "coordinates",
          "bytes",
          "size",
          "pages",
          "page",
          "rechnung",
          "bestellung",
          "auftrag",
          "vorgang",
          "aktenzeichen",
          "konto",
          "vertrag",
          "commande",
          "facture",
          "compte",
          "pedido",
          "factura",
          "cuenta",
          "fattura",
          "ordine",
          "numer",
          "passport",
          "patent",
          "doi",
          "siren",
          "siret",
          "hrb",
          "meter",
          "zaehler",
          "swift",
          "routing",
          "batch",
          "lot",
          "asin",
          "upc",
          "barcode",
          "session",
          "request",
          "uid",
          "guid");

  private static final List<String> OTHER_PARTS =
      List.of(
          "rechnung",
          "bestell",
          "kundenn",
          "auftrag",
          "vertrag",
          "konto",
          "steuer",
          "artikel",
          "sendung",
          "serien",
          "order",
          "invoice",
          "account",
          "tracking",
          "serial",
          "timestamp");

  private PhoneWords() {}

  static Verdict of(View view, Place place, int start, int end) {
    Verdict before = before(view, start);
    if (before != Verdict.SILENT) {
      return before;
    }
    Verdict after = after(view, end);
    if (after == Verdict.PHONE) {
      return after;
    }
    return label(place.label());
  }

  /** What the name of a field says: {@code contactPhone}, {@code order_id}. */
  static Verdict label(String label) {
    Verdict verdict = Verdict.SILENT;
    int wordStart = 0;
    int length = Math.min(label.length(), 2 * REACH);
    for (int i = 0; i <= length; i++) {
      boolean boundary =
          i == length
              || !Character.isLetter(label.charAt(i))
              || (i > wordStart
                  && Character.isUpperCase(label.charAt(i))
                  && Character.isLowerCase(label.charAt(i - 1)));
      if (boundary) {
        Verdict word = i > wordStart ? word(label.substring(wordStart, i)) : Verdict.SILENT;
        verdict = word == Verdict.SILENT ? verdict : word;
        wordStart = i < length && Character.isLetter(label.charAt(i)) ? i : i + 1;
      }
    }
    return verdict;
  }

  private static Verdict before(View view, int start) {
    int i = start - 1;
    int floor = start - REACH;
    for (int words = 0; words < WORDS && i >= 0 && i >= floor; words++) {
      while (i >= 0 && i >= floor && !view.letterAt(i)) {
        if (view.at(i) == '\n' && words > 0) {
          return Verdict.SILENT;
        }
        i--;
      }
      int wordEnd = i + 1;
      while (i >= 0 && i >= floor && view.letterAt(i)) {
        i--;
      }
      Verdict verdict = wordEnd > i + 1 ? word(view.text(i + 1, wordEnd)) : Verdict.SILENT;
      if (verdict != Verdict.SILENT) {
        return verdict;
      }
    }
    return Verdict.SILENT;
  }

  private static Verdict after(View view, int end) {
    int i = end;
    int ceiling = Math.min(view.length(), end + REACH / 2);
    for (int words = 0; words < WORDS / 2; words++) {
      while (i < ceiling && !view.letterAt(i)) {
        if (view.digitAt(i) || view.at(i) == '\n') {
          return Verdict.SILENT;
        }
        i++;
      }
      int wordStart = i;
      while (i < ceiling && view.letterAt(i)) {
        i++;
      }
      if (i > wordStart && word(view.text(wordStart, i)) == Verdict.PHONE) {
        return Verdict.PHONE;
      }
    }
    return Verdict.SILENT;
  }

  private static Verdict word(String word) {
    String plain = plain(word);
    if (PHONE.contains(plain) || PHONE_PARTS.stream().anyMatch(plain::contains)) {
      return Verdict.PHONE;
    }
    return OTHER.contains(plain) || OTHER_PARTS.stream().anyMatch(plain::contains)
        ? Verdict.OTHER
        : Verdict.SILENT;
  }

  private static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      if (lower.charAt(i) >= 0x80) {
        return Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
      }
    }
    return lower;
  }
}
