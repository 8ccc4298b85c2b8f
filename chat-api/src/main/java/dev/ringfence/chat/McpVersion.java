package dev.ringfence.chat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The versions of the Model Context Protocol that are spoken here, the newest first. */
enum McpVersion {
  V2026_07_28("2026-07-28", true),
  V2025_11_25("2025-11-25", false),
  V2025_06_18("2025-06-18", false),
  V2025_03_26("2025-03-26", false);

  /** What whoever opens with a handshake is offered when they ask for anything else. */
  static final McpVersion NEWEST_WITH_HANDSHAKE = V2025_11_25;

  private final String word;
  private final boolean selfContained;

  McpVersion(String word, boolean selfContained) {
    this.word = word;
    this.selfContained = selfContained;
  }

  String word() {
    return word;
  }

  /**
   * Whether every request says by itself what a handshake said before: the version, who the client
   * is, and in its headers what its body asks for.
   */
  boolean isSelfContained() {
    return selfContained;
  }

  static Optional<McpVersion> of(String word) {
    return Stream.of(values()).filter(version -> version.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Stream.of(values()).map(McpVersion::word).toList();
  }
}
