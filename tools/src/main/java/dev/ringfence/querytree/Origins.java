package dev.ringfence.querytree;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a value was made of.
 *
 * @param columns that flowed into it
 * @param parameters that flowed into it, by their numbers from 1
 * @param literal whether a constant flowed into it
 * @param exact whether it is the value of its one column, or of its one parameter, as it stands
 */
public record Origins(
    Set<Column> columns, Set<Integer> parameters, boolean literal, boolean exact) {
  static final Origins NONE = new Origins(Set.of(), Set.of(), false, false);
  static final Origins LITERAL = new Origins(Set.of(), Set.of(), true, false);

  public Origins {
    columns = Set.copyOf(columns);
    parameters = Set.copyOf(parameters);
  }

  static Origins of(Column column) {
    return new Origins(Set.of(column), Set.of(), false, true);
  }

  static Origins ofParameter(int number) {
    return new Origins(Set.of(), Set.of(number), false, true);
  }

  /** What a value was made of that both flowed into. */
  Origins plus(Origins other) {
    if (equals(NONE)) {
      return other;
    }
    if (other.equals(NONE)) {
      return this;
    }
    Set<Column> both = new HashSet<>(columns);
    both.addAll(other.columns);
    Set<Integer> numbers = new HashSet<>(parameters);
    numbers.addAll(other.parameters);
    return new Origins(both, numbers, literal || other.literal, false);
  }

  /**
   * The same of what a function returns, where it is called: its parameters stand for the values
   * that it is called with.
   */
  Origins calledWith(List<Origins> arguments) {
    Origins origins = new Origins(columns, Set.of(), literal, exact && parameters.isEmpty());
    for (int number : parameters) {
      // What is not passed has the constant that the function's author wrote.
      origins = origins.plus(number <= arguments.size() ? arguments.get(number - 1) : LITERAL);
    }
    return exact ? origins : origins.changed();
  }

  /** The same for a value that was made by changing it. */
  Origins changed() {
    return exact ? new Origins(columns, parameters, literal, false) : this;
  }
}
