package dev.ringfence.cli;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * The schema of SARIF 2.1.0 as OASIS published it, which allows no property that it does not know.
 */
final class SarifSchema {
  private static final String FILE = "/schema/sarif-schema-2.1.0.json";

  private final JsonSchema schema;

  private SarifSchema(JsonSchema schema) {
    this.schema = schema;
  }

  static SarifSchema load() {
    try (InputStream file = SarifSchema.class.getResourceAsStream(FILE)) {
      return new SarifSchema(
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
              .getSchema(Objects.requireNonNull(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a log, one sentence each; empty for one that is valid. */
  List<String> problems(String log) {
    return schema
        .validate(
            log, InputFormat.JSON, run -> run.getExecutionConfig().setFormatAssertionsEnabled(true))
        .stream()
        .map(ValidationMessage::toString)
        .toList();
  }
}
