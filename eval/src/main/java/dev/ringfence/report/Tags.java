package dev.ringfence.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the field's catalogues speak of what a rule is about; empty where none of their entries
 * fits.
 *
 * <p>The editions: OWASP Top 10 for LLM Applications 2025; OWASP API Security Top 10 2023; OWASP
 * Application Security Verification Standard 5.0.0, with the number of a requirement, or that of a
 * chapter where no single requirement says it; MITRE ATLAS, whose ids are kept over its editions.
 */
public record Tags(List<String> llm, List<String> api, List<String> asvs, List<String> atlas) {
  /** Keeps the lists as they are. */
  public Tags {
    llm = List.copyOf(llm);
    api = List.copyOf(api);
    asvs = List.copyOf(asvs);
    atlas = List.copyOf(atlas);
  }

  /** All of them, each with its catalogue and edition. */
  public List<String> all() {
    List<String> all = new ArrayList<>();
    llm.forEach(id -> all.add("OWASP-" + id + ":2025"));
    api.forEach(id -> all.add("OWASP-" + id + ":2023"));
    asvs.forEach(id -> all.add("ASVS-v5.0.0-" + id));
    atlas.forEach(id -> all.add("MITRE-ATLAS-" + id));
    return all;
  }
}
