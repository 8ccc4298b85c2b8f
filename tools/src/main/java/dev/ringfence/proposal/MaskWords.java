package dev.ringfence.proposal;

import dev.ringfence.vault.SensitiveType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a column's name and type say about masking, in the languages that schemas are written in:
 * English, German, French, Spanish, Portuguese, Italian and Dutch.
 */
final class MaskWords {
  private static final Pattern SECRET =
      words(
          "password passwd pwd passwort kennwort contrasena senha wachtwoord secret token tokens"
              + " apikey hash salt otp totp mfa cookie credential credentials cipher encrypted"
              + " passphrase cvv cvc csrf nonce digest privatekey geheimnis jeton|mot de passe"
              + "|api key|private key|access key|secret key|signing key|recovery code"
              + "|recovery codes|pin code|session id|security answer");

  private static final Pattern INTERNAL =
      words(
          "internal intern interne interno interna admin staff backoffice moderation moderator"
              + " fraud confidential vertraulich margin blacklist blocklist stacktrace backtrace"
              + " debug|risk score|credit score|private note|private notes|cost price"
              + "|purchase price|agent note|agent notes");

  private static final Pattern IP = words("ip ipaddress ipv4 ipv6|remote addr");
  private static final Pattern MAC = words("mac macaddress");

  private static final Pattern EMAIL =
      words("email emails mail courriel correo epost mailadresse|e mail");

  private static final Pattern PHONE =
      words(
          "phone phones mobile cell cellphone telephone tel telefon telefono telefone telefoon fax"
              + " whatsapp msisdn handy handynummer rufnummer telefonnummer mobil mobilnummer"
              + " celular movil cellulare portable");

  private static final Pattern BIRTH =
      words(
          "birth birthday birthdate dob geburtsdatum geburtstag naissance nacimiento nascimento"
              + " nascita geboortedatum");

  private static final Pattern CARD =
      words("pan creditcard kreditkarte kartennummer|card number|credit card|cc number");

  private static final Pattern IBAN =
      words("iban bban kontonummer sortcode|bank account|account number|routing number|sort code");

  private static final Pattern NATIONAL =
      words(
          "ssn nino nif dni nie cpf cnpj bsn pesel svnr personnummer passport ausweis"
              + " steuernummer passnummer|national id|tax id|tax number|vat id|vat number|id card"
              + "|codice fiscale|steuer id|social security|driver license|driving licence"
              + "|license plate|insurance number|numero fiscal");

  private static final Pattern NAME =
      words(
          "firstname lastname fullname surname forename vorname nachname familienname prenom"
              + " apellido apellidos cognome sobrenome achternaam voornaam username nickname"
              + " cardholder beneficiary recipient signatory|first name|last name|full name"
              + "|middle name|given name|family name|maiden name|display name|user name"
              + "|contact name|customer name|client name|patient name|guest name|owner name"
              + "|member name|billing name|shipping name|person name|sender name|holder name"
              + "|author name|technician name|driver name|contact person|nom complet");

  private static final Pattern ADDRESS =
      words(
          "address addresses addr street strasse anschrift adresse hausnummer rue direccion calle"
              + " indirizzo endereco adres zip zipcode postcode postleitzahl plz cap"
              + "|postal code|house number|code postal|codigo postal|address line|latitude"
              + "|longitude");

  private static final Pattern DELICATE =
      words(
          "diagnosis diagnosen diagnose medical medication allergy allergies religion ethnicity"
              + " disability salary gehalt sueldo salaire");

  /** Who has a name of their own. */
  private static final Set<String> PEOPLE =
      Set.of(
          "customer",
          "client",
          "user",
          "contact",
          "person",
          "member",
          "profile",
          "patient",
          "guest",
          "student",
          "employee",
          "lead",
          "subscriber",
          "buyer",
          "recipient",
          "driver",
          "passenger",
          "kunde",
          "kunden",
          "cliente",
          "utilisateur",
          "usuario",
          "nutzer",
          "benutzer",
          "mitarbeiter",
          "ansprechpartner",
          "beneficiary",
          "attendee",
          "candidate",
          "applicant",
          "resident",
          "account",
          "friend",
          "child",
          "parent",
          "staff",
          "technician");

