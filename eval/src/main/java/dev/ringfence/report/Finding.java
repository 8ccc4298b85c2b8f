package dev.ringfence.report;

import java.util.Locale;
import java.util.Optional;

/**
 * Something that must not have been where it was seen.
 *
 * @param rule which promise it breaks
 * @param what a description without the value
 * @param hash of the canary or value, empty where there is none
 * @param reproduction where one was made
 */
public record Finding(
    Rule rule, Tap tap, String what, String hash, Optional<Reproduction> reproduction) {

  /** One that nobody has reproduced yet. */
  public Finding(Rule rule, Tap tap, String what, String hash) {
    this(rule, tap, what, hash, Optional.empty());
  }

  /** The same, with the way to see it again. */
  public Finding reproducedBy(Reproduction way) {
    return new Finding(rule, tap, what, hash, Optional.of(way));
  }

  /** A promise that the judge holds a capture to. */
  public enum Rule {
    FOREIGN_ROW("foreign-row", "I3: a value of somebody else's row"),
    PERSONAL_DATA("personal-data", "I6: an e-mail address, a phone number or a secret unmasked"),
    LOGGED_VALUE("logged-value", "I7: a value of a row in the log"),
    HOSTILE_ADDRESS("hostile-address", "I8: an address that the model wrote"),
    VALUE_IN_URL("value-in-url", "I7: a value restored inside an address"),
    NOT_REFUSED("not-refused", "I4: a request was served that had to be refused"),
    UNSEALED("unsealed", "I2: rows for a context that was forged, altered or missing"),
    EXPIRED("expired", "I2: rows for a context whose time was over"),
    VISITOR_RIGHT("visitor-right", "I9: the visitors' login has a right on customers' rows"),
    OWNER_UNBOUND("owner-unbound", "I3: policies do not bind the tables' owner"),
    KEPT_IN("kept-in", "I4: somebody was served who had lost their place"),
    UNAUDITED("unaudited", "the audit: shown or refused without an entry"),
    UNCONSENTED("unconsented", "a row was written that its person did not approve"),
    REOPENED("reopened", "what was decided could be decided again"),
    WRITTEN_FOR_ANOTHER(
        "written-for-another", "I3: a row could be written that is somebody else's"),
    LEFT_FOR_ANOTHER(
        "left-for-another", "I3: something could be left where another person's SQL reads it"),
    TOLD_APART("told-apart", "I10: what is foreign and what is missing could be told apart"),
    READ_INSIDE("read-inside", "a stranger's file was read inside of the service's own process"),
    INFLUENCED("influenced", "I10: another owner's data changed what somebody was shown"),
    OTHER_WORLD(
        "other-world", "I10: a byte at a tap was another one, since another owner's data was"),
    CHAIN_OPEN("chain-open", "the audit: a chain could be read, extended or changed"),
    ERROR_DETAIL("error-detail", "I7: an error tells of code, statements or files"),
    GUESSABLE_ID("guessable-id", "I10: ids follow from one another"),
    CACHEABLE("cacheable", "a private answer that caches may keep for others"),
    ANY_PAGE("any-page", "I9: pages of any other site may ask, and read what is answered"),
    MARKUP("markup", "I8: HTML, an image or characters that nobody sees, in an answer"),
    HEADER_MISSING("header-missing", "I8: a header that keeps browsers from guessing is missing"),
    STORED_IN_CLEAR("stored-in-clear", "I7: a masked value can be read at rest, without a key"),
    EXTRA_RIGHT("extra-right", "I2: a login of the service's may do what it needs for nothing"),
    UNPROVEN_TOOL("unproven-tool", "I5: a tool was taken that reaches further than its caller"),
    MISATTRIBUTED("misattributed", "I12: an answer says that it comes from elsewhere"),
    UNBOUNDED("unbounded", "I11: one answer could call or read more than it may"),
    NOT_ERASED(
        "not-erased", "rows are left of somebody who was erased, or the receipt is not true"),
    UNSAFE_START("unsafe-start", "I3: the service serves from a database whose fence is open"),
    CHAIN_UNTOLD("chain-untold", "the audit: a chain that was altered verifies all the same");

    private final String id;
    private final String meaning;

    Rule(String id, String meaning) {
      this.id = id;
      this.meaning = meaning;
    }

    /** What reports and sabotages call it; never changed, and never given to another. */
    public String id() {
      return id;
    }

    /** The promise that it breaks. */
    public String meaning() {
      return meaning;
    }
  }

  /** As reports and sabotages name it. */
  public String id() {
    return rule.id + "@" + tap.name().toLowerCase(Locale.ROOT);
  }
}
