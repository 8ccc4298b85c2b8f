package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReservedContactsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(617) 555-0142",
        "1-617-555-0109",
        "+44 7700 900314",
        "020 7946 0182",
        "030 23125 663",
        "0171 3920012",
        "06 39 98 41 07",
        "+33 1 99 00 52 18",
        "070-174 06 12",
        "08-465 004 00",
        "+353 20 917 6640",
        "somebody@mail.example.org"
      })
  void contactsReservedForFictionAreAllowed(String contact) {
    assertThat(ReservedContacts.contactsIn("Ask " + contact + " today.")).hasSize(1);
    assertThat(ReservedContacts.contactsOutside("Ask " + contact + " today.")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(617) 555-0242",
        "+44 7700 901314",
        "030 23126 663",
        "06 39 97 41 07",
        "070-174 06 04",
        "+34 612 345 678",
        "somebody@example.co.uk",
        "somebody@notexample.com"
      })
  void contactsThatSomebodyCouldHaveAreFound(String contact) {
    assertThat(ReservedContacts.contactsOutside("Ask " + contact + " today.")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ACM-20400",
        "2026-11-21",
        "NW36-88213",
        "ac3e0000-0000-4000-8000-000000000001",
        "116 45 Stockholm"
      })
  void numbersThatNobodyDialsAreNotContacts(String text) {
    assertThat(ReservedContacts.contactsIn(text)).isEmpty();
  }
}
