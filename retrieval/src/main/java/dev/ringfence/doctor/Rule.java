package dev.ringfence.doctor;

/**
 * Something that must not be true of any object of a database.
 *
 * @param id stable, in lower case with dashes
 * @param theme the file of rules that it stands in
 * @param title what is wrong, in a few words
 * @param harm what can happen, in a sentence or two
 * @param door who can see whether it is broken
 * @param sql its rows are the objects at fault: object, part, fix; empty where Java finds them
 */
public record Rule(
    String id, String theme, Severity severity, Door door, String title, String harm, String sql) {

  /** Through whose connection a rule can be checked. */
  public enum Door {
    /** Anybody's: the service checks it at its start. */
    ANY,
    /** An administrator's, who may read what others may not. */
    ADMINISTRATOR,
    /** A superuser's: PostgreSQL shows it to nobody else. */
    SUPERUSER,
    /** An administrator's, and only when the rows themselves are to be counted. */
    ORPHANS
  }

  Finding found(String object, String part, String fix) {
    String problem = part.isEmpty() ? harm : part + ": " + harm;
    return new Finding(id, severity, object, part, problem, fix);
  }
}
