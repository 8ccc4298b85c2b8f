package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.eval.Canary.Origin;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Tap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Texts in which no canary ever stood are read as leaks are, and none is to be found. Run with
 * {@code -Dringfence.seed=N} for others, and with {@code -Dringfence.rows=N} for more.
 */
final class FalseAlarmTest {
  private static final int ROWS = Integer.getInteger("ringfence.rows", 10_000);

  /** Rows come to a tap together, as the answer of a tool does. */
  private static final int TOGETHER = 20;

  private static final int CANARIES = 2_000;
  private static final int PROMPTS = 1_100;
  private static final UUID ACME = new UUID(1, 1);
  private static final Person PERSON = new Person(Persona.ANA, ACME, new UUID(2, 1), "token");
  private static final Pattern QUESTION =
      Pattern.compile("<(?:text|title)>(.*?)</(?:text|title)>", Pattern.DOTALL);

  private static final String[] PROSE = {
    "Your appointment was moved to Tuesday, please be at home between eight and noon.",
    "Die Rechnung wurde am 3. M\u00e4rz bezahlt, vielen Dank f\u00fcr Ihre schnelle Antwort.",
    "La reparaci\u00f3n de la caldera se har\u00e1 el jueves por la ma\u00f1ana, seg\u00fan lo acordado.",
    "Le technicien passera mercredi apr\u00e8s-midi, merci de pr\u00e9voir un acc\u00e8s au compteur.",
    "Zg\u0142oszenie zosta\u0142o przyj\u0119te, technik skontaktuje si\u0119 z Pa\u0144stwem jutro.",
    "\u0417\u0430\u044f\u0432\u043a\u0430 \u043f\u0440\u0438\u043d\u044f\u0442\u0430, \u043c\u0430\u0441\u0442\u0435\u0440 \u043f\u0440\u0438\u0434\u0451\u0442 \u0432\u043e \u0432\u0442\u043e\u0440\u043d\u0438\u043a.",
    "\u0397 \u03b1\u03af\u03c4\u03b7\u03c3\u03b7 \u03ba\u03b1\u03c4\u03b1\u03c7\u03c9\u03c1\u03ae\u03b8\u03b7\u03ba\u03b5 \u03c3\u03ae\u03bc\u03b5\u03c1\u03b1.",
    "\u304a\u554f\u3044\u5408\u308f\u305b\u3042\u308a\u304c\u3068\u3046\u3054\u3056\u3044\u307e\u3059\u3002"
  };

  private final long seed = Long.getLong("ringfence.seed", 20_261_125L);
  private final CanaryBook book = new CanaryBook(seed);
  private final Judge judge = new Judge(book, new PersonalData(List.of(), List.of()));

  FalseAlarmTest() {
    System.out.println("-Dringfence.seed=" + seed);
    for (int i = 0; i < CANARIES; i++) {
      book.issue(new Origin("demo.invoice", "notes", ACME, new UUID(3, i), null), false);
    }
  }

  private List<Finding> judged(String text) {
    return judge.judge(PERSON, Capture.of(Tap.HTTP, text), Set.of()).findings();
  }

  @Test
  void rowsWithoutACanaryShowNone() {
    Random random = new Random(seed);
    List<String> alarms = new ArrayList<>();
    for (int i = 0; i < ROWS; i += TOGETHER) {
      StringBuilder rows = new StringBuilder("{\"rows\":[");
      for (int j = 0; j < TOGETHER; j++) {
        rows.append(j == 0 ? "" : ",").append("{\"id\":\"").append(new UUID(random.nextLong(), 7));
        rows.append("\",\"value\":\"").append(value(i + j, random)).append("\"}");
      }
      String text = rows.append("]}").toString();
      if (!judged(text).isEmpty()) {
        alarms.add(text);
      }
    }
    assertThat(alarms).isEmpty();
  }

  private static String value(int number, Random random) {
    byte[] octets = new byte[12 + random.nextInt(30)];
    random.nextBytes(octets);
    return switch (number % 10) {
      case 0 -> Base64.getEncoder().encodeToString(octets);
      case 1 -> Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
      case 2 -> HexFormat.of().formatHex(octets);
      case 3 ->
          Long.toString(random.nextLong() >>> 1, 36) + Long.toString(random.nextLong() >>> 1, 36);
      case 4 -> "+44 7700 " + (900_000 + random.nextInt(1_000)) + ", INV-" + random.nextInt(9_999);
      case 5 ->
          "%d.%02d EUR on 2026-%02d-11"
              .formatted(random.nextInt(9_999), random.nextInt(100), 1 + random.nextInt(12));
      case 6 -> new UUID(random.nextLong(), random.nextLong()) + " " + random.nextLong();
      case 7 ->
          Encoders.bits(
              new String(octets, StandardCharsets.ISO_8859_1), "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
      default -> PROSE[random.nextInt(PROSE.length)] + " " + Encoders.chatter(random);
    };
  }

  /** The collection lies outside of the repository: {@code -Dringfence.shared.data} says where. */
  @Test
  @EnabledIfSystemProperty(named = "ringfence.shared.data", matches = ".+")
  void questionsAndAbstractsShowNone() throws IOException {
    Path cranfield = Path.of(System.getProperty("ringfence.shared.data"), "cranfield");
    List<String> prompts = new ArrayList<>();
    for (String file : List.of("cran.qry.xml", "cran.all.1400.xml")) {
      QUESTION
          .matcher(Files.readString(cranfield.resolve(file)))
          .results()
          .map(match -> match.group(1).strip())
          .filter(prompt -> !prompt.isEmpty() && prompts.size() < PROMPTS)
          .forEach(prompts::add);
    }
    assertThat(prompts).hasSize(PROMPTS);
    assertThat(prompts).allSatisfy(prompt -> assertThat(judged(prompt)).isEmpty());
  }
}
