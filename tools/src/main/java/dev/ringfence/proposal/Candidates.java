package dev.ringfence.proposal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every column of some tables that could say whose a row is, on one axis. */
final class Candidates {
  /** What only somebody who signs in has. */
  private static final Set<String> SIGNS_IN =
      Set.of("email", "mail", "password", "firstname", "lastname", "username", "birthday");

  /** What a name by itself can say of a text, which may as well be what somebody is called. */
  private static final int TEXT_BY_NAME = 50;

  /** What a key says whose column is called something else. */
  private static final int BY_KEY_ALONE = 30;

  private final Identities identities;
  private final Axis axis;
  private final SchemaShape shape;

  private Candidates(Schema schema, Axis axis, SchemaShape shape) {
    this.identities = new Identities(schema);
    this.axis = axis;
    this.shape = shape;
  }

  /**
   * Those that words speak for; where none is of the first rank, those that the schema's shape
   * speaks for too.
   */
  static List<Candidate> of(Schema schema, Axis axis, Collection<SchemaTable> tables) {
    List<Candidate> byWords =
        new Candidates(schema, axis, new SchemaShape(List.of(), SIGNS_IN)).all(tables);
    return byWords.stream().anyMatch(one -> !one.own() && one.weight() >= Axis.FIRST_RANK)
        ? byWords
        : new Candidates(schema, axis, new SchemaShape(tables, SIGNS_IN)).all(tables);
  }

  /**
   * @param weight how much speaks for it, 1 to 100
   * @param own whether it is the key of the very table whose ids it holds
   */
  record Candidate(
      SchemaTable table,
      TableColumn column,
      Identities.Identity identity,
      int weight,
      boolean own,
      String why) {
    /** Whether its name says nothing beside the thing. */
    boolean plain() {
      return Axis.stem(column.words()).size() <= 1;
    }
  }

  private List<Candidate> all(Collection<SchemaTable> tables) {
    List<Candidate> found = new ArrayList<>();
    for (SchemaTable table : tables) {
      for (TableColumn column : table.columns()) {
        if (column.canOwn() && !column.isEnum()) {
          candidate(table, column).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private Optional<Candidate> candidate(SchemaTable table, TableColumn column) {
    Identities.Identity identity = identities.of(table, column);
    boolean key = table.primaryKey().equals(List.of(column.name()));
    boolean own =
        key && identity.table().filter(other -> other.id().equals(table.id())).isPresent();
    int weight = weight(axis, table, column, identity, own);
    return weight == 0 || weight < weight(other(axis), table, column, identity, own)
        ? Optional.empty()
        : Optional.of(
            new Candidate(table, column, identity, weight, own, why(column, identity, own)));
  }

  private static Axis other(Axis axis) {
    return axis == Axis.TENANT ? Axis.CUSTOMER : Axis.TENANT;
  }

  private int weight(
      Axis axis, SchemaTable table, TableColumn column, Identities.Identity identity, boolean own) {
    int pointed = identity.table().map(thing -> weight(axis, thing)).orElse(0);
    if (own || table.primaryKey().equals(List.of(column.name())) && identity.byKey()) {
      return pointed;
    }
    List<String> stem = Axis.stem(column.words());
    if (Axis.isOfStaff(column.words()) || isOfOther(axis, identity, pointed)) {
      return 0;
    }
    int named = stem.isEmpty() ? 0 : axis.weight(stem.getLast());
    if (identity.table().filter(thing -> stem.contains(thing.singular())).isPresent()) {
      return pointed;
    }
    if (named == 0) {
      return identity.byKey() && pointed > 0 ? BY_KEY_ALONE : 0;
    }
    if (identity.table().isPresent() || stem.size() < column.words().size()) {
      return named < Axis.ENOUGH ? named : Math.max(named, pointed);
    }
    return stem.size() > 1 ? 0 : column.isText() ? Math.min(named, TEXT_BY_NAME) : named;
  }

  /** An {@code owner_id} that is a company's is no customer. */
  private boolean isOfOther(Axis axis, Identities.Identity identity, int pointed) {
    return pointed == 0
        && identity.table().filter(thing -> weight(other(axis), thing) >= Axis.ENOUGH).isPresent();
  }

  /** An account that signs in is a person, not a company. */
  private int weight(Axis axis, SchemaTable table) {
    boolean person = table.singular().equals("account") && table.hasWord(SIGNS_IN);
    int said = !person ? axis.weight(table.singular()) : axis == Axis.TENANT ? 0 : Axis.FIRST_RANK;
    return Math.max(said, shape.weight(axis, table));
  }

  private static String why(TableColumn column, Identities.Identity identity, boolean own) {
    String thing = identity.table().map(table -> table.id().toString()).orElse("");
    if (own) {
      return "the key of " + thing + " itself";
    }
    String how =
        identity.byKey()
            ? "a foreign key to " + thing
            : thing.isEmpty() ? "its name alone" : "its name, as of an id of " + thing;
    return how + "; " + column.type();
  }
}
