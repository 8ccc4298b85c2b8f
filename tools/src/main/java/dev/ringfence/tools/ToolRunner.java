package dev.ringfence.tools;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.audit.Reading;
import dev.ringfence.database.Access;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.redaction.RedactionException;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.vault.Vault;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a model's calls: arguments checked, statement run inside a transaction bound to the
 * principal, rows masked. A mistake of a model is an outcome, never an exception.
 */
public final class ToolRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ToolRunner.class);

  private static final Duration PLAN_LIMIT = Duration.ofSeconds(10);
  private static final String PROPOSED =
      "Proposed, and not done: nothing is written before the person approves it in the chat, where"
          + " they are shown it. Say briefly what it would do. You cannot approve it.";

  private final ToolCatalog catalog;
  private final TenantDatabase database;
  private final PassageSearch search;
  private final Redactor redactor;
  private final Cursors cursors;
  private final Map<String, Bounded> tools;

  /** What is known of a tool before it is called. */
  private record Bounded(RowLimit limit, String fingerprint) {
    static Bounded of(ToolDefinition tool) {
      return new Bounded(RowLimit.of(tool), ToolFingerprint.of(tool));
    }
  }

  /** A runner whose cursors no other one reads. */
  public ToolRunner(
      ToolCatalog catalog, TenantDatabase database, PassageSearch search, Redactor redactor) {
    this(catalog, database, search, redactor, Cursors.ofOneself());
  }

  public ToolRunner(
      ToolCatalog catalog,
      TenantDatabase database,
      PassageSearch search,
      Redactor redactor,
      Cursors cursors) {
    this(catalog, database, search, redactor, cursors, new HashMap<>());
    catalog.all().forEach(tool -> tools.put(tool.name(), Bounded.of(tool)));
  }

  private ToolRunner(
      ToolCatalog catalog,
      TenantDatabase database,
      PassageSearch search,
      Redactor redactor,
      Cursors cursors,
      Map<String, Bounded> tools) {
    this.catalog = catalog;
    this.database = database;
    this.search = search;
    this.redactor = redactor;
    this.cursors = cursors;
    this.tools = tools;
  }

  /** The same for somebody whose national numbers are those of some regions, ISO 3166 codes. */
  public ToolRunner in(Collection<String> regions) {
    return new ToolRunner(catalog, database, search, redactor.in(regions), cursors, tools);
  }

  /**
   * Runs one call.
   *
   * @param vault the placeholders of the conversation that the call belongs to
   */
  public ToolOutcome run(Principal principal, Vault vault, ToolCall call) {
    return run(principal, vault, call, new Watching());
  }

  /**
   * Runs one call and shows what it was made of.
   *
   * @param vault the placeholders that the call may name
   */
  public ToolTrial tryOut(Principal principal, Vault vault, ToolCall call) {
    var watching = new Watching();
    var outcome = run(principal, vault, call, watching);
    var plan = new ArrayList<String>();
    if (!watching.sql.isEmpty()) {
      var explain = "EXPLAIN (VERBOSE) " + watching.sql;
      // No subquery of another statement, as what is read alone has to be.
      database
          .inTransaction(
              principal,
              Access.READ,
              connection -> connection.queryDeclared(explain, watching.asked, PLAN_LIMIT))
          .forEach(row -> plan.add(row.getString(0)));
    }
    return new ToolTrial(
        watching.sql, watching.values, plan, Optional.ofNullable(watching.found), outcome);
  }

  /** What a call was made of, for who tries it out. */
  private static final class Watching {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private List<@Nullable Object> asked = List.of();
    private String sql = "";
    private @Nullable JsonNode found;
  }

  private ToolOutcome run(Principal principal, Vault vault, ToolCall call, Watching watching) {
    var tool = catalog.find(principal.role(), call.name()).orElse(null);
    if (tool == null) {
      return refused(ToolOutcome.UNKNOWN_TOOL, "There is no such tool.", vault);
    }
    try {
      var bounded = Objects.requireNonNull(tools.get(tool.name()));
      var written =
          bounded.limit().pages()
              ? CallArguments.Paged.of(tool.parameters(), call.arguments(), vault)
              : CallArguments.Paged.first(tool.parameters(), call.arguments(), vault);
      var values = written.values();
      if (tool.writes()) {
        return proposed(tool, values, vault);
      }
      var page = Page.of(bounded.limit(), cursors, principal, tool, bounded.fingerprint(), written);
      fillClaims(principal, tool, values);
      var reading = new Reading(principal);
      for (var i = 0; i < values.size(); i++) {
        watching.values.put(tool.parameters().get(i).name(), values.get(i));
      }
      var found = find(principal, tool, values, page, reading, watching);
      var json = page.json(found);
      watching.found = json;
      return new ToolOutcome.Rows(
          redactor.redactJson(json, found.masks(), vault), found.size(), found.sources(), reading);
    } catch (ArgumentRefused e) {
      return refused("invalid_arguments", e.problem(), vault);
    } catch (DatabaseException e) {
      LOG.warn("tool {} failed: {}", tool.name(), e.code());
      return failed(e.code(), vault);
    } catch (RedactionException e) {
      LOG.warn("tool {} failed: its result could not be masked", tool.name());
      return failed("not_masked", vault);
    }
  }

  /** Puts what the database says of the caller where a statement asks for it. */
  private void fillClaims(Principal principal, ToolDefinition tool, List<@Nullable Object> values) {
    var claims = catalog.claims(tool, principal.role());
    if (claims.isEmpty()) {
      return;
    }
    var asked = "SELECT " + String.join(", ", claims.values());
    for (Row row : database.readDeclared(principal, asked, List.of(), tool.bounds().timeout())) {
      var column = 0;
      for (var number : claims.keySet()) {
        values.set(number - 1, row.getValue(column++));
      }
    }
  }

  /** What is written is written elsewhere, when a person has approved it. */
  private ToolOutcome proposed(ToolDefinition tool, List<@Nullable Object> values, Vault vault)
      throws ArgumentRefused {
    var restored = new WrittenText(redactor, vault).restored(tool.parameters(), values);
    return new ToolOutcome.Proposed(
        tool, CanonicalArguments.of(tool.parameters(), restored), redactor.redact(PROPOSED, vault));
  }

  private FoundRows find(
      Principal principal,
      ToolDefinition tool,
      List<@Nullable Object> values,
      Page page,
      Reading reading,
      Watching watching) {
    return switch (tool.body()) {
      case ToolBody.Statement statement ->
          select(principal, tool, statement, values, page, reading, watching);
      case ToolBody.KnowledgeSearch _ ->
          FoundRows.ofPassages(
              tool,
              search.search(
                  principal, String.valueOf(values.getFirst()), tool.bounds().rows(), reading),
              cursors.quotation(principal));
    };
  }

  private FoundRows select(
      Principal principal,
      ToolDefinition tool,
      ToolBody.Statement statement,
      List<@Nullable Object> values,
      Page page,
      Reading reading,
      Watching watching) {
    var witnessed = catalog.statement(tool, statement);
    watching.sql = page.sql(witnessed.sql(), values.size());
    watching.asked = page.values(values);
    return FoundRows.ofRecords(
        tool,
        database.readDeclared(principal, watching.sql, watching.asked, tool.bounds().timeout()),
        page.limit().shown(values),
        witnessed,
        reading);
  }

  private ToolOutcome refused(String code, String message, Vault vault) {
    return new ToolOutcome.Refused(code, redactor.redact(message, vault));
  }

  private ToolOutcome failed(String code, Vault vault) {
    return new ToolOutcome.Failed(
        code, redactor.redact("The tool could not be run just now.", vault));
  }
}
