package dev.ringfence.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.recognition.Context;
import dev.ringfence.recognition.OverrunException;
import dev.ringfence.recognition.Recognizer;
import dev.ringfence.recognition.Recognizers;
import dev.ringfence.redaction.RedactionException.Reason;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Placeholder;
import dev.ringfence.vault.SensitiveType;
import dev.ringfence.vault.SensitiveValue;
import dev.ringfence.vault.Vault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The one way from text to {@link RedactedText}: what the recognizers find, and what was masked in
 * the conversation before, is replaced by placeholders out of the vault, and what only looks like a
 * placeholder is made inert. Whatever goes wrong is a {@link RedactionException}; there is no
 * unmasked way out.
 */
public final class Redactor {
  private static final Predicate<String> NONE_ISSUED = text -> false;

  private final List<Recognizer> recognizers;
  private final List<String> regions;
  private final Policy policy;

  Redactor(List<Recognizer> recognizers, List<String> regions, Policy policy) {
    this.recognizers = List.copyOf(recognizers);
    this.regions = Context.PROSE.in(regions).regions();
    this.policy = policy;
  }

  /** With every recognizer, and no region whose national phone numbers are known without a word. */
  public static Redactor standard() {
    return forRegions(List.of());
  }

  /**
   * With every recognizer.
   *
   * @param regions whose national phone numbers are masked wherever they stand, as ISO 3166 codes
   * @throws IllegalArgumentException for what is not a region with phone numbers
   */
  public static Redactor forRegions(List<String> regions) {
    return of(new RedactionSettings(regions, Policy.BALANCED, List.of()));
  }

  /**
   * With every recognizer, and a company's own.
   *
   * @throws IllegalArgumentException for what is not a region with phone numbers
   */
  public static Redactor of(RedactionSettings settings) {
    List<Recognizer> all = new ArrayList<>(Recognizers.all());
    settings.patterns().forEach(pattern -> all.add(new CustomRecognizer(pattern)));
    return new Redactor(all, settings.regions(), settings.policy());
  }

  /**
   * The same for somebody of some regions, beside those that are known of everybody.
   *
   * @throws IllegalArgumentException for what is not a region with phone numbers
   */
  public Redactor in(Collection<String> theirs) {
    if (regions.containsAll(theirs)) {
      return this;
    }
    Set<String> all = new LinkedHashSet<>(regions);
    all.addAll(theirs);
    return new Redactor(recognizers, List.copyOf(all), policy);
  }

  /** The same with another policy. */
  public Redactor by(Policy other) {
    return new Redactor(recognizers, regions, other);
  }

  /** Masks what somebody wrote or a document says. */
  public RedactedText redact(String text, Vault vault) {
    return redactAll(List.of(text), vault).getFirst();
  }

  /** Masks several texts with one call of the vault. */
  public List<RedactedText> redactAll(List<String> texts, Vault vault) {
    return closed(
        () -> {
          List<Recognizer> all = with(vault.known());
          List<MarkedText> marked =
              texts.stream().map(text -> marked(text, Context.PROSE, all, NONE_ISSUED)).toList();
          Set<SensitiveValue> values = new LinkedHashSet<>();
          marked.forEach(text -> text.collect(values));
          var placeholders = allocate(values, vault);
          return marked.stream().map(text -> new RedactedText(text.masked(placeholders))).toList();
        });
  }

  /**
   * Masks what a model wrote, before it goes back to it. Placeholders that were issued in this
   * conversation stay what they are; everything else is treated as anybody's text.
   */
  public RedactedText redactAnswer(String text, Vault vault) {
    return closed(() -> masked(text, issuedBy(vault), vault));
  }

  /**
   * Masks a text from which nothing is ever restored, such as one to be embedded: its placeholders
   * are numbered by themselves, and what looks like one in it stays as it is.
   */
  public RedactedText redactForGood(String text) {
    return closed(() -> masked(text, _ -> true, new InMemoryVault()));
  }

  /**
   * Masks a text for people to look at, and says what was masked and why. What looks like a
   * placeholder in it stays as it is: from here nothing is restored.
   */
  public Explained explain(String text, Vault vault) {
    return closed(
        () -> {
          MarkedText marked = marked(text, Context.PROSE, with(vault.known()), _ -> true);
          Set<SensitiveValue> values = new LinkedHashSet<>();
          marked.collect(values);
          var placeholders = allocate(values, vault);
          return new Explained(
              new RedactedText(marked.masked(placeholders)), marked.explained(placeholders));
        });
  }

  /**
   * Masks a tree and writes it as JSON: keys and leaves; a number that is masked becomes a string.
   *
   * @param declared the fields, at any depth, whose whole value is masked whatever it is, and
   *     wherever else in the tree it stands; null and the empty string stay
   */
  public RedactedText redactJson(JsonNode tree, Map<String, SensitiveType> declared, Vault vault) {
    return closed(() -> masked(tree, declared, NONE_ISSUED, vault));
  }

  /** Masks the arguments that a model wrote, before they go back to it. */
  public RedactedText redactArguments(JsonNode tree, Vault vault) {
    return closed(() -> masked(tree, Map.of(), issuedBy(vault), vault));
  }

  private RedactedText masked(
      JsonNode tree, Map<String, SensitiveType> declared, Predicate<String> issued, Vault vault) {
    Set<SensitiveValue> known = new LinkedHashSet<>(vault.known());
    JsonMasking.declaredValues(tree, declared, known);
    List<Recognizer> all = with(known);
    JsonMasking masking =
        new JsonMasking(declared, (text, context) -> marked(text, context, all, issued));
    Set<SensitiveValue> values = new LinkedHashSet<>();
    masking.mark(tree, values);
    return new RedactedText(masking.masked(tree, allocate(values, vault)).toString());
  }

  private RedactedText masked(String text, Predicate<String> issued, Vault vault) {
    MarkedText marked = marked(text, Context.PROSE, with(vault.known()), issued);
    Set<SensitiveValue> values = new LinkedHashSet<>();
    marked.collect(values);
    return new RedactedText(marked.masked(allocate(values, vault)));
  }

  private MarkedText marked(
      String text, Context context, List<Recognizer> all, Predicate<String> issued) {
    return MarkedText.of(text, context.in(regions), all, policy, issued);
  }

  private static Predicate<String> issuedBy(Vault vault) {
    return literal -> Placeholder.parse(literal).flatMap(vault::valueOf).isPresent();
  }

  private List<Recognizer> with(Collection<SensitiveValue> known) {
    List<Recognizer> all = new ArrayList<>(recognizers);
    all.add(new KnownValues(known));
    return all;
  }

  private static Map<SensitiveValue, Placeholder> allocate(
      Set<SensitiveValue> values, Vault vault) {
    if (values.isEmpty()) {
      return Map.of();
    }
    try {
      return vault.placeholders(values);
    } catch (RuntimeException failure) {
      throw new RedactionException(Reason.VAULT_FAILED, failure);
    }
  }

  private static <T> T closed(Supplier<T> work) {
    try {
      return work.get();
    } catch (RedactionException refused) {
      throw refused;
    } catch (OverrunException overrun) {
      throw new RedactionException(Reason.OVERRUN);
    } catch (RuntimeException | StackOverflowError failure) {
      throw new RedactionException(Reason.FAILED, failure);
    }
  }
}
