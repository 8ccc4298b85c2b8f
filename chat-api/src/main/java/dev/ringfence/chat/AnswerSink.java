package dev.ringfence.chat;

/** Where the events of one answer go. */
@FunctionalInterface
interface AnswerSink {
  void accept(AnswerEvent event);
}
