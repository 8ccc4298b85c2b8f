package dev.ringfence.eval;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.ringfence.database.TenantDatabase;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final JavaClasses EVERYTHING =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.ringfence");

  private static final DescribedPredicate<JavaClass> LAB =
      JavaClass.Predicates.resideInAnyPackage("dev.ringfence.eval", "dev.ringfence.report");

  private static final String DATABASE = "dev.ringfence.database.";

  @Test
  void everyModuleIsLookedAt() {
    assertThat(EVERYTHING.stream().map(JavaClass::getPackageName))
        .contains(
            "dev.ringfence.redaction",
            "dev.ringfence.recognition",
            "dev.ringfence.vault",
            "dev.ringfence.guard",
            "dev.ringfence.database",
            "dev.ringfence.retrieval",
            "dev.ringfence.parsing",
            "dev.ringfence.crawling",
            "dev.ringfence.ingestion",
            "dev.ringfence.tools",
            "dev.ringfence.identity",
            "dev.ringfence.chat",
            "dev.ringfence.cli",
            "dev.ringfence.eval",
            "dev.ringfence.report");
  }

  /** The benchmark asks the driver itself for what it compares with, on a database of its own. */
  private static final String BENCHMARK = "dev.ringfence.bench..";

  @Test
  void onlyTheBoundPoolNamesTheDrivers() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(DATABASE + "BoundPool")
        .and()
        .resideOutsideOfPackage(BENCHMARK)
        .should()
        .dependOnClassesThat()
        .areAssignableTo("io.vertx.sqlclient.Pool")
        .check(EVERYTHING);
  }

  @Test
  void onlyTenantDatabaseHoldsABoundPool() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(TenantDatabase.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(DATABASE + "BoundPool")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(DATABASE + "BoundPool")
        .check(EVERYTHING);
  }

  /**
   * The probe has connections of its own, which nobody is lent, and runs none of the statements.
   */
  @Test
  void onlyWhatIsLentIsBuiltOnTheDriversOwn() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BENCHMARK)
        .and()
        .haveNameNotMatching(
            "dev[.]ringfence[.]database[.]"
                + "(TenantDatabase|TenantConnection|BoundPool|Lease|LeasedCatalogue"
                + "|StatementProbe([$]Login)?)")
        .should()
        .dependOnClassesThat()
        .areAssignableTo("io.vertx.sqlclient.SqlClient")
        .check(EVERYTHING);
  }

  @Test
  void onlyTheGuardedClientsAndTheFetchersOfPublicKeysAndPagesSendAnythingOut() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.ringfence.eval..", BENCHMARK)
        .and()
        .haveNameNotMatching(
            "dev[.]ringfence[.](chat[.](GuardedHttpClient|OpenAiModel)|identity[.](JwksEndpoint|UserTokenVerifier)"
                + "|embedding[.]EmbeddingServer|crawling[.]PageFetcher)"
                + "([$].*)?")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java[.]net[.]http[.]HttpClient|java[.]net[.]HttpURLConnection"
                + "|io[.]vertx[.]core[.]http[.]HttpClient.*")
        .check(EVERYTHING);
  }

  /** What a file's reader does not know, a file that takes it over cannot reach. */
  @Test
  void parsersAndCrawlersKnowNoDatabaseAndNobody() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.ringfence.parsing..", "dev.ringfence.crawling..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("dev.ringfence..")
                .and(
                    DescribedPredicate.not(
                        JavaClass.Predicates.resideInAnyPackage(
                            "dev.ringfence.parsing..", "dev.ringfence.crawling.."))))
        .check(EVERYTHING);
  }

  @Test
  void onlyParsersReadTheFormatsOfStrangers() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.ringfence.parsing..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.poi..",
            "org.apache.pdfbox..",
            "org.apache.commons.csv..",
            "org.apache.james..")
        .check(EVERYTHING);
  }

  @Test
  void guardSharesNoCodeWithTheRedactor() {
    noClasses()
        .that()
        .resideInAPackage("dev.ringfence.guard..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.ringfence.redaction..", "dev.ringfence.recognition..", "dev.ringfence.vault..")
        .check(EVERYTHING);
  }

  /** {@link TextFuzz} hands texts to the redactor itself, and reads none with it. */
  @Test
  void labSharesNoCodeWithWhatItJudges() {
    noClasses()
        .that(LAB)
        .and()
        .doNotHaveFullyQualifiedName(TextFuzz.class.getName())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.ringfence.redaction..",
            "dev.ringfence.recognition..",
            "dev.ringfence.vault..",
            "dev.ringfence.guard..",
            "dev.ringfence.tools..",
            "dev.ringfence.retrieval..",
            "dev.ringfence.chat..",
            "dev.ringfence.identity..")
        .check(EVERYTHING);
  }
}
