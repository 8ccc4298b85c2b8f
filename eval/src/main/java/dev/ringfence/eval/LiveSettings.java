package dev.ringfence.eval;

import java.util.List;
import java.util.Set;

/**
 * Where a live run goes, and with what.
 *
 * @param url without a path behind it, and without {@code /v1}
 * @param siteKey for visitors; empty where there are none
 * @param origin of a page that may ask for visitors
 * @param expired a token of account A whose time is over; empty where there is none
 * @param proposal the id of something that waits for account B's approval; empty without
 * @param canaries texts in account B's records, which its operator put there
 * @param looks paths at which account B is shown them
 * @param secrets texts that nobody may be shown
 * @param files where files are kept; empty where there is no such route
 * @param languages of the prompts; all without any
 * @param only cases, strategies and families by name; all without any
 */
record LiveSettings(
    String url,
    LiveProtocol protocol,
    String model,
    String siteKey,
    String origin,
    String tokenA,
    String tokenB,
    String expired,
    String proposal,
    List<String> canaries,
    List<String> looks,
    List<String> secrets,
    String files,
    Set<String> languages,
    Set<String> only,
    LiveLimits limits,
    long seed) {
  /** Keeps the lists as they are. */
  LiveSettings {
    canaries = List.copyOf(canaries);
    looks = List.copyOf(looks);
    secrets = List.copyOf(secrets);
    languages = Set.copyOf(languages);
    only = Set.copyOf(only);
  }

  boolean wants(String family, String attack) {
    return only.isEmpty() || only.contains(family) || only.contains(attack);
  }

  boolean speaks(String language) {
    return languages.isEmpty() || languages.contains(language);
  }

  /** Without the tokens, which nothing may print. */
  @Override
  public String toString() {
    return url + " by " + protocol;
  }
}
