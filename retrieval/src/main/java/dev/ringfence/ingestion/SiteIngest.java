package dev.ringfence.ingestion;

import dev.ringfence.crawling.CrawlEnd;
import dev.ringfence.crawling.PageVisitor;
import dev.ringfence.crawling.Site;
import dev.ringfence.crawling.SiteCrawl;
import dev.ringfence.parsing.DocumentReader;
import dev.ringfence.retrieval.NewDocument;
import dev.ringfence.retrieval.Origin;
import dev.ringfence.retrieval.StoredSource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Brings the pages of one site in, each as a document that is called by its address. */
final class SiteIngest {
  private final Intake intake;
  private final DocumentReader reader;
  private final IngestOptions options;

  SiteIngest(Intake intake, DocumentReader reader, IngestOptions options) {
    this.intake = intake;
    this.reader = reader;
    this.options = options;
  }

  /**
   * @throws IOException when it cannot be noted what was fetched
   * @throws InterruptedException when the thread is told to stop meanwhile
   */
  void run(Site site) throws IOException, InterruptedException {
    Map<String, StoredSource> stored = intake.stored(Origin.SITE, site.root());
    CrawlEnd end =
        new SiteCrawl(
                site, options.crawling(), options.notes(), noteName(site), new Visitor(stored))
            .run(stored.keySet());
    if (!end.problem().isEmpty()) {
      intake.report().note(site.root() + ": " + end.problem());
    }
    if (!end.complete() && !intake.isStopped()) {
      intake.skip(site.root(), "not all of it could be fetched; nothing of it is removed");
    } else if (options.removeVanished()) {
      end.gone().stream()
          .map(page -> stored.get(page.toString()))
          .filter(Objects::nonNull)
          .forEach(intake::remove);
    }
  }

  /**
   * Another one for each way of bringing a site in: what was fetched for the public is not there
   * for one customer. A trial run keeps notes of its own.
   */
  private String noteName(Site site) {
    IngestTarget target = intake.target();
    String everything =
        String.join(
            "\n",
            site.start().toString(),
            target.by().tenant().toString(),
            target.visibility().name(),
            String.valueOf(target.customer()),
            intake.store().recipe(),
            Boolean.toString(options.dryRun()));
    return "site-" + UUID.nameUUIDFromBytes(everything.getBytes(StandardCharsets.UTF_8));
  }

  private final class Visitor implements PageVisitor {
    private final Map<String, StoredSource> stored;

    Visitor(Map<String, StoredSource> stored) {
      this.stored = stored;
    }

    @Override
    public boolean has(URI page) {
      return stored.containsKey(page.toString());
    }

    @Override
    public void page(URI page, String named, byte[] content) {
      String mediaType =
          reader.reads(named) ? named : reader.mediaTypeOf(page.getPath()).orElse(named);
      if (reader.reads(mediaType)) {
        String address = page.toString();
        intake.bring(
            new NewDocument(
                address,
                mediaType,
                content,
                intake.target().visibility(),
                intake.target().customer(),
                null,
                address,
                Origin.SITE),
            has(page));
      } else {
        intake.report().passOver(1);
      }
      intake.doneOne();
    }

    @Override
    public void unchanged(URI page) {
      intake.report().unchangedOne();
      intake.doneOne();
    }

    @Override
    public void passedOver(URI page) {
      intake.report().passOver(1);
      intake.doneOne();
    }

    @Override
    public void skipped(URI page, String reason) {
      intake.skip(page.toString(), reason);
      intake.doneOne();
    }

    @Override
    public void found(int more) {
      intake.foundMore(more);
    }

    @Override
    public boolean isStopped() {
      return intake.isStopped();
    }
  }
}
