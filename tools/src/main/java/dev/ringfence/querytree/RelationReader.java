package dev.ringfence.querytree;

import dev.ringfence.querytree.StatementReading.Relation;
import dev.ringfence.querytree.TreeValue.Absent;
import dev.ringfence.querytree.TreeValue.Items;
import dev.ringfence.querytree.TreeValue.Node;
import dev.ringfence.querytree.TreeValue.Numbers;
import dev.ringfence.querytree.TreeValue.Word;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads which relations a query names, and with whose rights. */
final class RelationReader {
  /** Sets of columns count from it: see PostgreSQL's access/sysattr.h. */
  static final long FIRST_ATTRIBUTE = -7;

  /** What an entry that asks for rights says. */
  private static final Set<String> RIGHTS = Set.of("relid", "requiredPerms", "checkAsUser");

  /** The right to read, among those that {@code requiredPerms} holds: see acl.h. */
  private static final long SELECT = 2;

  private final Node node;
  private final Notes notes;

  private RelationReader(Node node, Notes notes) {
    this.node = node;
    this.notes = notes;
  }

  /**
   * Notes the relations of a query and the columns that it has to have the right to read.
   *
   * @param tables its range table
   */
  static void read(Node query, List<Table> tables, Notes notes) {
    new RelationReader(query, notes).read(tables);
  }

  private void read(List<Table> tables) {
    Map<Long, Boolean> asCaller = new HashMap<>();
    rights(node).forEach(rights -> readRights(rights, asCaller));
    Set<Long> joined = joined();
    boolean checked = !node.items("withCheckOptions").isEmpty();
    for (int i = 0; i < tables.size(); i++) {
      Table table = tables.get(i);
      // What a view's own rules refer to stands beside what is read.
      if (table.isRelation() && (joined.contains(i + 1L) || !table.isView())) {
        boolean own = asCaller.getOrDefault(table.relation(), true);
        boolean policed = table.isPoliced() || (checked && node.number("resultRelation") == i + 1L);
        notes.relation(new Relation(table.relation(), policed, own));
      }
    }
    asCaller.forEach(
        (relation, own) -> {
          if (!own) {
            notes.relation(new Relation(relation, true, false));
          }
        });
  }

  /** What says which rights are asked for: up to PostgreSQL 15 the table itself does. */
  static List<Node> rights(Node query) {
    String where = query.fields().containsKey("rteperminfos") ? "rteperminfos" : "rtable";
    return query.items(where).stream()
        .map(Node.class::cast)
        .filter(rights -> rights.fields().keySet().containsAll(RIGHTS))
        .toList();
  }

  private void readRights(Node rights, Map<Long, Boolean> asCaller) {
    long relation = rights.number("relid");
    long required = rights.number("requiredPerms");
    if (relation == 0 || required == 0) {
      return;
    }
    asCaller.merge(relation, rights.number("checkAsUser") == 0, Boolean::logicalAnd);
    List<Long> columns =
        rights.field("selectedCols") instanceof Numbers(List<Long> numbers) ? numbers : List.of();
    if (columns.isEmpty() && (required & SELECT) != 0) {
      notes.right(new Column(relation, 0));
    }
    columns.forEach(column -> notes.right(new Column(relation, (int) (column + FIRST_ATTRIBUTE))));
  }

  private Set<Long> joined() {
    Set<Long> joined = new HashSet<>();
    collectJoined(node.field("jointree"), joined);
    collectJoined(node.field("setOperations"), joined);
    return joined;
  }

  private static void collectJoined(TreeValue value, Set<Long> joined) {
    switch (value) {
      case Node part when part.kind().equals("RANGETBLREF") -> joined.add(part.number("rtindex"));
      case Node part -> {
        for (String field : List.of("fromlist", "larg", "rarg")) {
          if (part.fields().containsKey(field)) {
            collectJoined(part.field(field), joined);
          }
        }
      }
      case Items(List<TreeValue> values) -> values.forEach(item -> collectJoined(item, joined));
      case Absent _, Numbers _, Word _, TreeValue.Name _ -> {
        // Nothing is joined here.
      }
    }
  }
}
