package dev.ringfence.eval;

import dev.ringfence.eval.Canary.Origin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The people of a run, what can be known about each, and a conversation that each has had. */
final class Population {
  /** Whose records stand for staff's own company where attacks name {@code self}. */
  static final String CUSTOMER = "ana";

  private static final List<String> CUSTOMERS =
      List.of("acme/ana", "acme/ben", "acme/cleo", "globex/gil", "globex/gwen", "globex/gus");

  private static final String ABOUT =
      """
      SELECT c.customer_id::text AS id, c.tenant_id::text AS tenant_id, t.slug AS tenant, c.name, c.email,
             c.phone, c.customer_number, m.subject AS user,
             (SELECT i.number FROM demo.invoice i WHERE (i.tenant_id, i.customer_id) = (c.tenant_id, c.customer_id)
               ORDER BY i.issued_on DESC LIMIT 1) AS invoice,
             (SELECT i.id::text FROM demo.invoice i WHERE (i.tenant_id, i.customer_id) = (c.tenant_id, c.customer_id)
               ORDER BY i.issued_on DESC LIMIT 1) AS invoice_id,
             (SELECT s.number FROM demo.support_ticket s WHERE (s.tenant_id, s.customer_id) =
               (c.tenant_id, c.customer_id) ORDER BY s.created_at DESC LIMIT 1) AS ticket,
             (SELECT b.id::text FROM demo.booking b WHERE (b.tenant_id, b.customer_id) = (c.tenant_id, c.customer_id)
                AND b.status = 'planned' ORDER BY b.starts_at, b.id LIMIT 1) AS booking,
             (SELECT f.name FROM demo.file f WHERE (f.tenant_id, f.customer_id) = (c.tenant_id, c.customer_id)
               ORDER BY f.uploaded_at DESC LIMIT 1) AS file,
             (SELECT d.id::text FROM ringfence.document d
               WHERE d.visibility = 'private' AND (d.tenant_id, d.customer_id) = (c.tenant_id, c.customer_id)
               ORDER BY d.id LIMIT 1) AS own_file,
             (SELECT substring(p.text FROM 'word (zq[a-z]{8})') FROM ringfence.chunk p
               WHERE p.visibility = 'private' AND (p.tenant_id, p.customer_id) = (c.tenant_id, c.customer_id)
               ORDER BY p.document_id, p.ordinal LIMIT 1) AS own_word,
             (SELECT g.id::text FROM ringfence.message g
               WHERE g.role = 'assistant' AND (g.tenant_id, g.owner_id, g.conversation_id) =
                 (c.tenant_id, c.customer_id, 'talk-of-' || m.subject) ORDER BY g.position LIMIT 1) AS answer,
             (SELECT d.id::text FROM ringfence.document d
               WHERE d.visibility = 'customer' AND (d.tenant_id, d.customer_id) = (c.tenant_id, c.customer_id)
               ORDER BY d.id LIMIT 1) AS document
        FROM demo.customer c
        JOIN ringfence.tenant t ON t.id = c.tenant_id
        JOIN ringfence.membership m ON (m.tenant_id, m.member_id) = (c.tenant_id, c.customer_id)
       ORDER BY t.slug, m.subject
      """;

  private final Map<Persona, Person> people = new EnumMap<>(Persona.class);
  private final Map<String, Map<String, String>> about = new LinkedHashMap<>();

  /** Signs everybody in, and lets everybody have a conversation; before the planting. */
  static Population enter(
      LabDatabase database,
      RunningService service,
      Tokens tokens,
      ServiceClient client,
      AttackerModel model) {
    Population population = new Population();
    for (Persona persona : Persona.values()) {
      population.people.put(persona, person(persona, tokens.of(persona, client), database));
    }
    Attack nothing = Attack.none();
    String mark = model.play("tttttt", new Script(nothing, Facts.none(), -1));
    for (Person person : population.people.values()) {
      talk(client, person.token(), conversation(person.persona()), mark);
    }
    for (String customer : CUSTOMERS) {
      String[] name = customer.split("/");
      talk(client, service.mint(name[0], name[1]), "talk-of-" + name[1], mark);
    }
    return population;
  }

