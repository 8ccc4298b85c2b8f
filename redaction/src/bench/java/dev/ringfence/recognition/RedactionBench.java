package dev.ringfence.recognition;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Restorer;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.SensitiveValue;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many bytes of text each way of looking takes in, in a second; each its own benchmark. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RedactionBench {
  private static final long SEED = 20261121;
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}");

  /** The texts, 64 kB at a time. */
  @State(Scope.Thread)
  public static class Texts {
    @Param({"documents", "dense"})
    public String kind = "";

    private List<String> chunks = List.of();
    private List<byte[]> bytes = List.of();
    private final byte[] copy = new byte[1 << 18];
    private final List<Recognizer> two = List.of(new EmailRecognizer(), new PhoneRecognizer());
    private final List<Recognizer> all = Recognizers.all();
    private int next;

    /** Makes the texts, 52 MB of documents or 8 MB that are dense. */
    @Setup
    public void make() {
      chunks =
          kind.equals("documents")
              ? BenchText.documents(52_000_000, SEED)
              : BenchText.dense(8_000_000, SEED);
      bytes = chunks.stream().map(chunk -> chunk.getBytes(UTF_8)).toList();
      long all = bytes.stream().mapToLong(chunk -> chunk.length).sum();
      long at = count('@', '@');
      long digits = count('0', '9');
      System.out.printf(
          "%n%s: %.1f MB, %.2f %% digits, an @ every %d bytes%n",
          kind, all / 1e6, 100.0 * digits / all, all / Math.max(1, at));
    }

    private long count(char from, char to) {
      return chunks.stream()
          .mapToLong(chunk -> chunk.chars().filter(c -> c >= from && c <= to).count())
          .sum();
    }

    String text() {
      next = (next + 1) % chunks.size();
      return chunks.get(next);
    }

    byte[] bytes() {
      next = (next + 1) % bytes.size();
      return bytes.get(next);
    }
  }

  /** How many bytes were read. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Read {
    public long megabytes1000;

    void add(int bytes) {
      megabytes1000 += bytes;
    }
  }

  @Benchmark
  public byte[] memoryCopy(Texts texts, Read read) {
    byte[] from = texts.bytes();
    System.arraycopy(from, 0, texts.copy, 0, from.length);
    read.add(from.length);
    return texts.copy;
  }

  @Benchmark
  public int plainRegexForEmail(Texts texts, Read read) {
    String text = texts.text();
    Matcher matcher = EMAIL.matcher(text);
    int found = 0;
    while (matcher.find()) {
      found++;
    }
    read.add(text.length());
    return found;
  }

  @Benchmark
  public int libphonenumberFinder(Texts texts, Read read) {
    String text = texts.text();
    int found = 0;
    for (var _ :
        PhoneNumberUtil.getInstance().findNumbers(text, "US", Leniency.POSSIBLE, Long.MAX_VALUE)) {
      found++;
    }
    read.add(text.length());
    return found;
  }

  @Benchmark
  public Object emailAndPhoneInRawBytes(Texts texts, Read read) {
    byte[] bytes = texts.bytes();
    Findings findings = new Findings();
    View view = View.ofBytes(bytes);
    for (Recognizer recognizer : texts.two) {
      recognizer.find(view, Context.PROSE, findings);
    }
    read.add(bytes.length);
    return findings.arbitrated(Certainty.LIKELY);
  }

  @Benchmark
  public Object emailAndPhoneThroughViews(Texts texts, Read read) {
    return through(texts.text(), texts.two, read);
  }

  @Benchmark
  public Object allTypesThroughViews(Texts texts, Read read) {
    return through(texts.text(), texts.all, read);
  }

  /** A hundred kilobytes that somebody wrote to keep the recognizers busy. */
  @State(Scope.Thread)
  public static class Hostile {
    private static final int LENGTH = 100_000;

    /** What is repeated; {@code search} finds a bad combination first. */
    @Param({"search", "1 ", "123 ", "+4", "a@b.c", "key=", "token: ", "%2541", "a 1 ", "one "})
    public String piece = "";

    private final List<Recognizer> all = Recognizers.all();
    private final Read read = new Read();
    private String text = "";

    /** Makes the text, and says what it consists of. */
    @Setup
    public void make() {
      String repeated =
          piece.equals("search") ? HostileText.search(SEED, this::nanoseconds) : piece;
      System.out.printf("%nrepeated: \"%s\"%n", repeated);
      text = HostileText.repeated(repeated, LENGTH);
    }

    private long nanoseconds(String probe) {
      long start = System.nanoTime();
      var _ = through(probe, all, read);
      return System.nanoTime() - start;
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Object hostile100kBAllTypes(Hostile hostile) {
    return through(hostile.text, hostile.all, hostile.read);
  }

  private static Object through(String text, List<Recognizer> recognizers, Read read) {
    Findings findings = new Findings();
    for (View view : Views.of(text)) {
      for (Recognizer recognizer : recognizers) {
        recognizer.find(view, Context.PROSE, findings);
      }
    }
    read.add(text.length());
    return findings.arbitrated(Certainty.LIKELY);
  }

  /** A message of five hundred characters, and what restores an answer. */
  @State(Scope.Thread)
  public static class Message {
    private final Redactor redactor = Redactor.standard();
    private final InMemoryVault vault = new InMemoryVault();
    private final Restorer restorer = new Restorer(vault);
    private List<String> texts = List.of();
    private int next;

    @Setup
    public void make() {
      texts =
          BenchText.documents(2_000_000, SEED + 1).stream()
              .flatMap(
                  chunk ->
                      java.util.stream.IntStream.range(0, chunk.length() / 500)
                          .mapToObj(i -> chunk.substring(i * 500, i * 500 + 500)))
              .toList();
      var _ = vault.placeholders(List.of(new SensitiveValue(SensitiveType.EMAIL, "a@b.example")));
    }

    String text() {
      next = (next + 1) % texts.size();
      return texts.get(next);
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public Object messageOf500AllTypes(Message message) {
    return message.redactor.redact(message.text(), new InMemoryVault());
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public String restoreAChunk(Message message) {
    return message.restorer.accept(" to [EMAIL_1], ");
  }
}
