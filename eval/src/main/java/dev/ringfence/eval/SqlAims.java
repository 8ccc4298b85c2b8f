package dev.ringfence.eval;

import dev.ringfence.sql.Aims;
import java.util.ArrayList;
import java.util.List;

/** What somebody knows who writes SQL against others: their keys, roles, and forged contexts. */
final class SqlAims {
  private SqlAims() {}

  /** Companies, people, and some rows of theirs that this person may not read. */
  static List<String> keys(Person person, OwnedRows rows) {
    List<String> keys = new ArrayList<>();
    rows.all().stream()
        .filter(row -> !person.mayRead(row.origin()))
        .forEach(
            row -> {
              keys.add(row.origin().tenant().toString());
              keys.add(String.valueOf(row.origin().owner()));
              if (Math.floorMod(row.at().hashCode(), 40) == 0) {
                keys.add(row.values().path("id").asText());
              }
            });
    // What is committed is aimed at these, and must not meet rows of one's own.
    keys.removeAll(List.of(person.tenant().toString(), person.subject().toString()));
    return keys.stream().distinct().filter(key -> key.length() == 36).limit(40).toList();
  }

  /** What the statements of one person go for. */
  static Aims of(Experiment lab, Person person, List<String> keys) {
    SealedContexts contexts = new SealedContexts(lab.database);
    List<String> forged = new ArrayList<>(List.of("", "|||||||", contexts.expired(person)));
    forged.add(contexts.forged(person));
    forged.add(contexts.altered(person));
    for (Persona other : Persona.values()) {
      if (other != person.persona()) {
        Person victim = lab.population.of(other);
        String sealed = contexts.of(person);
        forged.add(contexts.forged(victim));
        forged.add(
            sealed
                .replace(person.tenant().toString(), victim.tenant().toString())
                .replace(person.subject().toString(), victim.subject().toString()));
        forged.add(sealed.replace("|" + person.role() + "|", "|staff|"));
      }
    }
    return new Aims(
        person.tenant().toString(),
        person.subject().toString(),
        List.of(
            "ringfence_customer",
            "ringfence_staff",
            "ringfence_owner",
            "ringfence_owner",
            "ringfence_owner",
            "ringfence_seal",
            "ringfence_visitor",
            "NONE"),
        forged,
        keys);
  }
}
