package dev.ringfence.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringfence.database.DatabaseException;
import dev.ringfence.database.Principal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every style of schema has in common once it is inside. */
class TableProtectionTest {
  /** A database of the server to try, with a table in that style. */
  OperatorDatabase create(SchemaStyle style) {
    return style.create();
  }

  @ParameterizedTest
  @EnumSource
  void customersSeeTheirsStaffTheirTenantAndTheApplicationEverything(SchemaStyle style) {
    try (OperatorDatabase own = create(style)) {
      assertThat(own.protection.apply(style.request(own.app)))
          .isInstanceOf(ProtectOutcome.Applied.class);
      assertThat(own.seen(OperatorDatabase.ana, style.labels())).containsExactly("ana");
      assertThat(own.seen(OperatorDatabase.ben, style.labels())).containsExactly("ben");
      assertThat(own.seen(OperatorDatabase.gil, style.labels())).containsExactly("gil");
      assertThat(own.seen(OperatorDatabase.sam, style.labels())).containsExactly("ana", "ben");
      assertThat(own.asApp(style.labels())).containsExactly("ana", "ben", "gil");
      assertDenied(
          own, new Principal.Visitor(OperatorDatabase.ACME, UUID.randomUUID()), style.labels());
    }
  }

  private static void assertDenied(OperatorDatabase own, Principal principal, String sql) {
    assertThatThrownBy(() -> own.seen(principal, sql)).isInstanceOf(DatabaseException.class);
  }

  @ParameterizedTest
  @EnumSource
  void applicationGoesOnWriting(SchemaStyle style) {
    try (OperatorDatabase own = create(style)) {
      own.protection.apply(style.request(own.app));
      String columns = columns(style);
      own.asApp("INSERT INTO " + style.table + columns + ", 'new')");
      own.asApp("UPDATE " + style.table + " SET label = 'newer' WHERE label IN ('new', 'gil')");
      assertThat(own.asApp(style.labels())).containsExactly("ana", "ben", "newer", "newer");
      own.asApp("DELETE FROM " + style.table + " WHERE label = 'newer'");
      assertThat(own.asApp(style.labels())).containsExactly("ana", "ben");
    }
  }

  private static String columns(SchemaStyle style) {
    return " ("
        + SqlText.names(List.of(style.tenantColumn, style.ownerColumn, "label"))
        + ") VALUES ("
        + style.anas;
  }

  @ParameterizedTest
  @EnumSource
  void withoutAWordAboutTheApplicationItStopsAndChangesNothing(SchemaStyle style) {
    try (OperatorDatabase own = create(style)) {
      List<String> before = own.catalogue();
      assertThat(own.protection.apply(style.request()))
          .isInstanceOfSatisfying(
              ProtectOutcome.Refused.class,
              refused ->
                  assertThat(refused.reasons())
                      .singleElement()
                      .asString()
                      .contains(own.app + " uses", "--keep-role " + own.app));
      assertThat(own.catalogue()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void secondRunHasNothingToDoAndUndoingGivesTheCatalogueBack(SchemaStyle style) {
    try (OperatorDatabase own = create(style)) {
      List<String> before = own.catalogue();
      own.protection.apply(style.request(own.app));
      assertThat(own.protection.plan(style.request(own.app)))
          .isInstanceOf(ProtectOutcome.NothingToDo.class);
      assertThat(own.protection.apply(style.request()))
          .isInstanceOf(ProtectOutcome.NothingToDo.class);
      assertThat(own.protection.planUndo(style.table)).isInstanceOf(ProtectOutcome.Planned.class);
      assertThat(own.protection.applyUndo(style.table)).isInstanceOf(ProtectOutcome.Applied.class);
      assertThat(own.catalogue()).isEqualTo(before);
      assertThat(own.asAdmin("SELECT count(*) FROM ringfence.protected_table"))
          .containsExactly("0");
      assertThat(own.protection.planUndo(style.table))
          .isInstanceOf(ProtectOutcome.NothingToDo.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void printedScriptsDoWhatApplyingDoes(SchemaStyle style) {
    try (OperatorDatabase own = create(style)) {
      List<String> before = own.catalogue();
      own.protection.apply(style.writable(own.app));
      List<String> inside = own.catalogue();
      run(own, own.protection.planUndo(style.table));
      assertThat(own.catalogue()).isEqualTo(before);
      run(own, own.protection.plan(style.writable(own.app)));
      assertThat(own.catalogue()).isEqualTo(inside);
    }
  }

  private static void run(OperatorDatabase own, ProtectOutcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ProtectOutcome.Planned.class,
            planned -> own.database.execute(planned.script().replaceAll("(?m)^\\\\set .*$", "")));
  }

  @ParameterizedTest
  @EnumSource
  void customersWriteTheirOwnRowsAndNoOthersWhenTheyMay(SchemaStyle style) {
    try (OperatorDatabase own = create(style)) {
      own.protection.apply(style.writable(own.app));
      own.write(OperatorDatabase.ana, "UPDATE " + style.table + " SET label = 'seen'");
      assertThat(own.asApp(style.labels())).containsExactly("ben", "gil", "seen");
      String owner = SqlText.name(style.ownerColumn);
      String other =
          own.asAdmin("SELECT " + owner + " FROM " + style.table + " WHERE label = 'ben'")
              .getFirst();
      assertThatThrownBy(
              () ->
                  own.write(
                      OperatorDatabase.ana,
                      "UPDATE " + style.table + " SET " + owner + " = '" + other + "'"))
          .isInstanceOf(DatabaseException.class);
      assertThatThrownBy(
              () ->
                  own.write(
                      OperatorDatabase.ben,
                      "INSERT INTO " + style.table + columns(style) + ", 'forged')"))
          .isInstanceOf(DatabaseException.class);
    }
  }
}
