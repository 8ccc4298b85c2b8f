package dev.ringfence.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One class of hiding: a way of writing an e-mail address, a phone number or either so that a
 * machine does not see it.
 *
 * @param literal whether it rewrites signs, letters or digits as they are, and so hides nothing
 *     that was hidden before
 */
record Hiding(
    String name, boolean email, boolean phone, boolean literal, UnaryOperator<String> hide) {
  static final List<String> EMAILS =
      List.of(
          "ana.moreno@example.com",
          "k.mueller@beispiel.de",
          "joao@exemplo.com.br",
          "pilar@ejemplo.es",
          "j.dupont@exemple.fr",
          "bob@mail.example.co.uk",
          "team@example.org");

  static final List<String> PHONES =
      List.of(
          "+1 212-555-0142",
          "+44 20 7946 0123",
          "+49 30 23125123",
          "+33 6 39 98 12 34",
          "+34 912 345 678",
          "+55 11 91234-5678",
          "+91 98765 43210");

  /** Every class there is. */
  static List<Hiding> all() {
    List<Hiding> all = new ArrayList<>();
    all.addAll(HidingCharacters.all());
    all.addAll(HidingEncodings.all());
    all.addAll(HidingWords.all());
    return all;
  }

  static Hiding of(String name, UnaryOperator<String> hide) {
    return new Hiding(name, true, true, false, hide);
  }

  static Hiding email(String name, UnaryOperator<String> hide) {
    return new Hiding(name, true, false, false, hide);
  }

  static Hiding phone(String name, UnaryOperator<String> hide) {
    return new Hiding(name, false, true, false, hide);
  }

  /** The same, of a kind that only rewrites what is not hidden yet. */
  Hiding literally() {
    return new Hiding(name, email, phone, true, hide);
  }

  /** Whether this can hide a text further. */
  boolean hides(String text) {
    boolean plain =
        text.matches("[a-zA-Z0-9_.@ +()-]+") && (text.contains("@") || text.matches("[^a-zA-Z]+"));
    return (!literal || plain) && !hide.apply(text).equals(text);
  }

  List<String> positives() {
    List<String> positives = new ArrayList<>();
    if (email) {
      EMAILS.forEach(each -> positives.add(hide.apply(each)));
    }
    if (phone) {
      PHONES.forEach(each -> positives.add(hide.apply(each)));
    }
    return positives;
  }

  /** Writes each code point in another way. */
  static UnaryOperator<String> each(java.util.function.IntFunction<String> write) {
    return text -> {
      StringBuilder hidden = new StringBuilder();
      text.codePoints().forEach(c -> hidden.append(write.apply(c)));
      return hidden.toString();
    };
  }

  /** Puts something between every two characters. */
  static UnaryOperator<String> between(String what) {
    return text -> String.join(what, text.codePoints().mapToObj(Character::toString).toList());
  }

  @Override
  public String toString() {
    return name;
  }
}
