package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ToolSchemaTest {

  @Test
  void aModelIsToldEveryParameterWithItsLimitsAndNothingElse() throws IOException {
    var tool =
        Tools.of(
            "SELECT 1",
            "{name: status, type: string, allowedValues: [open, paid], required: false, description: State},"
                + "{name: mail, type: string, mask: email, description: Whose},"
                + "{name: n, type: integer, minValue: 1, maxValue: 20, default: 10, description: How many},"
                + "{name: ids, type: array, maxItems: 3, items: {type: float}, description: Which},"
                + "{name: all, type: boolean, description: Whether all}",
            "a: {type: text}");

    var specification = ToolSchema.of(tool);

    assertThat(new ObjectMapper().readTree(specification.toJson()).path("parameters"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"type": "object",
                     "properties": {
                       "status": {"type": "string", "enum": ["open", "paid"], "description": "State (one of open, paid)"},
                       "mail": {"type": "string", "description": "Whose (text of at most 200 characters or the placeholder of one EMAIL)"},
                       "n": {"type": "integer", "description": "How many (a whole number from 1 to 20; otherwise 10)"},
                       "ids": {"type": "array", "items": {"type": "number", "description": "a number"},
                               "description": "Which (a list of at most 3 values, each a number)"},
                       "all": {"type": "boolean", "description": "Whether all (true or false)"}},
                     "required": ["mail", "ids", "all"],
                     "additionalProperties": false}
                    """));
    assertThat(specification.name()).isEqualTo("t");
    assertThat(specification.description()).isEqualTo("d");
  }
}
