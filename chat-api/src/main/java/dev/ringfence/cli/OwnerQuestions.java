package dev.ringfence.cli;

import dev.ringfence.proposal.Choices;
import dev.ringfence.proposal.Question;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks a person whose rows are whose, each thing once. */
final class OwnerQuestions {
  private static final int NAMED = 5;

  private final Dialogue person;
  private final Set<List<String>> asked = new HashSet<>();

  OwnerQuestions(Dialogue person) {
    this.person = person;
  }

  /** The choices with one more answer; empty where there is nothing more to ask, or nobody. */
  Optional<Choices> next(Choices choices, List<Question> questions) {
    for (Question question : questions) {
      if (person.isSomebody() && asked.add(question.columns())) {
        return Optional.of(answered(choices, question));
      }
    }
    return Optional.empty();
  }

  private Choices answered(Choices choices, Question question) {
    while (true) {
      Optional<String> answer = person.ask(text(question)).map(String::strip);
      if (answer.isEmpty() || answer.get().isEmpty() || answer.get().equals("0")) {
        return question.denied(choices);
      }
      Optional<String> column = column(question, answer.get());
      if (column.isPresent()) {
        return question.answered(choices, column.get());
      }
    }
  }

  private static Optional<String> column(Question question, String answer) {
    List<String> columns = question.columns();
    if (columns.contains(answer)) {
      return Optional.of(answer);
    }
    return answer.matches("[1-9][0-9]{0,2}") && Integer.parseInt(answer) <= columns.size()
        ? Optional.of(columns.get(Integer.parseInt(answer) - 1))
        : Optional.empty();
  }

  private static String text(Question question) {
    StringBuilder text = new StringBuilder("Which column says ").append(question.why());
    List<String> tables = question.tables().stream().map(Object::toString).toList();
    text.append(", in ")
        .append(String.join(", ", tables.subList(0, Math.min(NAMED, tables.size()))));
    if (tables.size() > NAMED) {
      text.append(" and ").append(tables.size() - NAMED).append(" more");
    }
    text.append("?\n  0: none of them");
    for (int i = 0; i < question.columns().size(); i++) {
      text.append("\n  ").append(i + 1).append(": ").append(question.shownColumns().get(i));
    }
    return text.append("\nNumber [0]:").toString();
  }
}
