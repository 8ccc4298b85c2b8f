package dev.ringfence.recognition;

import dev.ringfence.recognition.PhoneWords.Verdict;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words that say of a number beside them that it is a phone, or that it is something else. */
final class PhoneVocabulary {
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

  private PhoneVocabulary() {}

  static Verdict verdict(String word) {
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
