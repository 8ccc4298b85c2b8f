package dev.ringfence.recognition;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/**
 * Numbers that are not phone numbers, by what they are instead, as they stand in people's texts.
 */
enum OtherNumber {
  ORDER(r -> "Your order " + n(r, 7 + r.nextInt(4)) + " has been shipped."),
  ORDER_WITH_PREFIX(
      r -> "Order no. " + n(r, 3) + "-" + n(r, 7) + "-" + n(r, 7) + " arrives today."),
  INVOICE(r -> "Invoice " + (2020 + r.nextInt(7)) + "-" + n(r, 6) + " is still open."),
  CUSTOMER_NUMBER(r -> "Kundennummer: " + n(r, 8 + r.nextInt(3))),
  TICKET(r -> "See ticket #" + n(r, 6 + r.nextInt(4)) + " for details."),
  CASE(r -> "Case ID " + n(r, 8) + " was closed."),
  DATE_ISO(r -> "It was on " + date(r) + " that it failed."),
  DATE_EUROPEAN(r -> "Am %02d.%02d.%d um 10 Uhr".formatted(day(r), month(r), 1950 + r.nextInt(90))),
  DATE_AMERICAN(
      r -> "Due %d/%d/%d at the latest".formatted(month(r), day(r), 1990 + r.nextInt(50))),
  DATE_COMPACT(r -> "backup_%d%02d%02d.tar.gz".formatted(2000 + r.nextInt(40), month(r), day(r))),
  DATE_RANGE(r -> "from " + date(r) + " to " + date(r)),
  TIME(
      r ->
          "at %02d:%02d:%02d.%03d"
              .formatted(r.nextInt(24), r.nextInt(60), r.nextInt(60), r.nextInt(1000))),
  TIMESTAMP(
      r ->
          date(r)
              + "T%02d:%02d:%02dZ started".formatted(r.nextInt(24), r.nextInt(60), r.nextInt(60))),
  EPOCH_SECONDS(r -> "\"created\": " + (1_400_000_000L + r.nextInt(500_000_000))),
  EPOCH_MILLIS(r -> "ts=" + (1_400_000_000_000L + r.nextLong(500_000_000_000L))),
  VERSION(
      r ->
          "version %d.%d.%d-build.%d"
              .formatted(r.nextInt(30), r.nextInt(30), r.nextInt(30), r.nextInt(100_000))),
  PRICE(
      r ->
          "It costs $%d,%03d.%02d in all."
              .formatted(1 + r.nextInt(999), r.nextInt(1000), r.nextInt(100))),
  PRICE_EUROPEAN(
      r ->
          "Gesamt: %d.%03d.%03d,%02d €"
              .formatted(1 + r.nextInt(99), r.nextInt(1000), r.nextInt(1000), r.nextInt(100))),
  BIG_AMOUNT(
      r ->
          "a budget of "
              + String.format(Locale.ROOT, "%,d", 1_000_000 + r.nextInt(900_000_000))
              + " dollars"),
  COORDINATES(
      r -> "at %.6f, %.6f".formatted(r.nextDouble() * 180 - 90, r.nextDouble() * 360 - 180)),
  COORDINATES_DEGREES(
      r ->
          "%d°%02d'%02d\"N %d°%02d'%02d\"E"
              .formatted(
                  r.nextInt(90),
                  r.nextInt(60),
                  r.nextInt(60),
                  r.nextInt(180),
                  r.nextInt(60),
                  r.nextInt(60))),
  GUID(r -> "id " + new UUID(r.nextLong(), r.nextLong())),
  HEX_HASH(
      r ->
          "commit %08x%08x%08x%08x%08x"
              .formatted(r.nextInt(), r.nextInt(), r.nextInt(), r.nextInt(), r.nextInt())),
  TRACKING(r -> "Tracking number: 1Z" + n(r, 3) + "E" + n(r, 12)),
  TRACKING_DIGITS(r -> "Sendungsnummer " + n(r, 12 + r.nextInt(9))),
  ISBN_10(r -> "ISBN " + isbn10(r)),
  ISBN_13(r -> "ISBN-13: 978-" + n(r, 1) + "-" + n(r, 4) + "-" + n(r, 4) + "-" + n(r, 1)),
  EAN(r -> "EAN " + n(r, 13) + " in stock"),
  IP(
      r ->
          "from %d.%d.%d.%d port %d"
              .formatted(
                  1 + r.nextInt(255),
                  r.nextInt(256),
                  r.nextInt(256),
                  r.nextInt(256),
                  r.nextInt(65_536))),
  MAC(
      r ->
          "%02x:%02x:%02x:%02x:%02x:%02x"
              .formatted(
                  r.nextInt(256),
                  r.nextInt(256),
                  r.nextInt(256),
                  r.nextInt(256),
                  r.nextInt(256),
                  r.nextInt(256))),
  CODE(r -> "static final long MASK = " + n(r, 10) + "L;"),
  HEX_LITERAL(r -> "int x = 0x%08X;".formatted(r.nextInt())),
  ARRAY(r -> "{" + n(r, 3) + ", " + n(r, 3) + ", " + n(r, 4) + ", " + n(r, 2) + "}"),
  LOG_LINE(
      r ->
          "["
              + n(r, 5)
              + "] worker-"
              + n(r, 2)
              + " processed "
              + n(r, 7)
              + " rows in "
              + n(r, 4)
              + " ms"),
  PERCENT(
      r ->
          "up %d.%02d %% from %d.%02d %%"
              .formatted(r.nextInt(100), r.nextInt(100), r.nextInt(100), r.nextInt(100))),
  MEASURE(
      r ->
          "%d x %d x %d mm, %d g"
              .formatted(
                  100 + r.nextInt(900),
                  100 + r.nextInt(900),
                  100 + r.nextInt(900),
                  1000 + r.nextInt(9000))),
  RESOLUTION(r -> "%dx%d pixels".formatted(1000 + r.nextInt(3000), 1000 + r.nextInt(3000))),
  SCIENTIFIC(
      r -> "%d.%08de-%d".formatted(1 + r.nextInt(9), r.nextInt(100_000_000), 1 + r.nextInt(30))),
  DECIMAL(r -> "pi is 3." + n(r, 10 + r.nextInt(6))),
  PAGES(
      r ->
          "pp. "
              + (100 + r.nextInt(900))
              + "-"
              + (1000 + r.nextInt(900))
              + ", vol. "
              + r.nextInt(90)),
  YEARS(r -> "between " + (1800 + r.nextInt(200)) + "-" + (1900 + r.nextInt(100))),
  LAW(
      r ->
          "§ "
              + n(r, 3)
              + " Abs. "
              + (1 + r.nextInt(9))
              + " Satz "
              + (1 + r.nextInt(9))
              + " of 1"
              + n(r, 3)),
  PATENT(
      r ->
          "US patent "
              + "%d,%03d,%03d".formatted(1 + r.nextInt(11), r.nextInt(1000), r.nextInt(1000))),
  PART_NUMBER(r -> "Part No. " + n(r, 4) + "-" + n(r, 3) + "-" + n(r, 4)),
  SERIAL(r -> "S/N " + n(r, 4) + "-" + n(r, 4) + "-" + n(r, 4)),
  POSTAL_CODE(r -> "Springfield, IL 6" + n(r, 4) + "-" + n(r, 4)),
  FLIGHT(r -> "booking reference " + n(r, 3) + "-" + n(r, 10)),
  ACCOUNT(r -> "account number " + n(r, 8 + r.nextInt(4))),
  VAT(r -> "VAT ID DE" + n(r, 9)),
  PORTS(r -> "ports 8080, 8443, " + n(r, 4) + " and " + n(r, 5)),
  BYTES(r -> n(r, 10) + " bytes written"),
  QUANTITY(r -> "we sold " + (1_000_000 + r.nextInt(9_000_000)) + " units"),
  SCORE(r -> "they won 3-1, 2-" + r.nextInt(9) + ", 1-0 and 4-" + r.nextInt(9)),
  TABLE_ROW(r -> n(r, 3) + " " + n(r, 3) + " " + n(r, 3) + " " + n(r, 3) + " " + n(r, 3)),
  DOI(r -> "doi:10." + n(r, 4) + "/" + n(r, 7) + "." + n(r, 7)),
  ARXIV(r -> "arXiv:" + n(r, 4) + "." + n(r, 5)),
  OID(r -> "1.3.6.1.4.1." + n(r, 5) + "." + n(r, 2) + "." + n(r, 3)),
  SNOWFLAKE(r -> "message " + n(r, 18) + " was deleted"),
  PID(r -> "pid " + n(r, 7) + " exited"),
  URL_ID(r -> "https://example.com/items/" + n(r, 10) + "?page=" + n(r, 2)),
  FILE(r -> "IMG_" + n(r, 8) + "_" + n(r, 6) + ".jpg"),
  CHESS_CLOCK(r -> "%d:%02d:%02d elapsed".formatted(r.nextInt(100), r.nextInt(60), r.nextInt(60)));

  private final Function<Random, String> text;

  OtherNumber(Function<Random, String> text) {
    this.text = text;
  }

  String in(Random random) {
    return text.apply(random);
  }

  /** Digits, the first not a zero. */
  private static String n(Random random, int digits) {
    StringBuilder number = new StringBuilder().append((char) ('1' + random.nextInt(9)));
    while (number.length() < digits) {
      number.append((char) ('0' + random.nextInt(10)));
    }
    return number.toString();
  }

  private static int day(Random random) {
    return 1 + random.nextInt(28);
  }

  private static int month(Random random) {
    return 1 + random.nextInt(12);
  }

  private static String date(Random random) {
    return LocalDate.of(1950 + random.nextInt(90), month(random), day(random)).toString();
  }

  private static String isbn10(Random random) {
    String body = n(random, 9);
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += (10 - i) * (body.charAt(i) - '0');
    }
    int check = (11 - sum % 11) % 11;
    return body.charAt(0)
        + "-"
        + body.substring(1, 5)
        + "-"
        + body.substring(5, 9)
        + "-"
        + (check == 10 ? "X" : check);
  }
}
