package dev.ringfence.proposal;

import dev.ringfence.database.Principal;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.embedded.TestDatabases;
import dev.ringfence.embedded.TestDatabases.TestDatabase;
import dev.ringfence.protect.ProtectOutcome;
import dev.ringfence.protect.TableProtection;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.tools.ToolCall;
import dev.ringfence.tools.ToolCatalog;
import dev.ringfence.tools.ToolCheck;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolFile;
import dev.ringfence.tools.ToolOutcome;
import dev.ringfence.tools.ToolRunner;
import dev.ringfence.tools.ToolVerdict;
import dev.ringfence.vault.InMemoryVault;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A database with a schema of somebody's: rows of Ana and Ben of Acme and of Gil of Globex, whose
 * shown texts say whose they are, as in {@code of-ana}.
 */
final class OwnDatabase implements AutoCloseable {
  static final UUID ACME = UUID.fromString("00000000-0000-4000-8000-0000000000a1");
  static final UUID ANA = UUID.fromString("00000000-0000-4000-8000-0000000000a2");
  static final UUID BEN = UUID.fromString("00000000-0000-4000-8000-0000000000a3");
  static final UUID GLOBEX = UUID.fromString("00000000-0000-4000-8000-0000000000b1");
  static final UUID GIL = UUID.fromString("00000000-0000-4000-8000-0000000000b2");

  static final Principal ana = new Principal.Customer(ACME, ANA);

  static final Map<String, Principal> CUSTOMERS =
      Map.of(
          "ana", ana,
          "ben", new Principal.Customer(ACME, BEN),
          "gil", new Principal.Customer(GLOBEX, GIL));

  static final Principal SAM = new Principal.Staff(ACME, new UUID(7, 7));

  private static final String TENANTS =
      "INSERT INTO ringfence.tenant (id, slug, name) VALUES ('%s', 'acme', 'Acme'), ('%s', 'globex', 'Globex')"
          .formatted(ACME, GLOBEX);

  final TestDatabase database = TestDatabases.create();
  private final Vertx vertx = Vertx.vertx();
  private final TenantDatabase tenants =
      new TenantDatabase(vertx, database.settings(), Clock.systemUTC());

  private OwnDatabase(String sql) {
    database.execute(TENANTS);
    runOf(sql);
  }

  /** As {@code psql} does: a brace in a name is no JDBC syntax. */
  private void runOf(String sql) {
    try (Connection connection = database.admin().connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One of the schemas beside this test. */
  static OwnDatabase of(String name) {
    return ofSql(resource(name));
  }

  static OwnDatabase ofSql(String sql) {
    return new OwnDatabase(sql);
  }

  /** How the operator enters ids of two tenants and three customers that are no uuids. */
  void enterIds(String acme, String globex, String ana, String ben, String gil) {
    database.execute(
        "UPDATE ringfence.tenant SET external_id = CASE slug WHEN 'acme' THEN '%s' ELSE '%s' END"
            .formatted(acme, globex),
        "INSERT INTO ringfence.external_id VALUES ('%s', '%s', '%s'), ('%s', '%s', '%s'), ('%s', '%s', '%s')"
            .formatted(ACME, ANA, ana, ACME, BEN, ben, GLOBEX, GIL, gil));
  }

  Proposal propose(Choices choices) {
    try {
      return new Proposer(database.admin(), Redactor.standard(), (_, _) -> {})
          .propose(choices, Set.of());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Brings every proposed table inside, and says how that ended. */
  Map<String, ProtectOutcome> protect(Proposal proposal) {
    Map<String, ProtectOutcome> outcomes = new LinkedHashMap<>();
    TableProtection protection = new TableProtection(database.admin());
    proposal
        .requests()
        .forEach((id, request) -> outcomes.put(id.toString(), protection.apply(request)));
    return outcomes;
  }

  List<ToolVerdict> judged(ToolFile file) {
    return new ToolCheck(tenants).judge(file);
  }

  static ToolFile parsed(Proposal proposal) {
    return ToolFile.parse("tools.yaml", proposal.toolFile().getBytes(StandardCharsets.UTF_8));
  }

  /** What each tool that needs no argument shows to a principal. */
  Map<String, String> seen(Principal principal, ToolFile file) {
    ToolCatalog catalog = new ToolCheck(tenants).load(file);
    PassageSearch search = new PassageSearch(tenants, new NoEmbedder());
    ToolRunner runner = new ToolRunner(catalog, tenants, search, Redactor.standard());
    Map<String, String> seen = new LinkedHashMap<>();
    for (ToolDefinition tool : catalog.availableTo(principal.role())) {
      if (tool.parameters().stream().noneMatch(parameter -> parameter.required())) {
        seen.put(tool.name(), shown(runner, principal, tool.name(), "{}"));
      }
    }
    return seen;
  }

  /** What one tool shows with arguments. */
  String shown(Principal principal, ToolFile file, String tool, String arguments) {
    ToolCatalog catalog = new ToolCheck(tenants).load(file);
    PassageSearch search = new PassageSearch(tenants, new NoEmbedder());
    return shown(
        new ToolRunner(catalog, tenants, search, Redactor.standard()), principal, tool, arguments);
  }

  private static String shown(ToolRunner runner, Principal who, String tool, String arguments) {
    return switch (runner.run(who, new InMemoryVault(), new ToolCall("1", tool, arguments))) {
      case ToolOutcome.Rows rows -> rows.json().value();
      case ToolOutcome.Proposed proposed -> "proposed: " + proposed.arguments();
      case ToolOutcome.Refused refused -> "refused: " + refused.message().value();
      case ToolOutcome.Failed failed -> "failed: " + failed.code();
    };
  }

  /** The first column of a query, as the administrator. */
  List<String> rows(String sql) {
    try (Connection connection = database.admin().connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static String resource(String name) {
    try (InputStream in = OwnDatabase.class.getResourceAsStream("/proposal/" + name + ".sql")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    tenants.close();
    vertx.close().await();
  }
}
