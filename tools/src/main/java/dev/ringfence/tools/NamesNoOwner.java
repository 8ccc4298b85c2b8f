package dev.ringfence.tools;

import dev.ringfence.querytree.Origins;
import dev.ringfence.querytree.StatementReading.Call;
import dev.ringfence.querytree.StatementReading.Output;
import java.util.function.Consumer;

/**
 * Nothing that a model supplies, and no constant either, meets a column that says who owns a row;
 * and no such column is returned to a model.
 */
final class NamesNoOwner implements LoadRule {
  private static final String FIX =
      "; remove it: the database shows the caller only their own rows";

  @Override
  public void judge(ReadTool read, Consumer<String> objection) {
    judgeBody(read, objection);
    read.statement().outputs().forEach(output -> judgeOutput(read, output, objection));
  }

  @Override
  public void judgeBody(ReadTool read, Consumer<String> objection) {
    for (var parameter : read.tool().asked()) {
      if (Ownership.isName(parameter.name())) {
        objection.accept("the parameter '" + parameter.name() + "' names an owner" + FIX);
      }
    }
    read.values().forEach(value -> judgeValue(read, value, objection));
    read.statement().functions().forEach(call -> judgeCall(read, call, objection));
  }

  /** A parameter of a function may be compared with anything there. */
  private static void judgeCall(ReadTool read, Call call, Consumer<String> objection) {
    var function = read.functions().get(call.function());
    var owners = read.owners(call.arguments());
    if (function != null && !owners.isEmpty()) {
      objection.accept(
          "the ownership column "
              + String.join(", ", owners)
              + " is passed to the function "
              + function.shape().name()
              + FIX);
    }
  }

  private static void judgeValue(ReadTool read, Origins value, Consumer<String> objection) {
    var owners = read.owners(value);
    if (owners.isEmpty() || ClaimsAreRedundant.isComparison(read, value)) {
      return;
    }
    if (!value.parameters().isEmpty()) {
      objection.accept(
          "the parameter "
              + String.join(", ", read.parameters(value))
              + " meets the ownership column "
              + String.join(", ", owners)
              + FIX);
    } else if (value.literal()) {
      objection.accept("a constant meets the ownership column " + String.join(", ", owners) + FIX);
    }
  }

  private static void judgeOutput(ReadTool read, Output output, Consumer<String> objection) {
    var owners = read.owners(output.origins());
    var dropped =
        read.tool().columns().stream()
            .anyMatch(
                column ->
                    column.name().equals(output.name())
                        && column.treatment() instanceof ResultColumn.Treatment.Dropped);
    if (!owners.isEmpty() && !dropped) {
      objection.accept(
          "the ownership column "
              + String.join(", ", owners)
              + " is returned as "
              + output.name()
              + "; leave it out, or declare it with mask: drop");
    }
  }
}
