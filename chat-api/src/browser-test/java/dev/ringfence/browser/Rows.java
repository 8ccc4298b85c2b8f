package dev.ringfence.browser;

import dev.ringfence.cli.RealDemo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What stands in the demo companies' rows, read by an administrator: whose a text on a page can
 * only be.
 */
final class Rows {
  /** Values that tell customers apart; their names do not count, for the page lists everybody. */
  private static final String MARKS =
      """
      SELECT t.slug || '/' || m.subject || ' ' || v.mark
        FROM ringfence.membership m JOIN ringfence.tenant t ON t.id = m.tenant_id
        JOIN (
          SELECT customer_id, unnest(ARRAY[customer_number, email, phone, address_line1]) AS mark FROM demo.customer
          UNION ALL SELECT customer_id, api_key FROM demo.subscription
          UNION ALL SELECT customer_id, unnest(ARRAY[number, id::text]) FROM demo.invoice
          UNION ALL SELECT customer_id, notes FROM demo.booking WHERE notes ~ '[0-9]{3}|@'
          UNION ALL SELECT customer_id, unnest(ARRAY[left(body, 40), left(last_reply, 40)]) FROM demo.support_ticket
          UNION ALL SELECT customer_id, left(error, 40) FROM demo.automation_run WHERE error IS NOT NULL
          UNION ALL SELECT customer_id, left(summary, 40) FROM demo.file
        ) v ON v.customer_id = m.member_id
       WHERE length(v.mark) > 4
      """;

  private static final String NOTES =
      "SELECT t.slug || ' ' || left(n.body, 40) FROM demo.internal_note n"
          + " JOIN ringfence.tenant t ON t.id = n.tenant_id";

  private static final String INVOICES =
      """
      SELECT i.number FROM demo.invoice i JOIN ringfence.membership m ON m.member_id = i.customer_id
       WHERE m.subject = ? ORDER BY i.issued_on DESC LIMIT 10
      """;

  private final RealDemo service;
  private final Map<String, TreeSet<String>> marks = new HashMap<>();
  private final Map<String, TreeSet<String>> notes = new HashMap<>();

  Rows(RealDemo service) {
    this.service = service;
    service.texts(MARKS).forEach(line -> put(marks, line));
    service.texts(NOTES).forEach(line -> put(notes, line));
  }

  private static void put(Map<String, TreeSet<String>> map, String line) {
    var owner = line.substring(0, line.indexOf(' '));
    map.computeIfAbsent(owner, _ -> new TreeSet<>()).add(line.substring(owner.length() + 1));
  }

  /** The numbers of somebody's ten newest invoices. */
  List<String> invoicesOf(String user) {
    return service.texts(INVOICES, user);
  }

  /** What is one customer's and nobody else's. */
  List<String> of(String id) {
    var own = new TreeSet<>(marks.getOrDefault(id, new TreeSet<>()));
    marks.forEach(
        (other, texts) -> {
          if (!other.equals(id)) {
            own.removeAll(texts);
          }
        });
    return List.copyOf(own);
  }

  /** What somebody must never see: others' rows, and notes unless they are the company's staff. */
  List<String> foreignTo(String id, String role) {
    var company = id.substring(0, id.indexOf('/') + 1);
    var foreign = new TreeSet<String>();
    marks.forEach(
        (owner, texts) -> {
          var sees = role.equals("staff") ? owner.startsWith(company) : owner.equals(id);
          if (!sees) {
            foreign.addAll(texts);
          }
        });
    notes.forEach(
        (owner, texts) -> {
          if (!(role.equals("staff") && company.equals(owner + "/"))) {
            foreign.addAll(texts);
          }
        });
    foreign.removeAll(marks.getOrDefault(id, new TreeSet<>()));
    return List.copyOf(foreign);
  }
}
