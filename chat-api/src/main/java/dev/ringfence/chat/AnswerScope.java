package dev.ringfence.chat;

import dev.ringfence.tools.Source;
import java.util.Collection;
import java.util.Locale;

/** Where an answer comes from: set by code from what was read, never by the model. */
enum AnswerScope {
  PUBLIC,
  ACCOUNT,
  MIXED,
  NONE;

  static AnswerScope of(Collection<Source> read) {
    boolean account = read.stream().anyMatch(source -> source.scope() == Source.Scope.ACCOUNT);
    boolean open = read.stream().anyMatch(source -> source.scope() == Source.Scope.PUBLIC);
    if (account) {
      return open ? MIXED : ACCOUNT;
    }
    return open ? PUBLIC : NONE;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
