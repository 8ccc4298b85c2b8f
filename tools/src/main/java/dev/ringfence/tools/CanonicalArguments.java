package dev.ringfence.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a call written down in one way: every parameter in its order, what the call left
 * out included. What is approved is this text, and it is read again when it runs.
 */
final class CanonicalArguments {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CanonicalArguments() {}

  /** An object with a member for each parameter. */
  static String of(List<ToolParameter> parameters, List<@Nullable Object> values) {
    var object = JsonNodeFactory.instance.objectNode();
    for (var i = 0; i < parameters.size(); i++) {
      object.set(parameters.get(i).name(), RowJson.value(values.get(i)));
    }
    return object.toString();
  }

  /**
   * The values that were written down.
   *
   * @throws IllegalStateException where they do not fit the parameters
   */
  static List<@Nullable Object> values(List<ToolParameter> parameters, String written) {
    try {
      var object = JSON.readTree(written);
      var values = new ArrayList<@Nullable Object>();
      for (var parameter : parameters) {
        var value = object.path(parameter.name());
        values.add(value.isNull() ? null : parameter.kind().accept(value));
      }
      return values;
    } catch (JsonProcessingException | ArgumentRefused e) {
      throw new IllegalStateException("the arguments of a proposal are not those of its tool", e);
    }
  }
}
