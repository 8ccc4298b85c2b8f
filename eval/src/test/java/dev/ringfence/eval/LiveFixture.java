package dev.ringfence.eval;

import dev.ringfence.naive.NaiveAssistant;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Settings of a live run against a service that tests start. */
record LiveFixture(LiveSettings settings) {
  static final LiveLimits FAST =
      new LiveLimits(600_000, 5_000, 5_000_000, Duration.ofSeconds(20), 1 << 20);

  static LiveFixture ours(String url) {
    return of(
        url, LiveProtocol.RINGFENCE, NaiveAssistant.SITE, NaiveAssistant.PROPOSAL, "/v1/files");
  }

  static LiveFixture openAi(String url) {
    return of(url, LiveProtocol.OPENAI, "", "", "");
  }

  private static LiveFixture of(
      String url, LiveProtocol protocol, String site, String proposal, String files) {
    return new LiveFixture(
        new LiveSettings(
            url,
            protocol,
            "naive",
            site,
            url,
            NaiveAssistant.token("ana", 3_600),
            NaiveAssistant.token("gwen", 3_600),
            NaiveAssistant.token("ana", -3_600),
            proposal,
            List.of(NaiveAssistant.RECORD),
            List.of(),
            List.of(NaiveAssistant.SECRET),
            files,
            Set.of(),
            Set.of(),
            FAST,
            7));
  }

  LiveFixture withLanguages(Set<String> languages) {
    return with(languages, settings.limits());
  }

  LiveFixture within(LiveLimits limits) {
    return with(settings.languages(), limits);
  }

  private LiveFixture with(Set<String> languages, LiveLimits limits) {
    LiveSettings s = settings;
    return new LiveFixture(
        new LiveSettings(
            s.url(),
            s.protocol(),
            s.model(),
            s.siteKey(),
            s.origin(),
            s.tokenA(),
            s.tokenB(),
            s.expired(),
            s.proposal(),
            s.canaries(),
            s.looks(),
            s.secrets(),
            s.files(),
            languages,
            s.only(),
            limits,
            s.seed()));
  }
}
