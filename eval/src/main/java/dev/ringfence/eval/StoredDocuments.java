package dev.ringfence.eval;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The documents and files that there are, and what became of other people's later.
 *
 * @param documents by id, each as its owner and a hash of all of it
 */
record StoredDocuments(Map<String, String> documents) {
  private static final String ALL =
      """
      SELECT d.id::text AS id,
             concat_ws('/', d.tenant_id, d.visibility, d.customer_id) || ' '
             || md5(d::text || coalesce((SELECT string_agg(c::text, '' ORDER BY c.ordinal) FROM ringfence.chunk c
                                          WHERE (c.tenant_id, c.document_id) = (d.tenant_id, d.id)), '')) AS row
        FROM ringfence.document d
      """;

  StoredDocuments {
    documents = Map.copyOf(documents);
  }

  static StoredDocuments in(LabDatabase database) {
    Map<String, String> documents = new LinkedHashMap<>();
    database
        .rows(ALL)
        .forEach(
            row -> documents.put(String.valueOf(row.get("id")), String.valueOf(row.get("row"))));
    return new StoredDocuments(documents);
  }

  /**
   * Whether one is new, gone or another that this person may not write: staff may all but other
   * people's own files, everybody else nothing but files of their own.
   */
  boolean metOthersSince(StoredDocuments before, Person person) {
    Map<String, String> changed = new HashMap<>();
    documents.forEach(
        (id, row) -> {
          if (!row.equals(before.documents.get(id))) {
            changed.put(id, row);
          }
        });
    before.documents.forEach(
        (id, row) -> {
          if (!documents.containsKey(id)) {
            changed.put(id, row);
          }
        });
    String own = person.tenant() + "/private/" + person.subject() + " ";
    boolean staff = person.persona().kind == Persona.Kind.STAFF;
    return changed.values().stream()
        .anyMatch(
            row ->
                !row.startsWith(own)
                    && !(staff
                        && row.startsWith(person.tenant() + "/")
                        && !row.startsWith(person.tenant() + "/private/")));
  }

  /** Takes away what was brought since. */
  void forgetNewerIn(LabDatabase database) {
    for (Map<String, String> row : database.rows("SELECT id::text AS id FROM ringfence.document")) {
      String id = String.valueOf(row.get("id"));
      if (!documents.containsKey(id)) {
        database.change("DELETE FROM ringfence.document WHERE id = ?", UUID.fromString(id));
      }
    }
  }
}
