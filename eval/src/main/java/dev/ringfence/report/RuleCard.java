package dev.ringfence.report;

import static dev.ringfence.report.Severity.CRITICAL;
import static dev.ringfence.report.Severity.HIGH;
import static dev.ringfence.report.Severity.MEDIUM;

import dev.ringfence.report.Finding.Rule;
import java.util.List;

/**
 * What a security team asks about a rule. Where it stands in the field's catalogues is our reading
 * of them, by the editions of {@link Tags}.
 *
 * @param why the reason for the severity
 * @param invariant of the project's, {@code audit}, {@code consent} or {@code erasure} where it has
 *     no number
 * @param protection what should have held
 */
public record RuleCard(
    Severity severity, String why, String invariant, String protection, Tags tags) {

  /** The card of a rule; one without a card does not compile. */
  public static RuleCard of(Rule rule) {
    return switch (rule) {
      case FOREIGN_ROW ->
          new RuleCard(
              CRITICAL,
              "somebody else's data was shown",
              "I3",
              "row-level security by tenant and customer, and the second look at each row",
              tags("LLM02", "API1", "8.2.2 8.4.1", "AML.T0057 AML.T0085"));
      case PERSONAL_DATA ->
          new RuleCard(
              HIGH,
              "personal data left for a model's provider, who was not meant to have it",
              "I6",
              "the redactor, and the guard that reads the outgoing bytes again",
              tags("LLM02", "API3", "14.2.3", "AML.T0057"));
      case LOGGED_VALUE ->
          new RuleCard(
              MEDIUM,
              "whoever reads the log reads rows, and no attacker is shown them",
              "I7",
              "logging codes and ids alone, never values",
              tags("LLM02", "", "16.2.5", ""));
      case HOSTILE_ADDRESS ->
          new RuleCard(
              HIGH,
              "a click, or the mere showing, tells the attacker's host something",
              "I8",
              "the filter of answers, which lets cited sources and allowed hosts pass",
              tags("LLM01 LLM05", "", "V1", "AML.T0077"));
      case VALUE_IN_URL ->
          new RuleCard(
              HIGH,
              "an address carries a person's value to whoever serves or logs it",
              "I7",
              "restoration, which leaves addresses as they are",
              tags("LLM02 LLM05", "API3", "14.2.1", "AML.T0077"));
      case NOT_REFUSED ->
          new RuleCard(
              HIGH,
              "a request was served without the right to it",
              "I4",
              "authentication by verified tokens, and each route's look at the member's role",
              tags("", "API2 API5", "8.2.1", ""));
      case UNSEALED ->
          new RuleCard(
              CRITICAL,
              "whoever reaches the connection can be anybody",
              "I2",
              "the seal of the context, verified at every reading of it",
              tags("", "API1 API2", "8.3.1 9.1.1", ""));
      case EXPIRED ->
          new RuleCard(
              HIGH,
              "what was caught once opens rows for ever",
              "I2",
              "the time in the sealed context",
              tags("", "API2", "9.2.1", ""));
      case VISITOR_RIGHT ->
          new RuleCard(
              HIGH,
              "the login of people who did not sign in may touch customers' rows",
              "I9",
              "the rights of the visitors' own login",
              tags("", "API5 API8", "8.2.1 V13", ""));
      case LEFT_FOR_ANOTHER ->
          new RuleCard(
              MEDIUM,
              "two people's SQL has a place in common, which no policy, quota or erasure looks at",
              "I3",
              "the rights on the functions of large objects, which only other logins have",
              tags("", "API5 API8", "8.4.1 V13", ""));
      case OWNER_UNBOUND ->
          new RuleCard(
              MEDIUM,
              "one wall is down for a role that the service cannot take by itself",
              "I3",
              "FORCE ROW LEVEL SECURITY",
              tags("", "API8", "8.4.1 V13", ""));
      case KEPT_IN ->
          new RuleCard(
              HIGH,
              "somebody who was put out is served on",
              "I4",
              "the membership, which is read again while somebody is served",
              tags("", "API2", "8.3.2", ""));
      case UNAUDITED ->
          new RuleCard(
              MEDIUM,
              "nobody can say afterwards who saw what",
              "audit",
              "the entry of the audit, which is written before anything is shown",
              tags("", "", "16.3.2", ""));
      case UNCONSENTED ->
          new RuleCard(
              CRITICAL,
              "a model changed a row of its own accord",
              "consent",
              "the approval, bound to its person, tool, row and time",
              tags("LLM06", "API6", "V2", "AML.T0053"));
      case REOPENED ->
          new RuleCard(
              HIGH,
              "a decision of a person's is worth nothing",
              "consent",
              "the states of an approval, which end once",
              tags("LLM06", "API6", "V2", "AML.T0053"));
      case WRITTEN_FOR_ANOTHER ->
          new RuleCard(
              CRITICAL,
              "somebody else's rows can be changed, or rows slipped to them",
              "I3",
              "row-level security of what is written (WITH CHECK)",
              tags("LLM06", "API1", "8.2.2 8.4.1", "AML.T0053"));
      case TOLD_APART ->
          new RuleCard(
              MEDIUM,
              "that something exists can be guessed, and not what it says",
              "I10",
              "one answer for what is foreign and what is missing",
              tags("", "API1", "8.2.2 16.5.1", ""));
      case READ_INSIDE ->
          new RuleCard(
              MEDIUM,
              "a file that takes its reader over has taken the service",
              "I11",
              "the process of its own that reads a file",
              tags("", "", "V5 V15", ""));
      case INFLUENCED ->
          new RuleCard(
              MEDIUM,
              "one tenant can tell, or change, something about another's answers",
              "I10",
              "searches and lists that read the asking person's rows alone",
              tags("LLM08", "API1", "8.4.1", "AML.T0085"));
      case OTHER_WORLD ->
          new RuleCard(
              MEDIUM,
              "one person can tell, or change, something about another's answers, without a byte of"
                  + " theirs",
              "I10",
              "queries, orders and counts that rest on the asking person's rows alone",
              tags("LLM08", "API1", "8.4.1", "AML.T0085"));
      case CHAIN_OPEN ->
          new RuleCard(
              HIGH,
              "the record of who saw what can be changed by those it is about",
              "audit",
              "the rights on the audit's chains",
              tags("", "API5", "16.4.2", ""));
      case ERROR_DETAIL ->
          new RuleCard(
              MEDIUM,
              "a stranger learns how the service is built, and sometimes what it holds",
              "I7",
              "typed errors with stable codes, turned into a response in one place",
              tags("", "API8", "16.5.1", ""));
      case GUESSABLE_ID ->
          new RuleCard(
              MEDIUM,
              "one forgotten check is enough to walk through everybody's",
              "I10",
              "ids that are drawn by chance",
              tags("", "API1", "8.2.2", ""));
      case CACHEABLE ->
          new RuleCard(
              MEDIUM,
              "a proxy may hand the next person what was kept of the last",
              "I3",
              "Cache-Control: private, no-store",
              tags("LLM02", "API8", "14.3.2", ""));
      case ANY_PAGE ->
          new RuleCard(
              MEDIUM,
              "a page that somebody happens to visit can use what their browser holds",
              "I9",
              "the list of allowed origins, compared whole",
              tags("", "API8", "3.4.2", ""));
      case MARKUP ->
          new RuleCard(
              HIGH,
              "a page that shows the answer does what the model wrote, or hides what it says",
              "I8",
              "the filter of answers, which lets no tag, no image and nothing invisible pass",
              tags("LLM05", "", "1.3.1", "AML.T0077"));
      case HEADER_MISSING ->
          new RuleCard(
              MEDIUM,
              "a browser may take an answer for something that it runs",
              "I8",
              "the headers that every response carries",
              tags("LLM05", "API8", "3.4.3 3.4.4", ""));
      case STORED_IN_CLEAR ->
          new RuleCard(
              HIGH,
              "a copy of the database tells what placeholders stand for",
              "I7",
              "the vault, which seals each value for its person, conversation and kind",
              tags("LLM02", "", "11.3.2 14.2.4", "AML.T0057"));
      case EXTRA_RIGHT ->
          new RuleCard(
              CRITICAL,
              "whoever reaches the connection can become more than a principal",
              "I2",
              "the rights, memberships and attributes of the service's logins",
              tags("", "API5 API8", "8.2.1 13.2.2", ""));
      case UNPROVEN_TOOL ->
          new RuleCard(
              HIGH,
              "a model may be offered a tool that names owners or reads beside the fence",
              "I5",
              "the proof of each tool before it is offered",
              tags("LLM06", "API1 API5", "8.2.2", "AML.T0053"));
      case MISATTRIBUTED ->
          new RuleCard(
              MEDIUM,
              "a person takes what a model made up for their records, or their records for public",
              "I12",
              "the scope of an answer, which follows from what was read and not from what is said",
              tags("LLM09", "", "V2", "AML.T0048"));
      case UNBOUNDED ->
          new RuleCard(
              MEDIUM,
              "one question can keep the service busy for everybody, or read all there is",
              "I11",
              "the limits of an answer's calls, rows and rounds",
              tags("LLM10", "API4", "2.4.1", "AML.T0034"));
      case NOT_ERASED ->
          new RuleCard(
              HIGH,
              "data is kept of somebody who was told in writing that it is gone",
              "erasure",
              "erasing by the database's own catalogue, the count behind it, and the signed receipt",
              tags("LLM02", "", "14.2.7", ""));
      case UNSAFE_START ->
          new RuleCard(
              HIGH,
              "a mistake in the database is served from until somebody looks",
              "I3",
              "the look at the database before the service starts",
              tags("", "API8", "13.2.2", ""));
      case CHAIN_UNTOLD ->
          new RuleCard(
              HIGH,
              "whoever administers the database can change the record of who saw what, unseen",
              "audit",
              "the hashes and seals of the audit's chains, and what verifies them",
              tags("", "", "16.4.2", ""));
    };
  }

  private static Tags tags(String llm, String api, String asvs, String atlas) {
    return new Tags(words(llm), words(api), words(asvs), words(atlas));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }
}
