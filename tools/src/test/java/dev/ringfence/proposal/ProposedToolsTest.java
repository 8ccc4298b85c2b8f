package dev.ringfence.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.protect.ProtectOutcome;
import dev.ringfence.tools.ToolDefinition;
import dev.ringfence.tools.ToolFile;
import dev.ringfence.tools.ToolVerdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a schema to answers: proposed, protected, checked, asked as each customer. */
class ProposedToolsTest {
  @ParameterizedTest
  @EnumSource(SchemaStyle.class)
  void whatIsProposedLoadsOnceItIsProtectedAndShowsEachCustomerTheirOwnRowsOnly(SchemaStyle style) {
    try (OwnDatabase own = style.create()) {
      Proposal proposal = own.propose(style.choices);
      assertThat(proposal.requests().keySet())
          .extracting(TableId::toString)
          .containsExactlyElementsOf(style.tables);
      style.narrow(own);
      assertThat(own.protect(proposal).values())
          .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(ProtectOutcome.Applied.class));
      ToolFile file = OwnDatabase.parsed(proposal);

      assertThat(own.judged(file)).extracting(ToolVerdict::reasons).containsOnly(List.of());
      OwnDatabase.CUSTOMERS.forEach((name, who) -> assertOwnRows(style, name, own.seen(who, file)));
      assertThat(own.seen(OwnDatabase.SAM, file))
          .allSatisfy(
              (_, shown) ->
                  assertThat(shown).startsWith("{\"rows\":").doesNotContain("of-gil", "Globex"));
    }
  }

  private static void assertOwnRows(SchemaStyle style, String name, Map<String, String> seen) {
    assertThat(seen).containsKeys(style.tools.toArray(String[]::new));
    seen.forEach(
        (tool, shown) -> {
          assertThat(shown).as(tool).startsWith("{\"rows\":");
          for (String other : OwnDatabase.CUSTOMERS.keySet()) {
            if (!other.equals(name)) {
              assertThat(shown).as(tool).doesNotContain("of-" + other);
            }
          }
          if (style.tools.contains(tool) && !tool.startsWith("count_")) {
            assertThat(shown).as(tool).contains("of-" + name);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(SchemaStyle.class)
  void noToolNamesAnOwnerAndEveryOneIsBounded(SchemaStyle style) {
    try (OwnDatabase own = style.create()) {
      Proposal proposal = own.propose(style.choices);
      assertThat(OwnDatabase.parsed(proposal).tools())
          .hasSize(proposal.tools())
          .allSatisfy(tool -> assertThat(tool.bounds().rows()).isLessThanOrEqualTo(50))
          .extracting(ToolDefinition::name)
          .doesNotHaveDuplicates();
      proposal
          .tables()
          .values()
          .forEach(
              table ->
                  table
                      .tools()
                      .forEach(
                          tool ->
                              assertThat(String.join(" ", tool.statement()))
                                  .contains(" LIMIT ")
                                  .doesNotContainPattern(
                                      "\\b"
                                          + table
                                              .verdict()
                                              .owner()
                                              .map(OwnerColumn::name)
                                              .filter(n -> !n.equals("id"))
                                              .orElse("customer_id")
                                          + "\\b")));
    }
  }
}
