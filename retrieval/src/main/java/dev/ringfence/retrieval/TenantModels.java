package dev.ringfence.retrieval;

import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantConnection;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/**
 * By which model's vectors a tenant is searched. What is remembered here saves asking before a
 * question is embedded; what holds is what the transaction says that searches.
 */
final class TenantModels {
  static final String MODEL = "SELECT m.model FROM ringfence.embedding_model m";

  private static final int TENANTS = 10_000;

  private final Embedders embedders;
  private final Recent<UUID, String> last = new Recent<>(TENANTS);

  TenantModels(Embedders embedders) {
    this.embedders = embedders;
  }

  /** The model by which the tenant was searched last, as far as that is known. */
  String likely(Principal principal) {
    String known = last.get(principal.tenant());
    return known == null ? embedders.original().model() : known;
  }

  /** The model by which the tenant of a transaction is searched. */
  String of(TenantConnection connection, Principal principal) {
    String model = embedders.original().model();
    for (Row row : connection.query(MODEL)) {
      model = row.getString(0);
    }
    last.put(principal.tenant(), model);
    return model;
  }

  /**
   * Returns where the tenant of a transaction is searched by this model.
   *
   * @throws ModelChangedException where it is another one by now
   */
  void require(TenantConnection connection, Principal principal, String model) {
    String searched = of(connection, principal);
    if (!searched.equals(model)) {
      throw new ModelChangedException(searched);
    }
  }
}
