package dev.ringfence.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringfence.database.Role;
import dev.ringfence.retrieval.Embedder;
import dev.ringfence.retrieval.EmbeddingException;
import dev.ringfence.tools.ParameterKind;
import dev.ringfence.tools.TextFormat;
import dev.ringfence.tools.ToolBody;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolParameter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the tools that answer a question: by what its words mean, by nearness in meaning to the
 * phrasings that each tool declares, and by whose affairs it asks for.
 */
final class ToolPicker {
  /** What an account's tool must come to before it is called. */
  private static final double FLOOR = 0.45;

  /** From here on an account's tool is called without the search beside it. */
  private static final double CERTAIN = 0.6;

  /** How much more it must be where nothing says that it is one's own, and not all is known. */
  private static final double STRANGE = 0.1;

  /** How much of a question a tool of another role must cover, and by how much more than others. */
  private static final double PLAIN = 0.6;

  private static final double LEAD = 0.15;

  /** A name that nobody asks for speaks against the tool that would look it up. */
  private static final double UNASKED = -0.2;

  private static final double UNSAID = 0.1;

  /** What a question is about counts less than what is asked: {@code a reply about my invoice}. */
  private static final double ABOUT = 0.5;

  private static final double WORDS = 0.45;
  private static final double OWN = 0.12;
  private static final double ME = 0.06;
  private static final double GENERAL = 0.15;
  private static final double KEYED = 0.45;

  private static final Set<String> LOOKUP = Set.of("who", "show", "customer", "contact", "live");

  private final ToolProfiles profiles;
  private final Embedder embedder;
  private final ArgumentFiller filler;

  ToolPicker(List<ToolDefinition> tools, Embedder embedder, InstantSource clock) {
    this.profiles = new ToolProfiles(tools, embedder);
    this.embedder = embedder;
    this.filler = new ArgumentFiller(clock);
  }

  /**
   * A tool and the arguments that the question gives for it.
   *
   * @param score how much speaks for the tool; comparable within one question only roughly
   */
  record Choice(ToolDefinition tool, ObjectNode arguments, double score) {}

  /** Has the tools' vectors ready before somebody asks. */
  void warmUp() {
    profiles.all();
  }

  /** What to call for a question, the likeliest first; nothing where no tool is to be called. */
  List<Choice> pick(Role role, List<ToolDefinition> tools, String question) {
    Sentence sentence = Sentence.of(question);
    if (Decline.of(role, question, sentence).isPresent() || wantsMore(role, sentence)) {
      return List.of();
    }
    List<Choice> ranked = rank(role, fitting(tools, sentence), question, sentence);
    Optional<Choice> search = ranked.stream().filter(ToolPicker::isSearch).findFirst();
    Optional<Choice> account = ranked.stream().filter(choice -> !isSearch(choice)).findFirst();
    if (account.isEmpty() || account.get().score() < floor(sentence)) {
      return search.stream().toList();
    }
    if (role == Role.CUSTOMER && namesSomebody(sentence)) {
      return List.of();
    }
    boolean certain = search.isEmpty() || account.get().score() >= CERTAIN;
    return certain ? List.of(account.get()) : List.of(account.get(), search.get());
  }

  /** Less has to speak for an account's tool where somebody asks for what is theirs. */
  private double floor(Sentence sentence) {
    boolean own = sentence.isOwn() || !sentence.records().isEmpty();
    double more = own || !isStrange(sentence) ? 0 : STRANGE;
    // Who speaks of the database or its administrator does not ask for a record.
    return FLOOR + more + (sentence.has("inside") ? 1 : 0);
  }

  /** Whether the question has a word that neither the lexicon nor any tool knows. */
  private boolean isStrange(Sentence sentence) {
    List<ProperNames.Name> names = ProperNames.in(sentence);
    for (int i = 0; i < sentence.terms().size(); i++) {
      int at = i;
      boolean unknown =
          sentence.term(i).meanings().isEmpty()
              && names.stream().noneMatch(name -> name.covers(at))
              && !ToolWords.meanings(sentence.term(i)).stream().allMatch(profiles::knows);
      if (unknown) {
        return true;
      }
    }
    return false;
  }

  /** A name in a question about a record is somebody else's, unless the record is one's own. */
  private static boolean namesSomebody(Sentence sentence) {
    return !sentence.isOwn() && !ProperNames.in(sentence).isEmpty();
  }

  /** Whether what is asked for is plainly what a tool gives that this role is not offered. */
  private boolean wantsMore(Role role, Sentence sentence) {
    // What do you do with my data: a visitor asks for the company's ways, not for a record.
    boolean ofCompany = role == Role.VISITOR && sentence.has("you");
    boolean own = sentence.isOwn() && !ofCompany && !Decline.isGeneral(sentence);
    if (role == Role.STAFF || !own) {
      return false;
    }
    double best =
        profiles.tools().stream()
            .filter(tool -> tool.access().contains(role))
            .mapToDouble(tool -> coverage(tool, sentence))
            .max()
            .orElse(0);
    return profiles.tools().stream()
        .filter(tool -> !tool.access().contains(role))
        .anyMatch(tool -> coverage(tool, sentence) >= Math.max(PLAIN, best + LEAD));
  }

