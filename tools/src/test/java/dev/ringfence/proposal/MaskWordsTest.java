package dev.ringfence.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a name and a type say about masking. */
class MaskWordsTest {
  @ParameterizedTest
  @CsvSource({
    "email, text, mask: email",
    "contactEmail, varchar, mask: email",
    "E_MAIL, text, mask: email",
    "correo_electronico, text, mask: email",
    "email_verified, boolean, shown",
    "email_sent_at, timestamp with time zone, shown",
    "phone_number, bigint, mask: phone",
    "handynummer, text, mask: phone",
    "telefono, text, mask: phone",
    "firstName, text, mask: name",
    "Vorname, text, mask: name",
    "prénom, text, mask: name",
    "apellidos, text, mask: name",
    "file_name, text, shown",
    "product, text, shown",
    "straße, text, mask: address",
    "shipping_address_line1, text, mask: address",
    "código_postal, text, mask: address",
    "ip_address, text, mask: ip_address",
    "last_login, inet, mask: ip_address",
    "device, macaddr, mask: mac_address",
    "dob, date, mask: birth_date",
    "geburtsdatum, date, mask: birth_date",
    "iban, text, mask: iban",
    "card_number, text, mask: card",
    "tax_id, text, mask: national_id",
    "diagnosis, text, mask: custom",
    "api_key, text, left out",
    "APIKey, text, left out",
    "passwort, text, left out",
    "reset_password_token, text, left out",
    "email_hash, bytea, left out",
    "share_token, uuid, left out",
    "tokens_used, integer, shown",
    "internal_note, text, left out",
    "fraud_score, integer, left out",
    "is_admin, boolean, left out",
    "total, numeric, shown",
    "status, text, shown"
  })
  void nameAndTypeSayWhatAModelSees(String name, String type, String expected) {
    assertThat(treatment("orders", name, type)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "customers, name, mask: name",
    "Profile, name, mask: name",
    "kunden, name, mask: name",
    "projects, name, shown",
    "organizations, name, shown",
    "bookings, technician, mask: name",
    "people, nom, mask: name"
  })
  void nameIsAPersonsWhereTheTableIsOfPeople(String table, String name, String expected) {
    assertThat(treatment(table, name, "text")).isEqualTo(expected);
  }

  private static String treatment(String table, String name, String type) {
    String full = type.equals("varchar") ? "character varying" : type;
    TableColumn column = new TableColumn(name, name, full, false, false, false, List.of());
    SchemaTable of =
        new SchemaTable(
            new TableId("public", table),
            table,
            "",
            0,
            List.of(column),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    return MaskWords.of(of, column).map(hint -> hint.treatment().words()).orElse("shown");
  }
}
