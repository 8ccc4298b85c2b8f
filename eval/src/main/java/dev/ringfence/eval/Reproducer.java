package dev.ringfence.eval;

import dev.ringfence.eval.Minimizer.Bounds;
import dev.ringfence.eval.Minimizer.Minimized;
import dev.ringfence.eval.Minimizer.Trial;
import dev.ringfence.report.CaseResult;
import dev.ringfence.report.Finding;
import dev.ringfence.report.Issue;
import dev.ringfence.report.Reproduction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Adds to the findings of a run the least that shows them again: the first of each rule at each
 * tap, within bounds.
 */
final class Reproducer {
  private static final int MOST = 20;
  private static final Bounds EACH = new Bounds(60, Duration.ofSeconds(30));
  private static final String ADDRESS = "somebody@example.com";

  private final Experiment lab;
  private final AttackCorpus corpus;
  private final Consumer<String> progress;
  private final DecodeClosure closure = new DecodeClosure(2);

  /** The rules, with their taps, that have been tried. */
  private final Set<String> tried = new HashSet<>();

  Reproducer(Experiment lab, AttackCorpus corpus, Consumer<String> progress) {
    this.lab = lab;
    this.corpus = corpus;
    this.progress = progress;
  }

  /** The same cases, with ways to see again what they found. */
  List<CaseResult> reproduce(List<CaseResult> cases) {
    return cases.stream().map(this::reproduce).toList();
  }

  private CaseResult reproduce(CaseResult result) {
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : result.findings()) {
      boolean next = tried.size() < MOST && tried.add(finding.id());
      findings.add(
          next ? way(finding, result).map(finding::reproducedBy).orElse(finding) : finding);
    }
    return new CaseResult(
        result.family(),
        result.attack(),
        result.persona(),
        result.channel(),
        result.attempted(),
        result.executed(),
        result.observed(),
        findings,
        result.missing());
  }

  private Optional<Reproduction> way(Finding finding, CaseResult result) {
    Optional<Attack> attack = corpus.named(result.attack());
    Optional<Persona> persona = Persona.labelled(result.persona());
    if (attack.isEmpty() || persona.isEmpty()) {
      return Optional.empty();
    }
    progress.accept("making small: " + finding.id() + " in " + result.name());
    Trials trials = new Trials(lab, persona.get(), Issue.fingerprint(finding, result));
    try {
      return new Minimizer(trials::run, persona.get(), EACH, _ -> {})
          .minimize(attack.get())
          .map(Minimized::attack)
          .flatMap(least -> written(least, trials.run(least), persona.get(), finding));
    } catch (RuntimeException e) {
      // The leak was seen; that it cannot be made small must not hide it.
      progress.accept("it could not be made small: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Reproduction> written(
      Attack least, Trial last, Persona persona, Finding finding) {
    if (!last.shows()) {
      return Optional.empty();
    }
    List<String> curl;
    try {
      curl = CurlText.of(least, last.made(), persona, withoutCanaries(persona));
    } catch (IllegalArgumentException e) {
      curl = List.of();
    }
    Person person = lab.population.of(persona);
    List<String> sql =
        origin(finding)
            .filter(origin -> !person.mayRead(origin))
            .map(origin -> SqlText.of(lab.database, person, origin))
            .orElse(List.of());
    Reproduction way = new Reproduction(curl, sql, AttackText.of(least));
    return isHarmless(way) ? Optional.of(way) : Optional.empty();
  }

  private Optional<Canary.Origin> origin(Finding finding) {
    return finding.hash().isEmpty()
        ? Optional.empty()
        : lab.book.any(canary -> canary.hash().equals(finding.hash())).map(Canary::origin);
  }

  /** What the demo companies' facts are where no canary was planted. */
  private Facts withoutCanaries(Persona persona) {
    return lab.population
        .facts(persona, lab.book)
        .as(
            (name, value) ->
                switch (name) {
                  case "self.private_email" -> ADDRESS;
                  case "self.private_email_base64" ->
                      Base64.getEncoder().encodeToString(ADDRESS.getBytes(StandardCharsets.UTF_8));
                  case "self.private_email_percent" ->
                      URLEncoder.encode(ADDRESS, StandardCharsets.UTF_8);
                  default -> without(value);
                });
  }

  private String without(String value) {
    String rest = value;
    for (Canary canary : lab.book.in(value)) {
      String left = rest.replaceAll("(?i)[ ./-]?" + Pattern.quote(canary.value()), "");
      rest = left.isEmpty() ? "canary-" + canary.hash() : left;
    }
    return rest;
  }

  /** Reports hold no canary, in whatever form: a way that had one is not told. */
  boolean isHarmless(Reproduction way) {
    DecodeClosure.Readings read =
        closure.of(
            String.join("\n", way.curl()) + "\n" + String.join("\n", way.sql()) + way.attack());
    return read.whole() && lab.book.seenIn(read.texts()).isEmpty();
  }
}