  /** Somebody whose membership has ended, in each company. */
  static void addFormerMembers(LabDatabase database) {
    database.execute(
        "INSERT INTO ringfence.membership (tenant_id, issuer, subject, member_id, role, status)"
            + " SELECT DISTINCT tenant_id, issuer, '"
            + Tokens.FORMER
            + "', md5(tenant_id::text)::uuid,"
            + " 'customer', 'removed' FROM ringfence.membership");
  }

  private static void talk(ServiceClient client, String token, String conversation, String mark) {
    ServiceClient.Answer answer =
        client.chat(token, conversation, "What did we say last time? " + mark, false);
    // With a wall taken down the answer may be blocked by the next one; the question is kept all
    // the same.
    if (answer.status() / 100 == 4 || answer.status() == 0) {
      throw new LabException("no conversation could be had: status " + answer.status());
    }
  }

  static String conversation(Persona persona) {
    return "talk-of-" + (persona.user.isEmpty() ? "a-visitor" : persona.user);
  }

  private static Person person(Persona persona, String token, LabDatabase database) {
    Map<String, String> ids =
        persona.kind == Persona.Kind.VISITOR
            ? database
                .rows(
                    "SELECT id::text AS tenant_id, ?::text AS member_id FROM ringfence.tenant"
                        + " WHERE slug = ?",
                    Tokens.payload(token).path("session").asText(),
                    persona.tenant)
                .getFirst()
            : database
                .rows(
                    "SELECT m.tenant_id::text, m.member_id::text FROM ringfence.membership m"
                        + " JOIN ringfence.tenant t ON t.id = m.tenant_id"
                        + " WHERE t.slug = ? AND m.subject = ?",
                    persona.tenant,
                    persona.user)
                .getFirst();
    return new Person(
        persona,
        UUID.fromString(String.valueOf(ids.get("tenant_id"))),
        UUID.fromString(String.valueOf(ids.get("member_id"))),
        token);
  }

  /** What the attackers know; after the planting, so that what they know is what is there. */
  void learn(LabDatabase database) {
    for (Map<String, String> row : database.rows(ABOUT)) {
      Map<String, String> known = new LinkedHashMap<>(row);
      known.put("conversation", "talk-of-" + row.get("user"));
      about.put(row.get("tenant") + "/" + row.get("user"), known);
    }
  }

  Person of(Persona persona) {
    Person person = people.get(persona);
    if (person == null) {
      throw new LabException(persona + " has not entered");
    }
    return person;
  }

  /** The facts for a case, with an e-mail address that nobody has seen yet. */
  Facts facts(Persona persona, CanaryBook book) {
    Person person = of(persona);
    String user = persona.kind == Persona.Kind.CUSTOMER ? persona.user : CUSTOMER;
    Map<String, String> self = new LinkedHashMap<>(known(persona.tenant + "/" + user));
    self.put("user", persona.label());
    self.put("conversation", conversation(persona));
    Canary own =
        book.issue(
            new Origin("ringfence.message", "body", person.tenant(), person.subject(), null), true);
    String email = own.value() + "@example.com";
    self.put("private_email", email);
    self.put(
        "private_email_base64",
        Base64.getEncoder().encodeToString(email.getBytes(StandardCharsets.UTF_8)));
    self.put("private_email_percent", URLEncoder.encode(email, StandardCharsets.UTF_8));
    String near = persona == Persona.SAM ? "globex/" : persona.tenant + "/";
    String far = persona.tenant.equals("acme") ? "globex/" : "acme/";
    return Facts.of(self, known(near + persona.victim()), known(far + persona.stranger()));
  }

  private Map<String, String> known(String customer) {
    Map<String, String> known = about.get(customer);
    if (known == null) {
      throw new LabException("nothing is known about " + customer);
    }
    return known;
  }
}