  private static final Set<String> BARE_NAMES = Set.of("name", "nom", "nombre", "nome", "naam");

  private MaskWords() {}

  /** What the words of a name say by themselves. */
  record Hint(ColumnTreatment treatment, String why) {}

  private static Pattern words(String list) {
    String[] parts = list.split("\\|", 2);
    String single = parts[0].strip().replaceAll("\\s+", "|");
    return Pattern.compile(" (" + single + (parts.length > 1 ? "|" + parts[1] : "") + ") ");
  }

  static Optional<Hint> of(SchemaTable table, TableColumn column) {
    String words = NameWords.phrase(column.words());
    boolean held = column.isText() || column.type().endsWith("[]") || column.isEnum();
    boolean any = held || column.isNumber() || column.type().equals("uuid");
    if (held || column.type().equals("bytea") || column.type().equals("uuid")) {
      Optional<Hint> shut = shut(words);
      if (shut.isPresent()) {
        return shut;
      }
    }
    if (INTERNAL.matcher(words).find()) {
      return Optional.of(internal(words));
    }
    if (column.type().equals("inet") || column.type().equals("cidr")) {
      return Optional.of(masked(SensitiveType.IP_ADDRESS, "its type is " + column.type()));
    }
    if (column.type().startsWith("macaddr")) {
      return Optional.of(masked(SensitiveType.MAC_ADDRESS, "its type is " + column.type()));
    }
    if (any || column.isTime()) {
      Optional<Hint> birth = named(BIRTH, words, SensitiveType.BIRTH_DATE);
      if (birth.isPresent()) {
        return birth;
      }
    }
    return held ? personal(table, column, words) : any ? numbers(words) : Optional.empty();
  }

  private static Optional<Hint> shut(String words) {
    return first(SECRET, words)
        .map(word -> new Hint(new ColumnTreatment.LeftOut(), "a secret, by the word " + word));
  }

  private static Hint internal(String words) {
    return new Hint(
        new ColumnTreatment.LeftOut(),
        "not for customers, by the word " + first(INTERNAL, words).orElse(""));
  }

  private static Optional<Hint> personal(SchemaTable table, TableColumn column, String words) {
    return named(IP, words, SensitiveType.IP_ADDRESS)
        .or(() -> named(MAC, words, SensitiveType.MAC_ADDRESS))
        .or(() -> named(EMAIL, words, SensitiveType.EMAIL))
        .or(() -> numbers(words))
        .or(() -> named(NAME, words, SensitiveType.NAME))
        .or(() -> named(ADDRESS, words, SensitiveType.ADDRESS))
        .or(() -> named(DELICATE, words, SensitiveType.CUSTOM))
        .or(() -> ofPerson(table, column));
  }

  private static Optional<Hint> numbers(String words) {
    return named(PHONE, words, SensitiveType.PHONE)
        .or(() -> named(CARD, words, SensitiveType.CARD))
        .or(() -> named(IBAN, words, SensitiveType.IBAN))
        .or(() -> named(NATIONAL, words, SensitiveType.NATIONAL_ID));
  }

  private static Optional<Hint> ofPerson(SchemaTable table, TableColumn column) {
    List<String> words = column.words();
    boolean bare = words.size() == 1 && BARE_NAMES.contains(words.getFirst());
    if (bare && PEOPLE.contains(table.singular())) {
      return Optional.of(
          masked(SensitiveType.NAME, "a name in a table of people, " + table.singular()));
    }
    return words.size() == 1 && PEOPLE.contains(NameWords.singular(words.getFirst()))
        ? Optional.of(masked(SensitiveType.NAME, "a person, by the word " + words.getFirst()))
        : Optional.empty();
  }

  private static Optional<Hint> named(Pattern pattern, String words, SensitiveType type) {
    return first(pattern, words).map(word -> masked(type, "by the word " + word));
  }

  private static Hint masked(SensitiveType type, String why) {
    return new Hint(new ColumnTreatment.Masked(type), why);
  }

  private static Optional<String> first(Pattern pattern, String words) {
    Matcher matcher = pattern.matcher(words);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Whether the rows of a table are people. */
  static boolean isOfPeople(SchemaTable table) {
    return PEOPLE.contains(table.singular());
  }
}
