package dev.ringfence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.audit.RowOwner.OfCustomer;
import dev.ringfence.audit.RowOwner.OfDocument;
import dev.ringfence.audit.RowOwner.OfPerson;
import dev.ringfence.audit.RowOwner.OfTenant;
import dev.ringfence.database.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecondLookTest {
  private static final UUID ACME = new UUID(1, 1);
  private static final UUID ANA = new UUID(1, 2);
  private static final String HERE = ACME.toString();
  private static final String THERE = new UUID(2, 2).toString();
  private static final String MINE = ANA.toString();
  private static final String OTHERS = new UUID(1, 3).toString();

  private static final List<Principal> ALL =
      List.of(
          new Principal.Visitor(ACME, ANA),
          new Principal.Customer(ACME, ANA),
          new Principal.Staff(ACME, ANA));

  /** Which of visitor, customer and staff may have a row. */
  private static List<Boolean> admitted(RowOwner owner) {
    return ALL.stream().map(reader -> SecondLook.admits(reader, owner)).toList();
  }

  @Test
  void aRowIsForWhomItsOwnColumnsSay() {
    Map<RowOwner, List<Boolean>> table =
        Map.of(
            new OfTenant(HERE), List.of(true, true, true),
            new OfCustomer(HERE, MINE), List.of(false, true, true),
            new OfCustomer(HERE, OTHERS), List.of(false, false, true),
            new OfPerson(HERE, MINE), List.of(true, true, true),
            new OfPerson(HERE, OTHERS), List.of(false, false, false));

    table.forEach(
        (owner, expected) -> assertThat(admitted(owner)).as("%s", owner).isEqualTo(expected));
  }

  @Test
  void aDocumentIsForWhomItsVisibilitySays() {
    Map<RowOwner, List<Boolean>> table =
        Map.of(
            new OfDocument(HERE, "public", null), List.of(true, true, true),
            new OfDocument(HERE, "tenant", null), List.of(false, true, true),
            new OfDocument(HERE, "customer", MINE), List.of(false, true, true),
            new OfDocument(HERE, "customer", OTHERS), List.of(false, false, true),
            new OfDocument(HERE, "private", MINE), List.of(false, true, true),
            new OfDocument(HERE, "private", OTHERS), List.of(false, false, false),
            new OfDocument(HERE, "other", MINE), List.of(false, false, false),
            new OfDocument(HERE, null, MINE), List.of(false, false, false));

    table.forEach(
        (owner, expected) -> assertThat(admitted(owner)).as("%s", owner).isEqualTo(expected));
  }

  @Test
  void anotherTenantsRowAndOneOfNobodyIsForNobody() {
    for (@Nullable String tenant :
        new @Nullable String[] {THERE, null, "", HERE.toUpperCase(java.util.Locale.ROOT) + " "}) {
      assertThat(
              List.of(
                  new OfTenant(tenant),
                  new OfCustomer(tenant, MINE),
                  new OfPerson(tenant, MINE),
                  new OfDocument(tenant, "public", null)))
          .allSatisfy(owner -> assertThat(admitted(owner)).containsOnly(false));
    }
    assertThat(SecondLook.admits(ALL.get(1), new OfCustomer(HERE, null))).isFalse();
  }
}
