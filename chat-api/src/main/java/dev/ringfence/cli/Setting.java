package dev.ringfence.cli;

import java.util.Locale;

/**
 * A setting: an environment variable, and a key of {@code ringfence.yaml} that says the same. The
 * environment wins.
 */
enum Setting {
  DATABASE_URL("DATABASE_URL", "", "libpq URI of the login ringfence_app"),
  VISITOR_DATABASE_URL(
      "RINGFENCE_VISITOR_DATABASE_URL",
      "",
      "libpq URI of the login ringfence_public; by default that of DATABASE_URL with this user"),
  ADMIN_DATABASE_URL(
      "RINGFENCE_ADMIN_DATABASE_URL", "", "libpq URI of an administrator, for migrations"),
  BASELINE(
      "RINGFENCE_BASELINE",
      "ringfence-baseline.yaml",
      "the findings of doctor that are accepted, where there is such a file"),
  DATABASE_CONNECTIONS(
      "RINGFENCE_DATABASE_CONNECTIONS", "10", "connections in each of the two pools, 1 to 200"),
  DATABASE_POOLER(
      "RINGFENCE_DATABASE_POOLER",
      "none",
      "transaction behind a pooler that hands out servers by transaction, such as PgBouncer"),
  HOST("RINGFENCE_HOST", "127.0.0.1", "address to listen on"),
  PUBLIC_URL(
      "RINGFENCE_PUBLIC_URL",
      "",
      "where clients reach the service, such as https://chat.example.com"),
  ENVIRONMENT(
      "RINGFENCE_ENVIRONMENT",
      "development",
      "name of this deployment; a visitor's token of another one is refused"),
  SEAL_KEY("RINGFENCE_SEAL_KEY", "", "32 bytes in base64 that seal contexts; else kept in --data"),
  SEAL_KEY_ID(
      "RINGFENCE_SEAL_KEY_ID",
      "1",
      "number of that key, one more whenever it is replaced; migrate keeps the one before"),
  SEAL_ROTATION(
      "RINGFENCE_SEAL_ROTATION",
      "1h",
      "how long one of the keys derived from it seals contexts, 1m to 24h"),
  VAULT_KEY(
      "RINGFENCE_VAULT_KEY", "", "32 bytes in base64 for what is masked; else kept in --data"),
  AUDIT_KEY(
      "RINGFENCE_AUDIT_KEY",
      "",
      "32 bytes in base64 that seal audit entries, and by commas those that did before; else kept in"
          + " --data"),
  VISITOR_KEY(
      "RINGFENCE_VISITOR_KEY",
      "",
      "private ES256 key in JWK form that signs visitors' tokens; else kept in --data"),
  RECEIPT_KEY(
      "RINGFENCE_RECEIPT_KEY",
      "",
      "32 bytes in base64 that sign receipts of erasures; else kept in --data"),
  TOOLS("RINGFENCE_TOOLS", "", "the file of tools; the demo's under up, none under serve"),
  OPENAI_BASE_URL("OPENAI_BASE_URL", "", "server of the language model, up to and with /v1"),
  OPENAI_API_KEY("OPENAI_API_KEY", "", "its key"),
  OPENAI_MODEL("OPENAI_MODEL", "gpt-5-mini", "the model's name"),
  MODEL_TIMEOUT("RINGFENCE_MODEL_TIMEOUT", "30s", "how long the model may say nothing"),
  EMBEDDING_MODEL(
      "RINGFENCE_EMBEDDING_MODEL",
      "",
      "model of an OpenAI-compatible server that passages are found by; the bundled one without it"),
  EMBEDDING_BASE_URL(
      "RINGFENCE_EMBEDDING_BASE_URL", "", "that server, up to and with /v1; else OPENAI_BASE_URL"),
  EMBEDDING_API_KEY("RINGFENCE_EMBEDDING_API_KEY", "", "its key; else OPENAI_API_KEY"),
  EMBEDDING_TIMEOUT("RINGFENCE_EMBEDDING_TIMEOUT", "10s", "how long one request to it may take"),
  EMBEDDING_QUESTION_PREFIX(
      "RINGFENCE_EMBEDDING_QUESTION_PREFIX",
      "",
      "what its model wants before a question, such as 'query:'"),
  EMBEDDING_PASSAGE_PREFIX(
      "RINGFENCE_EMBEDDING_PASSAGE_PREFIX",
      "",
      "what its model wants before a passage, such as 'passage:'"),
  ANSWER_TIMEOUT("RINGFENCE_ANSWER_TIMEOUT", "2m", "how long one answer may take"),
  MODEL_FALLBACK(
      "RINGFENCE_MODEL_FALLBACK",
      "extractive",
      "what answers when the model cannot: extractive, or none"),
  LINK_HOSTS(
      "RINGFENCE_LINK_HOSTS", "", "hosts that answers may link to beside their sources, by commas"),
  PHONE_REGIONS(
      "RINGFENCE_PHONE_REGIONS",
      "",
      "regions whose national phone numbers are masked anywhere, such as DE,FR"),
  REDACTION_POLICY(
      "RINGFENCE_REDACTION_POLICY",
      "balanced",
      "strict masks whatever has the form of something personal; balanced, what has more that speaks"
          + " for it"),
  REDACTION_PATTERNS(
      "RINGFENCE_REDACTION_PATTERNS", "", "file of the company's own patterns to mask");

  private final String variable;
  private final String byDefault;
  private final String meaning;

  Setting(String variable, String byDefault, String meaning) {
    this.variable = variable;
    this.byDefault = byDefault;
    this.meaning = meaning;
  }

  String variable() {
    return variable;
  }

  /** The key of the file: the variable in lower case with dashes, without {@code ringfence-}. */
  String key() {
    String dashed = variable.toLowerCase(Locale.ROOT).replace('_', '-');
    return dashed.startsWith("ringfence-") ? dashed.substring("ringfence-".length()) : dashed;
  }

  String byDefault() {
    return byDefault;
  }

  String meaning() {
    return meaning;
  }
}