  /** Nothing but the search for a greeting. */
  private static List<ToolDefinition> fitting(List<ToolDefinition> tools, Sentence sentence) {
    return ToolWords.meanings(sentence).isEmpty()
        ? tools.stream().filter(ToolPicker::isSearch).toList()
        : tools;
  }

  /** Every tool that can be called, with its score, the best first. */
  List<Choice> rank(Role role, List<ToolDefinition> tools, String question, Sentence sentence) {
    float[] vector = vector(sentence);
    List<Choice> choices = new ArrayList<>();
    for (ToolDefinition tool : tools) {
      filler
          .fill(tool, question, sentence)
          .ifPresent(arguments -> choices.add(judge(role, tool, arguments, sentence, vector)));
    }
    choices.sort(Comparator.comparingDouble(Choice::score).reversed());
    return choices;
  }

  private Choice judge(
      Role role, ToolDefinition tool, ObjectNode arguments, Sentence sentence, float[] vector) {
    double score =
        WORDS * coverage(tool, sentence)
            + (1 - WORDS) * Math.max(0, nearness(tool, vector) - 0.5) * 2.5;
    if (isSearch(tool)) {
      return new Choice(tool, arguments, score);
    }
    score -= Decline.isGeneral(sentence) ? GENERAL : 0;
    if (role == Role.CUSTOMER) {
      score += sentence.has("my") ? OWN : sentence.isOwn() ? ME : 0;
    }
    double key = key(tool, arguments, sentence);
    // A record's number alone asks for the record that it is the number of.
    boolean unsaid = key == KEYED && coverage(tool, sentence) == 0;
    return new Choice(tool, arguments, score + key - (unsaid && needsKey(tool) ? UNSAID : 0));
  }

  /** What speaks for a tool because the question names what it looks up. */
  private static double key(ToolDefinition tool, ObjectNode arguments, Sentence sentence) {
    double key = 0;
    for (ToolParameter parameter : tool.asked()) {
      boolean plain =
          parameter.kind() instanceof ParameterKind.Text text
              && text.allowed().isEmpty()
              && text.format() == TextFormat.PLAIN
              && arguments.has(parameter.name());
      if (plain) {
        String value = arguments.path(parameter.name()).asText();
        boolean exact = value.startsWith("[") || !sentence.records().isEmpty();
        key = exact || asksForSomebody(sentence) ? KEYED : key == 0 ? UNASKED : key;
      }
    }
    return key;
  }

  private static boolean needsKey(ToolDefinition tool) {
    return tool.asked().stream().anyMatch(ToolParameter::required);
  }

  private static boolean asksForSomebody(Sentence sentence) {
    return LOOKUP.stream().anyMatch(sentence::has)
        || ProperNames.in(sentence).stream().anyMatch(ProperNames.Name::possessive);
  }

  /** How much of what the question says the tool's declaration says too; 0 to 1. */
  private double coverage(ToolDefinition tool, Sentence sentence) {
    ToolWords known = profiles.words(tool);
    List<ProperNames.Name> names = ProperNames.in(sentence);
    double shared = 0;
    double all = 0;
    boolean about = false;
    for (int i = 0; i < sentence.terms().size(); i++) {
      int at = i;
      about |= i > 0 && sentence.term(i).is("about");
      boolean named = names.stream().anyMatch(name -> name.covers(at));
      Set<String> meanings = named ? Set.of() : ToolWords.meanings(sentence.term(i));
      double rarity = meanings.stream().mapToDouble(profiles::rarity).min().orElse(0);
      double best =
          meanings.stream().mapToDouble(w -> known.weight(w) * profiles.rarity(w)).max().orElse(0);
      double share = about ? ABOUT : ToolWords.share(sentence.term(i));
      all += share * Math.max(rarity, best);
      shared += share * best;
    }
    return all == 0 ? 0 : shared / all;
  }

  private float[] vector(Sentence sentence) {
    try {
      return embedder.embed(List.of(sentence.inEnglish())).getFirst();
    } catch (EmbeddingException e) {
      // Words alone still choose a tool; the search itself will say that it failed.
      return new float[0];
    }
  }

  private double nearness(ToolDefinition tool, float[] vector) {
    if (vector.length == 0) {
      return 0.6;
    }
    double best = -1;
    double second = -1;
    for (float[] phrasing : profiles.vectors(tool)) {
      double nearness = dot(phrasing, vector);
      if (nearness > best) {
        second = best;
        best = nearness;
      } else if (nearness > second) {
        second = nearness;
      }
    }
    return 0.8 * best + 0.2 * second;
  }

  private static boolean isSearch(Choice choice) {
    return isSearch(choice.tool());
  }

  static boolean isSearch(ToolDefinition tool) {
    return tool.body() instanceof ToolBody.KnowledgeSearch;
  }

  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
