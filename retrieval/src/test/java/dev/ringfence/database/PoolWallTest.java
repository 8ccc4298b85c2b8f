package dev.ringfence.database;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import org.junit.jupiter.api.Test;

class PoolWallTest {
  @Test
  void onlyTenantDatabaseNamesThePool() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(TenantDatabase.class.getName())
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Pool.class)
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.ringfence"));
  }

  @Test
  void onlyTheBoundConnectionIsBuiltOnTheDriversOwn() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(TenantDatabase.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(TenantConnection.class.getName())
        .should()
        .dependOnClassesThat()
        .areAssignableTo(SqlConnection.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(SqlClient.class)
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.ringfence"));
  }
}
