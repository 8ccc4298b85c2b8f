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

  /** Where something made of two answers comes from. */
  AnswerScope plus(AnswerScope other) {
    if (this == NONE || this == other) {
      return other;
    }
    return other == NONE ? this : MIXED;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
