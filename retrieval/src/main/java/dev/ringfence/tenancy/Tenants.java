package dev.ringfence.tenancy;

import dev.ringfence.database.PostgresUri;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tenants there are, and whether each is served. */
public final class Tenants {
  private final PostgresUri admin;

  public Tenants(PostgresUri admin) {
    this.admin = admin;
  }

  /** A tenant in a list. */
  public record Entry(String slug, String name, String status, long members, long sites) {}

  /**
   * A tenant that documents are for, and one customer of it where they are for one alone.
   *
   * @param customer null where nobody is named
   */
  public record Named(UUID tenant, @Nullable UUID customer) {}

  /**
   * Finds a tenant.
   *
   * @param customer one of its customers, by their subject at the issuer, our uuid or the
   *     operator's own id; null for nobody
   * @throws TenancyException when there is no such tenant, it is erased, or it has no such customer
   */
  public Named find(String slug, @Nullable String customer) {
    try (AdminConnection connection = AdminConnection.open(admin)) {
      Subject subject = Subject.find(connection, slug, customer);
      if (subject.status().equals("erased")) {
        throw new TenancyException("tenant '" + slug + "' is erased");
      }
      if (subject.customer() == null) {
        return new Named(subject.tenant(), null);
      }
      UUID member = subject.customer().id();
      if (connection.number(
              "SELECT count(*) FROM ringfence.membership"
                  + " WHERE tenant_id = ? AND member_id = ? AND role = 'customer'"
                  + " AND status = 'active'",
              subject.tenant(),
              member)
          == 0) {
        throw new TenancyException(
            "'" + customer + "' is no active customer of tenant '" + slug + "'");
      }
      return new Named(subject.tenant(), member);
    }
  }

  public List<Entry> list() {
    try (AdminConnection connection = AdminConnection.open(admin)) {
      return connection.list(
          row ->
              new Entry(
                  row.getString("slug"),
                  row.getString("name"),
                  row.getString("status"),
                  row.getLong("members"),
                  row.getLong("sites")),
          """
          SELECT t.slug, t.name,
                 CASE WHEN EXISTS (SELECT FROM ringfence.erasure AS e
                                    WHERE e.tenant_id = t.id AND e.state = 'running'
                                      AND e.customer IS NULL) THEN 'erasing' ELSE t.status END AS status,
                 (SELECT count(*) FROM ringfence.membership AS m
                   WHERE m.tenant_id = t.id AND m.status = 'active') AS members,
                 (SELECT count(*) FROM ringfence.site AS s WHERE s.tenant_id = t.id) AS sites
            FROM ringfence.tenant AS t ORDER BY t.slug
          """);
    }
  }

  /**
   * Stops serving a tenant, or serves it again.
   *
   * @return whether that changed anything
   * @throws TenancyException when there is no such tenant, or it is erased or about to be
   */
  public boolean setServed(String slug, boolean served) {
    try (AdminConnection connection = AdminConnection.open(admin)) {
      Subject subject = Subject.find(connection, slug, null);
      if (subject.status().equals("erased")) {
        throw new TenancyException("tenant '" + slug + "' is erased");
      }
      if (served
          && connection.number(
                  "SELECT count(*) FROM ringfence.erasure WHERE tenant_id = ?"
                      + " AND state = 'running' AND customer IS NULL",
                  subject.tenant())
              > 0) {
        throw new TenancyException(
            "tenant '" + slug + "' is being erased; `tenant erase` goes on with it");
      }
      String status = served ? "active" : "suspended";
      long changed =
          connection.change(
              "UPDATE ringfence.tenant SET status = ? WHERE id = ? AND status <> ?",
              status,
              subject.tenant(),
              status);
      connection.commit();
      return changed > 0;
    }
  }
}
