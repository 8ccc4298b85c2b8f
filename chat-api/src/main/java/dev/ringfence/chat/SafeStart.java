package dev.ringfence.chat;

import dev.ringfence.chat.RingfenceService.StartException;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.doctor.Finding;
import dev.ringfence.doctor.Severity;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The look at the database before the service starts: what is unsafe keeps it from starting. */
final class SafeStart {
  private static final Logger LOG = LoggerFactory.getLogger(SafeStart.class);

  /** How often a database that answers too late is asked, each time for as long as it may take. */
  private static final int LOOKS = 3;

  private SafeStart() {}

  /**
   * Returns where the service may start.
   *
   * @throws StartException with what is unsafe, and how to mend it
   */
  static void require(TenantDatabase database) {
    List<Finding> findings = look(database);
    List<Finding> errors =
        findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    if (!errors.isEmpty()) {
      throw new StartException(
          errors.stream()
              .map(Finding::toString)
              .collect(
                  Collectors.joining("\n  ", "the database is not safe to serve from:\n  ", "")));
    }
    findings.forEach(finding -> LOG.warn("{}", finding));
  }

  private static List<Finding> look(TenantDatabase database) {
    for (int looks = 1; ; looks++) {
      try {
        List<Finding> findings = database.findUnsafe();
        database.read(
            new Principal.Customer(new UUID(0, 0), new UUID(0, 0)), "SELECT ringfence.tenant_id()");
        return findings;
      } catch (DatabaseException e) {
        if (e.kind() != DatabaseException.Kind.TIMEOUT || looks == LOOKS) {
          throw refused(e);
        }
        LOG.warn("the database is slow ({}); it is looked at again", e.code());
      }
    }
  }

  private static StartException refused(DatabaseException e) {
    return new StartException(
        switch (e.kind()) {
          case UNBOUND ->
              "the database does not know this seal key; run `ringfence migrate` with it";
          case DENIED ->
              "the database does not let a login in, or not do its work; `ringfence migrate` sets"
                  + " the passwords of DATABASE_URL and RINGFENCE_VISITOR_DATABASE_URL";
          case TIMEOUT -> "the database answers too slowly (" + e.code() + "); what keeps it busy?";
          case UNAVAILABLE, CONFLICT, INVALID ->
              "the database cannot be used (" + e.code() + "); is it up, and migrated?";
        });
  }
}
