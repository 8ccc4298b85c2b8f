package dev.ringfence.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.protect.ProtectOutcome;
import dev.ringfence.protect.ProtectRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose rows are whose: what is taken, what is asked, and what cannot be as it is. */
class OwnersTest {
  private static Map<String, String> owners(Proposal proposal) {
    return proposal.requests().entrySet().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                entry -> entry.getKey().toString(), entry -> columns(entry.getValue())));
  }

  private static String columns(ProtectRequest request) {
    return request.tenantColumn()
        + (request.ownerColumn() == null ? "" : " " + request.ownerColumn());
  }

  @Test
  void oneCompanysDatabaseIsProposedOnceTheNearestThatWorksWasRun() {
    try (OwnDatabase own = OwnDatabase.of("one-company")) {
      own.database.execute("DELETE FROM ringfence.tenant WHERE slug = 'globex'");
      Proposal before = own.propose(Choices.NONE);
      assertThat(before.isEmpty()).isTrue();
      assertThat(before.review(Map.of()))
          .contains(
              "crm.rechnung cannot be brought inside as it is: it says which customer, and not which tenant");
      runNearest(own, before);

      Proposal after = own.propose(Choices.NONE);
      assertThat(owners(after))
          .containsEntry("crm.client", "tenant_id id")
          .containsEntry("crm.rechnung", "tenant_id client_id");
      own.database.execute(
          "INSERT INTO ringfence.external_id VALUES ('%s', '%s', '11'), ('%s', '%s', '12')"
              .formatted(OwnDatabase.ACME, OwnDatabase.ANA, OwnDatabase.ACME, OwnDatabase.BEN));
      assertThat(own.protect(after).values()).hasOnlyElementsOfType(ProtectOutcome.Applied.class);
      assertThat(own.seen(OwnDatabase.ana, OwnDatabase.parsed(after)))
          .hasEntrySatisfying(
              "list_rechnung",
              shown -> assertThat(shown).contains("of-ana").doesNotContain("of-ben"));
    }
  }

  @Test
  void tableThatOnlyItsParentOwnsIsProposedOnceItHasItsParentsColumns() {
    try (OwnDatabase own = OwnDatabase.of("stripe")) {
      own.enterIds("acct_a", "acct_g", "cus_ana", "cus_ben", "cus_gil");
      Proposal before = own.propose(Choices.NONE);
      assertThat(owners(before)).doesNotContainKey("stripe.payment_methods");
      runNearest(own, before);

      assertThat(owners(own.propose(Choices.NONE)))
          .containsEntry("stripe.payment_methods", "account_id customer");
    }
  }

  private static void runNearest(OwnDatabase own, Proposal proposal) {
    for (Verdict verdict : proposal.verdicts()) {
      if (verdict instanceof Verdict.Impossible one) {
        assertThat(one.nearest()).isNotEmpty();
        own.database.execute(one.nearest().toArray(String[]::new));
      }
    }
  }

  @Test
  void whatIsUnsureIsAskedAndUntilThenStaffAloneReadIt() {
    try (OwnDatabase own = OwnDatabase.of("accounts")) {
      Proposal unsure = own.propose(Choices.NONE);
      assertThat(owners(unsure))
          .containsEntry("public.articles", "account_id")
          .containsEntry("public.transfers", "account_id")
          .containsEntry("public.invoices", "account_id user_id");
      assertThat(unsure.questions())
          .extracting(Question::columns)
          .containsExactly(List.of("created_by_id"), List.of("sender_id", "recipient_id"));

      Question transfers = unsure.questions().getLast();
      Proposal told = own.propose(transfers.answered(Choices.NONE, "recipient_id"));
      assertThat(owners(told))
          .containsEntry("public.transfers", "account_id recipient_id")
          .containsEntry("public.invoices", "account_id user_id")
          .containsEntry("public.users", "account_id id");

      Question articles = unsure.questions().getFirst();
      Proposal denied = own.propose(articles.denied(Choices.NONE));
      assertThat(owners(denied)).containsEntry("public.articles", "account_id");
      assertThat(denied.questions()).hasSize(1);
    }
  }

  @Test
  void twoKindsOfTenantAreAskedAboutAndNothingIsProposedForThem() {
    String sql =
        """
        CREATE TABLE public.workspace (id uuid PRIMARY KEY);
        CREATE TABLE public.company (id uuid PRIMARY KEY);
        CREATE TABLE public.task (id uuid PRIMARY KEY, workspace_id uuid NOT NULL REFERENCES public.workspace, user_id uuid);
        CREATE TABLE public.bill (id uuid PRIMARY KEY, company_id uuid NOT NULL REFERENCES public.company, user_id uuid);
        """;
    try (OwnDatabase own = OwnDatabase.ofSql(sql)) {
      Proposal unsure = own.propose(Choices.NONE);
      assertThat(unsure.isEmpty()).isTrue();
      assertThat(unsure.questions())
          .singleElement()
          .satisfies(question -> assertThat(question.axis()).isEqualTo(Axis.TENANT))
          .satisfies(
              question -> assertThat(question.columns()).contains("workspace_id", "company_id"));
      Choices company = new Choices(Set.of(), List.of("company_id"), List.of(), Set.of());
      assertThat(owners(own.propose(company)))
          .containsEntry("public.bill", "company_id user_id")
          .doesNotContainKey("public.task");
    }
  }

  @Test
  void tradeWhoseWordsAreNotKnownIsAskedAboutByWhatItsKeysSay() {
    String sql =
        """
        CREATE TABLE public.studio (id bigint PRIMARY KEY, name text, country_id bigint);
        CREATE TABLE public.athlete (id bigint PRIMARY KEY, studio_id bigint NOT NULL REFERENCES public.studio, email text);
        CREATE TABLE public.trainer (id bigint PRIMARY KEY, studio_id bigint NOT NULL REFERENCES public.studio, note text);
        CREATE TABLE public.course (id bigint PRIMARY KEY, studio_id bigint NOT NULL REFERENCES public.studio,
          trainer_id bigint REFERENCES public.trainer, title text);
        CREATE TABLE public.booking (id bigint PRIMARY KEY, studio_id bigint NOT NULL REFERENCES public.studio,
          athlete_id bigint NOT NULL REFERENCES public.athlete, course_id bigint REFERENCES public.course, title text);
        """;
    try (OwnDatabase own = OwnDatabase.ofSql(sql)) {
      Proposal unsure = own.propose(Choices.NONE);
      assertThat(unsure.isEmpty()).isTrue();
      Question tenant = unsure.questions().getFirst();
      assertThat(tenant.columns()).containsExactly("studio_id");

      Choices studios = tenant.answered(Choices.NONE, "studio_id");
      Proposal asked = own.propose(studios);
      assertThat(owners(asked)).containsEntry("public.booking", "studio_id");
      Question customer = asked.questions().getFirst();
      assertThat(customer.columns()).containsExactly("athlete_id");

      assertThat(owners(own.propose(customer.answered(studios, "athlete_id"))))
          .containsEntry("public.booking", "studio_id athlete_id")
          .containsEntry("public.athlete", "studio_id id")
          .containsEntry("public.studio", "id")
          .containsEntry("public.course", "studio_id");
    }
  }

  @Test
  void thoseWhoSignInAreAskedAboutWhereMoreTablesPointToOtherPeople() {
    String sql =
        """
        CREATE TABLE public.company (id integer PRIMARY KEY, name text);
        CREATE TABLE public.partner (id integer PRIMARY KEY, company_id integer NOT NULL REFERENCES public.company, email text);
        CREATE TABLE public.users (id integer PRIMARY KEY, company_id integer NOT NULL REFERENCES public.company,
          partner_id integer NOT NULL REFERENCES public.partner, login text, password text);
        CREATE TABLE public.sale (id integer PRIMARY KEY, company_id integer NOT NULL REFERENCES public.company,
          partner_id integer NOT NULL REFERENCES public.partner, user_id integer REFERENCES public.users, total numeric);
        CREATE TABLE public.move (id integer PRIMARY KEY, company_id integer NOT NULL REFERENCES public.company,
          partner_id integer NOT NULL REFERENCES public.partner, total numeric);
        """;
    try (OwnDatabase own = OwnDatabase.ofSql(sql)) {
      Proposal unsure = own.propose(Choices.NONE);
      assertThat(owners(unsure)).containsEntry("public.sale", "company_id");
      assertThat(unsure.questions())
          .extracting(Question::columns)
          .contains(List.of("user_id", "partner_id"));
      Question sale =
          unsure.questions().stream().filter(one -> one.columns().size() == 2).findFirst().get();
      assertThat(owners(own.propose(sale.answered(Choices.NONE, "partner_id"))))
          .containsEntry("public.sale", "company_id partner_id")
          .containsEntry("public.move", "company_id partner_id")
          .containsEntry("public.partner", "company_id id");
    }
  }

  @Test
  void numbersOfMandantenAndKundenSayWhoseARowIs() {
    String sql =
        """
        CREATE TABLE public.mandant (mandant_nr integer PRIMARY KEY, name text);
        CREATE TABLE public.kunde (kunden_nr integer PRIMARY KEY, mandant_nr integer NOT NULL REFERENCES public.mandant, mail text);
        CREATE TABLE public.auftrag (auftrag_nr integer PRIMARY KEY, mandant_nr integer NOT NULL REFERENCES public.mandant,
          kunden_nr integer NOT NULL REFERENCES public.kunde, datum date);
        """;
    try (OwnDatabase own = OwnDatabase.ofSql(sql)) {
      assertThat(owners(own.propose(Choices.NONE)))
          .containsEntry("public.auftrag", "mandant_nr kunden_nr")
          .containsEntry("public.kunde", "mandant_nr kunden_nr")
          .containsEntry("public.mandant", "mandant_nr");
    }
  }

  @Test
  void wordsThatAreKnownComeBeforeTheShape() {
    String sql =
        """
        CREATE TABLE public.hall (id bigint PRIMARY KEY);
        CREATE TABLE public.team (id bigint PRIMARY KEY);
        CREATE TABLE public.users (id bigint PRIMARY KEY, team_id bigint NOT NULL REFERENCES public.team,
          hall_id bigint REFERENCES public.hall, email text);
        CREATE TABLE public.booking (id bigint PRIMARY KEY, team_id bigint NOT NULL REFERENCES public.team,
          hall_id bigint REFERENCES public.hall, user_id bigint NOT NULL REFERENCES public.users, title text);
        """;
    try (OwnDatabase own = OwnDatabase.ofSql(sql)) {
      Proposal proposal = own.propose(Choices.NONE);
      assertThat(proposal.questions()).isEmpty();
      assertThat(owners(proposal)).containsEntry("public.booking", "team_id user_id");
    }
  }

  @Test
  void idsOfEmployeesAreNotTakenForThoseOfCustomers() {
    String sql =
        """
        CREATE TABLE public.orgs (id bigint PRIMARY KEY);
        CREATE TABLE public.customers (id bigint PRIMARY KEY, org_id bigint NOT NULL REFERENCES public.orgs);
        CREATE TABLE public.users (id bigint PRIMARY KEY, org_id bigint NOT NULL REFERENCES public.orgs);
        CREATE TABLE public.orders (id bigint PRIMARY KEY, org_id bigint NOT NULL, customer_id bigint NOT NULL REFERENCES public.customers, note text);
        CREATE TABLE public.shifts (id bigint PRIMARY KEY, org_id bigint NOT NULL, user_id bigint NOT NULL REFERENCES public.users, note text);
        """;
    try (OwnDatabase own = OwnDatabase.ofSql(sql)) {
      Proposal proposal = own.propose(Choices.NONE);
      assertThat(owners(proposal))
          .containsEntry("public.orders", "org_id customer_id")
          .containsEntry("public.customers", "org_id id")
          .containsEntry("public.shifts", "org_id")
          .containsEntry("public.users", "org_id");
      assertThat(proposal.review(Map.of()))
          .contains("user_id is an id of something else than customers are told apart by");
    }
  }

  @Test
  void typeThatTheFenceDoesNotCompareIsNamedWithTheOneThatItDoes() {
    String sql =
        """
        CREATE TABLE public.orders (id bigint PRIMARY KEY, tenant_id numeric NOT NULL, customer_id bigint NOT NULL);
        """;
    try (OwnDatabase own = OwnDatabase.ofSql(sql)) {
      assertThat(own.propose(Choices.NONE).review(Map.of()))
          .contains("its tenant_id is of type numeric", "ALTER COLUMN tenant_id TYPE bigint");
    }
  }

  @Test
  void choiceThatIsNotThereIsRefusedByName() {
    try (OwnDatabase own = OwnDatabase.of("one-company")) {
      assertThatThrownBy(
              () -> own.propose(new Choices(Set.of(), List.of("nowhere"), List.of(), Set.of())))
          .hasMessageContaining("--tenant-column nowhere: no table has such a column");
      assertThatThrownBy(
              () -> own.propose(new Choices(Set.of("nowhere"), List.of(), List.of(), Set.of())))
          .hasMessageContaining("--schema nowhere");
    }
  }

  @Test
  void nothingIsChangedByLooking() {
    try (OwnDatabase own = OwnDatabase.of("organizations")) {
      String everything =
          "SELECT md5(string_agg(c::text || pg_get_expr(p.polqual, c.oid)::text, ',' ORDER BY c.oid)) FROM pg_class AS c"
              + " LEFT JOIN pg_policy AS p ON p.polrelid = c.oid WHERE c.relnamespace = 'shop'::regnamespace";
      List<String> before = own.rows(everything);
      assertThat(own.propose(Choices.NONE).tools()).isPositive();
      assertThat(own.rows(everything)).isEqualTo(before);
    }
  }
}
