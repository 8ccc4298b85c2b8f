package dev.ringfence.naive;

/** What the naive assistant answers. */
record NaiveReply(int status, String type, String body) {
  static NaiveReply json(int status, String body) {
    return new NaiveReply(status, "application/json", body);
  }

  static NaiveReply notFound() {
    return json(404, "{\"error\":\"not found\"}");
  }

  static NaiveReply unknown() {
    return json(401, "{\"error\":\"no token\"}");
  }
}
