package dev.ringfence.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.doctor.Doctor;
import dev.ringfence.doctor.Finding;
import dev.ringfence.doctor.JdbcCatalogue;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@code doctor} says of a table that {@code protect} has brought inside: that a kept role
 * reads all of it, and which keys protect names and leaves.
 */
final class ProtectedTableFindingsTest {
  private static final Set<String> KEYS =
      Set.of(
          "primary-key-without-tenant",
          "foreign-key-without-tenant",
          "key-from-shared-counter",
          "table-without-key");

  @ParameterizedTest
  @EnumSource
  void nothingButTheKeptRoleAndTheKeysIsNamed(SchemaStyle style) throws SQLException {
    try (OperatorDatabase own = style.create()) {
      own.protection.apply(style.writable(own.app));
      assertThat(findings(own, style.table.replace("\"", "")))
          .filteredOn(finding -> !KEYS.contains(finding.rule()))
          .extracting(finding -> finding.rule() + ": " + finding.part())
          .containsExactly(
              "policy-for-other-role: policy ringfence_keep_" + own.app + " for " + own.app);
    }
  }

  private static List<Finding> findings(OperatorDatabase own, String table) throws SQLException {
    try (var connection = own.database.admin().connect()) {
      return Doctor.ofAdministrator().examine(JdbcCatalogue.open(connection)).stream()
          .filter(finding -> finding.object().startsWith(table))
          .toList();
    }
  }
}
