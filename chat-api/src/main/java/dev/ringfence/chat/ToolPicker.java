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
 * Chooses the tools that answer a question: by nearness in meaning to the phrasings that each tool
 * declares, and by the words, numbers and placeholders of the question.
 */
final class ToolPicker {
  /**
   * What an account's tool must come to before it is called; less where the question has its key.
   */
  private static final double FLOOR = 0.685;

  private static final double FLOOR_WITH_KEY = 0.5;

  /** From here on an account's tool is called without the search beside it. */
  private static final double CERTAIN = 0.8;

  /** How near to the best account's tool the search must come to be called as well. */
  private static final double BOTH = 0.04;

  private static final Set<String> LOOKUP =
      Set.of("who", "whose", "find", "look", "search", "reach", "contact", "live", "lives", "wer");

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
   * @param keyed whether the question names the record: by a number, a placeholder or a name
   */
  record Choice(ToolDefinition tool, ObjectNode arguments, boolean keyed, double score) {}

  /** Has the tools' vectors ready before somebody asks. */
  void warmUp() {
    profiles.all();
  }

  /** What to call for a question, the likeliest first; nothing where no tool can be called. */
  List<Choice> pick(Role role, List<ToolDefinition> tools, String question) {
    List<Choice> ranked = rank(role, tools, question);
    Optional<Choice> search = ranked.stream().filter(ToolPicker::isSearch).findFirst();
    Optional<Choice> account = ranked.stream().filter(choice -> !isSearch(choice)).findFirst();
    if (account.isEmpty() || (search.isPresent() && account.get().score() < floor(account.get()))) {
      return search.stream().toList();
    }
    if (search.isEmpty()) {
      return List.of(account.get());
    }
    double lead = account.get().score() - search.get().score();
    if (lead < 0) {
      return lead < -BOTH ? List.of(search.get()) : List.of(search.get(), account.get());
    }
    boolean certain = account.get().keyed() || account.get().score() >= CERTAIN;
    return lead >= BOTH && certain ? List.of(account.get()) : List.of(account.get(), search.get());
  }

  private static double floor(Choice choice) {
    return choice.keyed() ? FLOOR_WITH_KEY : FLOOR;
  }

  /** Every tool that can be called, with its score, the best first. */
  List<Choice> rank(Role role, List<ToolDefinition> tools, String question) {
    QuestionWords words = QuestionWords.of(question);
    boolean foreign = role == Role.CUSTOMER && words.namesSomebodyElse();
    List<ToolDefinition> fitting =
        foreign || SmallTalk.is(words)
            ? tools.stream().filter(ToolPicker::isSearch).toList()
            : tools;
    float[] vector = fitting.size() > 1 ? vector(words) : new float[0];
    List<Choice> choices = new ArrayList<>();
    for (ToolDefinition tool : fitting) {
      filler
          .fill(tool, question, words, profiles::knows)
          .ifPresent(arguments -> choices.add(judge(role, tool, arguments, words, vector)));
    }
    choices.sort(Comparator.comparingDouble(Choice::score).reversed());
    return choices;
  }

  private Choice judge(
      Role role, ToolDefinition tool, ObjectNode arguments, QuestionWords words, float[] vector) {
    double score = nearness(tool, vector) + 0.15 * profiles.overlap(tool, words.weights());
    if (isSearch(tool)) {
      boolean how = words.startsAt(0, "how", "do") || words.startsAt(0, "can", "i");
      return new Choice(tool, arguments, false, score + (how ? 0.05 : 0));
    }
    double help = role == Role.CUSTOMER && words.isOfFirstPerson() ? 0.04 : 0;
    boolean keyed = false;
    for (ToolParameter parameter : tool.parameters()) {
      if (arguments.has(parameter.name()) && parameter.kind() instanceof ParameterKind.Text text) {
        String value = arguments.path(parameter.name()).asText();
        boolean key = text.allowed().isEmpty() && text.format() == TextFormat.PLAIN;
        boolean exact = words.identifiers().contains(value) || value.startsWith("[");
        boolean asked =
            exact || (text.mask() != null && asksForSomebody(words)) || says(words, tool);
        keyed |= key && asked;
        help += !key ? 0.02 : exact ? 0.12 : asked ? 0.06 : -0.08;
        // A record's number alone asks for the record that it is the number of.
        help += exact && parameter.required() && !profiles.tellsApart(tool, words) ? -0.04 : 0;
      }
    }
    return new Choice(tool, arguments, keyed, score + help);
  }

  private static boolean asksForSomebody(QuestionWords words) {
    return words.has(LOOKUP) || words.namesSomebodyElse();
  }

  /** Whether the question has a word of the tool's label. */
  private static boolean says(QuestionWords words, ToolDefinition tool) {
    Set<String> stems = words.stems();
    return QuestionWords.of(tool.label()).stems().stream().anyMatch(stems::contains);
  }

  private float[] vector(QuestionWords words) {
    try {
      return embedder.embed(List.of(words.withoutIdentifiers())).getFirst();
    } catch (EmbeddingException e) {
      // Words alone still choose a tool; the search itself will say that it failed.
      return new float[0];
    }
  }

  private double nearness(ToolDefinition tool, float[] vector) {
    if (vector.length == 0) {
      return 0.6;
    }
    List<float[]> phrasings = profiles.vectors(tool);
    double best = -1;
    double second = -1;
    for (float[] phrasing : phrasings) {
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
