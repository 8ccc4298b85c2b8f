package dev.ringfence.tools;

/** Tools for tests that need nothing but one. */
final class Tools {
  private Tools() {}

  /**
   * A tool {@code t} for customers.
   *
   * @param parameters as they stand between the brackets of a list
   * @param columns as they stand between the braces of a result
   */
  static ToolDefinition of(String sql, String parameters, String columns) {
    return ToolFileTest.parse(
            """
            kind: tool
            name: t
            type: postgres-sql
            description: d
            parameters: [%s]
            statement: |1
             %s
            x-ringfence:
              access: [customer]
              result: {%s}
            """
                .formatted(parameters, sql.replace("\n", "\n "), columns))
        .tools()
        .getFirst();
  }
}
