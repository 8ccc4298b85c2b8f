package dev.ringfence.bench;

/** The baseline of what the service adds: its own last requests, sent to the model without it. */
final class DirectCalls {
  private final StreamClient client;
  private final InstantModel model;

  DirectCalls(StreamClient client, InstantModel model) {
    this.client = client;
    this.model = model;
  }

  /** One request, and the first token of its answer. */
  Load.Work sentence() {
    String body = model.newest(InstantModel.Turn.SENTENCE);
    return (_, _) -> send(body).firstToken();
  }

  /** A request that is answered with a call, and then the one with the result of that call. */
  Load.Work call() {
    String first = model.newest(InstantModel.Turn.CALL);
    String second = model.newest(InstantModel.Turn.SENTENCE_AFTER_CALL);
    return (_, _) -> {
      long began = System.nanoTime();
      send(first);
      double before = (System.nanoTime() - began) / 1e6;
      return before + send(second).firstToken();
    };
  }

  private StreamClient.Answer send(String body) {
    return client.post(model.baseUrl() + "/chat/completions", "none", body, InstantModel.TOKEN);
  }
}
