package dev.ringfence.eval;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private final JavaClasses lab = new ClassFileImporter().importPackages("dev.ringfence.eval");

  @Test
  void labSharesNoCodeWithWhatItJudges() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.ringfence.redaction..",
            "dev.ringfence.guard..",
            "dev.ringfence.tools..",
            "dev.ringfence.retrieval..",
            "dev.ringfence.chat..",
            "dev.ringfence.identity..")
        .check(lab);
  }
}
