package dev.ringfence.chat;

import java.nio.charset.StandardCharsets;

/** How a door tells its clients of a {@link Problem}. */
enum ErrorForm {
  /** RFC 9457, as everywhere but where a foreign protocol says otherwise. */
  PROBLEM("application/problem+json") {
    @Override
    int status(Problem problem) {
      return problem.status();
    }

    @Override
    byte[] body(Problem problem, String requestId) {
      return problem.json(requestId);
    }
  },
  /** OpenAI's {@code {"error": {message, type, param, code}}}, which its SDKs raise. */
  OPENAI("application/json") {
    /** What does not fit is 400 there. */
    @Override
    int status(Problem problem) {
      return problem.status() == 422 ? 400 : problem.status();
    }

    @Override
    byte[] body(Problem problem, String requestId) {
      return CompletionJson.error(problem).toString().getBytes(StandardCharsets.UTF_8);
    }
  },
  /** An error of JSON-RPC, whose {@code data} has the code and the request's id. */
  MCP("application/json") {
    /** What does not fit is 400 there. */
    @Override
    int status(Problem problem) {
      return problem.status() == 422 ? 400 : problem.status();
    }

    @Override
    byte[] body(Problem problem, String requestId) {
      return McpJson.problem(problem, requestId).toString().getBytes(StandardCharsets.UTF_8);
    }
  };

  private final String contentType;

  ErrorForm(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /** The status of the response. */
  abstract int status(Problem problem);

  /** The body of the response. */
  abstract byte[] body(Problem problem, String requestId);
}
