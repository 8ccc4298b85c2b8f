package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.database.PostgresUri;
import dev.ringfence.database.Principal;
import dev.ringfence.database.Role;
import dev.ringfence.database.TenantDatabase;
import dev.ringfence.redaction.Redactor;
import dev.ringfence.retrieval.BundledEmbedder;
import dev.ringfence.retrieval.PassageSearch;
import dev.ringfence.tools.ParameterKind;
import dev.ringfence.tools.Source;
import dev.ringfence.tools.ToolCall;
import dev.ringfence.tools.ToolCatalog;
import dev.ringfence.tools.ToolCheck;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolOutcome;
import dev.ringfence.tools.ToolParameter;
import dev.ringfence.tools.ToolRunner;
import dev.ringfence.vault.InMemoryVault;
import dev.ringfence.vault.Restorer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract that every reading tool of the demo companies keeps, whoever calls it and whatever
 * they name: it is called with every value that it could want to know, of every owner there is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DemoToolsContractTest {
  private static final UUID ACME = UUID.fromString("ac3e0000-0000-4000-8000-000000000001");
  private static final UUID GLOBEX = UUID.fromString("910be000-0000-4000-8000-000000000002");

  /** What stands in one customer's rows alone, by the customer's name in the token. */
  private final Map<String, Set<String>> marks = new TreeMap<>();

  /** What a model could name, by the parameter that takes it. */
  private final Map<String, Set<String>> names = new TreeMap<>();

  private final Map<String, Principal> customers = new TreeMap<>();
  private final Vertx vertx = Vertx.vertx();
  private final BundledEmbedder embedder = new BundledEmbedder();
  private TenantDatabase database;
  private ToolCatalog catalog;
  private ToolRunner runner;

  @BeforeAll
  void open() throws IOException, SQLException {
    var test = DemoData.create();
    database = new TenantDatabase(vertx, test.settings(), Clock.systemUTC());
    catalog = new ToolCheck(database).load(DemoToolsTest.demoTools()).reading();
    runner =
        new ToolRunner(
            catalog, database, new PassageSearch(database, embedder), Redactor.standard());
    readOwners(test.admin());
  }

  @AfterAll
  void close() {
    database.close();
    embedder.close();
    vertx.close().await();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ana", "ben", "cleo", "gil", "gwen", "gus"})
  void aCustomerIsShownTheirOwnRowsAndNobodyElses(String user) {
    var shown = everything(principal(user));

    assertThat(shown).contains(marks(user));
    marks.forEach(
        (other, theirs) -> {
          if (!other.equals(user)) {
            assertThat(shown).as(other).doesNotContain(theirs.toArray(String[]::new));
          }
        });
  }

  @Test
  void staffAreShownTheirCompanyAndNoOther() {
    var acme = everything(new Principal.Staff(ACME, new UUID(1, 1)));
    var globex = everything(new Principal.Staff(GLOBEX, new UUID(1, 1)));

    for (var user : List.of("ana", "ben", "cleo")) {
      assertThat(acme).contains(marks(user));
      assertThat(globex).doesNotContain(marks(user));
    }
    for (var user : List.of("gil", "gwen", "gus")) {
      assertThat(globex).contains(marks(user));
      assertThat(acme).doesNotContain(marks(user));
    }
  }

  @Test
  void aCustomerOfAnotherTenantOfNoTenantAndNobodyAreShownNothing() {
    var ana = principal("ana").subject();
    for (var principal :
        List.of(
            new Principal.Customer(GLOBEX, ana),
            new Principal.Customer(new UUID(9, 9), ana),
            new Principal.Customer(ACME, new UUID(9, 9)),
            new Principal.Customer(new UUID(0, 0), new UUID(0, 0)),
            new Principal.Staff(new UUID(9, 9), ana),
            new Principal.Visitor(ACME, ana))) {
      for (var outcome : outcomes(principal, new InMemoryVault())) {
        if (outcome instanceof ToolOutcome.Rows rows) {
          assertThat(rows.json().value())
              .as("%s", principal)
              .isEqualTo("{\"rows\":[],\"truncated\":false}");
          assertThat(rows.sources()).isEmpty();
        } else {
          assertThat(outcome).isInstanceOf(ToolOutcome.Refused.class);
        }
      }
    }
  }

  @Test
  void aToolOfAnotherRoleIsUnknown() {
    for (var tool : catalog.all()) {
      for (var principal :
          List.of(
              new Principal.Visitor(ACME, new UUID(1, 1)),
              principal("ana"),
              new Principal.Staff(ACME, new UUID(1, 1)))) {
        if (!tool.access().contains(principal.role())) {
          assertThat(call(principal, tool.name(), "{}"))
              .isInstanceOfSatisfying(
                  ToolOutcome.Refused.class,
                  refused -> assertThat(refused.code()).isEqualTo("unknown_tool"));
        }
      }
    }
  }

  @Test
  void noAddressNumberOrSecretReachesAModel() {
    for (var user : customers.keySet()) {
      for (var outcome : outcomes(principal(user), new InMemoryVault())) {
        if (outcome instanceof ToolOutcome.Rows rows) {
          assertThat(rows.json().value())
              .doesNotContain("@", "demo_key_")
              .doesNotMatch(".*\\+4[49] ?\\d.*");
        }
      }
    }
  }

  @Test
  void everyRowOfACustomersOwnIsASourceOfTheirAccount() {
    for (var outcome : outcomes(principal("ana"), new InMemoryVault())) {
      if (outcome instanceof ToolOutcome.Rows rows && rows.rows() > 0) {
        assertThat(rows.sources())
            .isNotEmpty()
            .allSatisfy(source -> assertThat(source.scope()).isEqualTo(Source.Scope.ACCOUNT))
            .allSatisfy(source -> assertThat(source.title()).isNotBlank().doesNotContain("{", "}"));
      }
    }
  }

  @Test
  void staffFindACustomerByTheAddressThatAModelSawMasked() {
    var staff = new Principal.Staff(ACME, new UUID(1, 1));
    var vault = new InMemoryVault();
    var masked = Redactor.standard().redact("ana.solera@example.com", vault).value();
    assertThat(masked).isEqualTo("[EMAIL_1]");

    var outcome =
        runner.run(staff, vault, new ToolCall("1", "find_customer", "{\"email\":\"[EMAIL_1]\"}"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ToolOutcome.Rows.class,
            rows -> {
              assertThat(rows.rows()).isEqualTo(1);
              assertThat(rows.json().value()).contains("C-1042", "\"email\":\"[EMAIL_1]\"");
            });
  }

  private Principal principal(String user) {
    return Objects.requireNonNull(customers.get(user), user);
  }

  private String[] marks(String user) {
    return marks.getOrDefault(user, Set.of()).toArray(String[]::new);
  }

  /** All that a principal is shown in the end, sources and restored values included. */
  private String everything(Principal principal) {
    var vault = new InMemoryVault();
    var shown = new StringBuilder();
    for (var outcome : outcomes(principal, vault)) {
      if (outcome instanceof ToolOutcome.Rows rows) {
        var restorer = new Restorer(vault);
        shown.append(restorer.accept(rows.json().value())).append(restorer.finish());
        rows.sources().forEach(source -> shown.append(source.title()));
      }
      assertThat(outcome).isNotInstanceOf(ToolOutcome.Failed.class);
    }
    return shown.toString();
  }

  private List<ToolOutcome> outcomes(Principal principal, InMemoryVault vault) {
    var outcomes = new ArrayList<ToolOutcome>();
    for (var tool : catalog.availableTo(principal.role())) {
      for (var arguments : argumentsOf(tool)) {
        outcomes.add(runner.run(principal, vault, new ToolCall("1", tool.name(), arguments)));
      }
    }
    return outcomes;
  }

  private ToolOutcome call(Principal principal, String name, String arguments) {
    return runner.run(principal, new InMemoryVault(), new ToolCall("1", name, arguments));
  }

  /** Each value of each parameter, beside each value of those that are required. */
  private Set<String> argumentsOf(ToolDefinition tool) {
    var bases = new LinkedHashSet<String>();
    bases.add(
        tool.parameters().stream().anyMatch(p -> p.name().equals("limit")) ? "\"limit\":20" : "");
    for (var parameter : tool.parameters()) {
      if (parameter.required()) {
        bases.addAll(with(bases, parameter));
      }
    }
    var all = new LinkedHashSet<>(bases);
    for (var parameter : tool.parameters()) {
      if (!parameter.required() && !parameter.name().equals("limit")) {
        all.addAll(with(bases, parameter));
      }
    }
    var arguments = new LinkedHashSet<String>();
    all.forEach(text -> arguments.add("{" + text + "}"));
    return arguments;
  }

  private Set<String> with(Set<String> bases, ToolParameter parameter) {
    var values =
        switch (parameter.kind()) {
          case ParameterKind.Text text when !text.allowed().isEmpty() -> text.allowed();
          default -> List.copyOf(names.getOrDefault(parameter.name(), Set.of("2026-01-01")));
        };
    var more = new LinkedHashSet<String>();
    for (var base : bases) {
      for (var value : values) {
        more.add(
            base + (base.isEmpty() ? "" : ",") + "\"" + parameter.name() + "\":\"" + value + "\"");
      }
    }
    return more;
  }

  /** Reads around the fence who owns what. */
  private void readOwners(PostgresUri admin) throws SQLException {
    var sql =
        """
        SELECT m.subject, c.tenant_id, c.customer_id, c.customer_number, c.name, c.email, c.phone, c.city,
               (SELECT min(number) FROM demo.invoice i WHERE i.customer_id = c.customer_id
                   AND i.issued_on > date '2026-06-01') AS invoice,
               (SELECT min(number) FROM demo.support_ticket t WHERE t.customer_id = c.customer_id) AS ticket,
               (SELECT min(subject) FROM demo.support_ticket t WHERE t.customer_id = c.customer_id) AS subject_line,
               (SELECT min(notes) FROM demo.booking b WHERE b.customer_id = c.customer_id) AS notes
          FROM demo.customer c JOIN ringfence.membership m ON m.member_id = c.customer_id
        """;
    try (var connection = admin.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        var user = rows.getString("subject");
        customers.put(
            user,
            new Principal.Customer(
                rows.getObject("tenant_id", UUID.class),
                rows.getObject("customer_id", UUID.class)));
        marks.put(
            user,
            Set.of(
                rows.getString("invoice"),
                rows.getString("ticket"),
                rows.getString("subject_line"),
                rows.getString("notes")));
        for (var column : List.of("customer_number", "name", "email", "city")) {
          names.computeIfAbsent(column, _ -> new LinkedHashSet<>()).add(rows.getString(column));
        }
        var numbers = names.computeIfAbsent("number", _ -> new LinkedHashSet<>());
        numbers.add(rows.getString("invoice"));
        numbers.add(rows.getString("ticket"));
      }
    }
    assertThat(customers).hasSize(6);
    assertThat(catalog.availableTo(Role.VISITOR)).hasSize(1);
  }
}
