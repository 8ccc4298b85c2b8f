package dev.ringfence.tools;

import dev.ringfence.audit.Reading;
import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.redaction.RedactionException;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.vault.Vault;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a model's calls: arguments checked, statement run inside a transaction bound to the
 * principal, rows masked. A mistake of a model is an outcome, never an exception.
 */
public final class ToolRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ToolRunner.class);

  private final ToolCatalog catalog;
  private final TenantDatabase database;
  private final PassageSearch search;
  private final Redactor redactor;
  private final Map<String, RowLimit> limits;

  public ToolRunner(
      ToolCatalog catalog, TenantDatabase database, PassageSearch search, Redactor redactor) {
    this(catalog, database, search, redactor, new HashMap<>());
    catalog.all().forEach(tool -> limits.put(tool.name(), RowLimit.of(tool)));
  }

  private ToolRunner(
      ToolCatalog catalog,
      TenantDatabase database,
      PassageSearch search,
      Redactor redactor,
      Map<String, RowLimit> limits) {
    this.catalog = catalog;
    this.database = database;
    this.search = search;
    this.redactor = redactor;
    this.limits = limits;
  }

  /** The same for somebody whose national numbers are those of some regions, ISO 3166 codes. */
  public ToolRunner in(Collection<String> regions) {
    return new ToolRunner(catalog, database, search, redactor.in(regions), limits);
  }

  /**
   * Runs one call.
   *
   * @param vault the placeholders of the conversation that the call belongs to
   */
  public ToolOutcome run(Principal principal, Vault vault, ToolCall call) {
    var tool = catalog.find(principal.role(), call.name()).orElse(null);
    if (tool == null) {
      return refused("unknown_tool", "There is no such tool.", vault);
    }
    try {
      var values = CallArguments.values(tool.parameters(), call.arguments(), vault);
      var reading = new Reading(principal);
      var found = find(principal, tool, values, reading);
      return new ToolOutcome.Rows(
          redactor.redactJson(found.json(), found.masks(), vault),
          found.size(),
          found.sources(),
          reading);
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

  private FoundRows find(
      Principal principal, ToolDefinition tool, List<@Nullable Object> values, Reading reading) {
    return switch (tool.body()) {
      case ToolBody.Statement statement -> select(principal, tool, statement, values, reading);
      case ToolBody.KnowledgeSearch _ ->
          FoundRows.ofPassages(
              tool,
              search.search(
                  principal, String.valueOf(values.getFirst()), tool.bounds().rows(), reading));
    };
  }

  private FoundRows select(
      Principal principal,
      ToolDefinition tool,
      ToolBody.Statement statement,
      List<@Nullable Object> values,
      Reading reading) {
    var witnessed = catalog.statement(tool, statement);
    var limit = limits.getOrDefault(tool.name(), RowLimit.of(tool));
    return FoundRows.ofRecords(
        tool,
        database.readDeclared(
            principal, witnessed.sql(), limit.asked(values), tool.bounds().timeout()),
        limit.shown(values),
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
