package dev.ringfence.chat;

import dev.ringfence.chat.Meaning.Kind;
import dev.ringfence.chat.Sentence.Term;
import dev.ringfence.database.Role;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Why a question is answered without looking anything up. */
enum Decline {
  /** Whose affairs they are is not the one who asks. */
  SOMEBODY_ELSE("I can only look up what is your own.\n\n"),

  /** Something is to be done. */
  ACTION("I can only look things up; I cannot write, change or send anything.\n\n"),

  /** The service itself is spoken to, in its own terms or in code. */
  TAMPERING("");

  private static final Pattern CODE =
      Pattern.compile(
          "(?is)\\b(?:select\\b.{0,200}\\bfrom\\b|drop\\s+table|delete\\s+from|insert\\s+into"
              + "|update\\b.{0,200}\\bset\\b.{0,40}=|union\\s+(?:all\\s+)?select)|<script");
  private static final Set<String> CLITICS = Set.of("me", "mi");

  private final String sentence;

  Decline(String sentence) {
    this.sentence = sentence;
  }

  /** What the answer begins with. */
  String sentence() {
    return sentence;
  }

  /** What can be told from the question alone. */
  static Optional<Decline> of(Role role, String question, Sentence sentence) {
    boolean orders = sentence.has("override") && sentence.has("rules");
    if (orders || CODE.matcher(question).find()) {
      return Optional.of(TAMPERING);
    }
    if (isAction(sentence)) {
      return Optional.of(ACTION);
    }
    boolean everybody = sentence.has("all_of");
    boolean other = role != Role.STAFF && isAboutOthers(sentence);
    return everybody || other ? Optional.of(SOMEBODY_ELSE) : Optional.empty();
  }

  private static boolean isAboutOthers(Sentence sentence) {
    boolean owned = ProperNames.in(sentence).stream().anyMatch(ProperNames.Name::possessive);
    return owned || (sentence.has("other") && !isGeneral(sentence));
  }

  /** Whether the question is after a rule or a way to do something, not after somebody's record. */
  static boolean isGeneral(Sentence sentence) {
    return sentence.has("if") || sentence.has("can") || sentence.has("howto");
  }

  /** Whether the first word that says something orders a deed; {@code send me} only asks to see. */
  static boolean isAction(Sentence sentence) {
    int at = sentence.find(term -> !term.is(Kind.FUNCTION) && !term.is(Kind.PERSON));
    Term verb = sentence.term(at);
    boolean toMe =
        sentence.term(at + 1).is("me") || CLITICS.stream().anyMatch(verb.written()::endsWith);
    // My orders, the order: a thing, not a deed.
    boolean thing = sentence.term(at - 1).is("my") || (at > 0 && verb.is(Kind.CONTENT));
    return verb.is(Kind.ACTION) && !thing && !(verb.is("forward") && toMe);
  }
}
