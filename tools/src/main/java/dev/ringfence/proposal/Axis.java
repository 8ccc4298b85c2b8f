package dev.ringfence.proposal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What an owner column says: which tenant, or which customer of the tenant. */
public enum Axis {
  TENANT(
      """
      tenant=100 mandant=100 mandanten=100 organization=100 organisation=100 org=100 workspace=95 company=90
      firm=90 empresa=90 entreprise=90 firma=90 azienda=90 societe=90 sociedad=90 unternehmen=90
      business=85 merchant=85 agency=85 clinic=80 school=80 shop=75 store=75 account=70 team=65
      site=45 client=40 group=30
      """),
  CUSTOMER(
      """
      customer=100 kunde=100 kunden=100 cliente=100 cust=100 client=95 patient=95 subscriber=95 buyer=90
      shopper=95 student=90 guest=90 resident=90 passenger=90 policyholder=95 contact=85
      user=70 usuario=70 utilisateur=70 nutzer=70 benutzer=70 utente=70 member=65 person=65
      profile=65 owner=60 account=40 seller=40 author=30 creator=30 created=30 uploaded=30
      requested=30 submitted=30 sender=30 recipient=30
      """);

  /** From here on a word is enough; below it somebody has to say so. */
  static final int ENOUGH = 60;

  /** Words for people who come to buy, before those for people who have a login. */
  static final int FIRST_RANK = 80;

  /** Of whoever works on a row, not of whose it is. */
  private static final Set<String> STAFF =
      Set.of(
          "assigned",
          "assignee",
          "approved",
          "approver",
          "updated",
          "modified",
          "reviewed",
          "reviewer",
          "agent",
          "manager",
          "employee",
          "staff",
          "admin",
          "handled",
          "deleted",
          "closed",
          "resolved",
          "rep",
          "technician",
          "operator",
          "parent",
          "last",
          "old",
          "previous",
          "referrer",
          "referred",
          "invited",
          "inviter");

  /** What stands around the word that counts. */
  private static final Set<String> AROUND =
      Set.of("id", "uuid", "guid", "fk", "key", "ref", "by", "nr");

  private final Map<String, Integer> weights;

  Axis(String words) {
    weights =
        java.util.Arrays.stream(words.strip().split("\\s+"))
            .map(entry -> entry.split("="))
            .collect(Collectors.toMap(entry -> entry[0], entry -> Integer.valueOf(entry[1])));
  }

  /** How much a word for one thing says, from 0 for nothing to 100. */
  int weight(String singular) {
    return weights.getOrDefault(singular, 0);
  }

  /** What a column of these words is an id of; empty where it is of several words, or of none. */
  static List<String> stem(List<String> words) {
    return words.stream().filter(word -> !AROUND.contains(word)).map(NameWords::singular).toList();
  }

  static boolean isOfStaff(List<String> words) {
    return words.stream().anyMatch(STAFF::contains);
  }
}
