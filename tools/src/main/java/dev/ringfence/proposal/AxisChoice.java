package dev.ringfence.proposal;

import dev.ringfence.proposal.Candidates.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What says whose the rows of a whole database are, on one axis: one kind of id, and by name more
 * where a person said so.
 *
 * @param identities whose columns count
 * @param rivals columns that could say it as well; none where it is clear
 */
record AxisChoice(
    Axis axis,
    Set<String> identities,
    Confidence confidence,
    List<String> rivals,
    List<Candidate> candidates,
    Choices choices) {

  static AxisChoice of(Schema schema, Collection<SchemaTable> tables, Axis axis, Choices choices) {
    List<Candidate> candidates =
        Candidates.of(schema, axis, tables).stream()
            .filter(
                one -> axis == Axis.TENANT || !choices.notOwners().contains(one.column().name()))
            .toList();
    if (!choices.columns(axis).isEmpty()) {
      return named(schema, tables, axis, choices, candidates);
    }
    List<Rank> ranks = ranks(candidates);
    if (ranks.isEmpty()) {
      return new AxisChoice(axis, Set.of(), Confidence.SURE, List.of(), candidates, choices);
    }
    Rank best = ranks.getFirst();
    List<Rank> rivals = ranks.stream().skip(1).filter(other -> other.rivals(best)).toList();
    Confidence confidence =
        !rivals.isEmpty() || best.weight() < Axis.ENOUGH
            ? Confidence.UNSURE
            : best.byKey() ? Confidence.SURE : Confidence.LIKELY;
    List<String> names = new ArrayList<>();
    if (confidence == Confidence.UNSURE) {
      names.add(best.name());
      rivals.forEach(rival -> names.add(rival.name()));
    }
    return new AxisChoice(axis, Set.of(best.identity()), confidence, names, candidates, choices);
  }

  private static AxisChoice named(
      Schema schema,
      Collection<SchemaTable> tables,
      Axis axis,
      Choices choices,
      List<Candidate> candidates) {
    Identities identities = new Identities(schema);
    Set<String> keys = new LinkedHashSet<>();
    for (SchemaTable table : tables) {
      for (String name : choices.columns(axis)) {
        table
            .column(name)
            .filter(TableColumn::canOwn)
            .ifPresent(column -> keys.add(identities.of(table, column).key()));
      }
    }
    return new AxisChoice(axis, keys, Confidence.SURE, List.of(), candidates, choices);
  }

  /** One kind of id: how much speaks for it, and in how many tables it stands. */
  private record Rank(
      String identity, String name, int weight, Set<TableId> tables, boolean byKey) {
    /** Whether it stands in tables where the best does not, and often enough to be meant. */
    boolean rivals(Rank best) {
      boolean sameRank = weight >= Axis.FIRST_RANK || best.weight() < Axis.FIRST_RANK;
      Set<TableId> alone = new LinkedHashSet<>(tables);
      alone.removeAll(best.tables());
      boolean often =
          weight >= Axis.ENOUGH
              ? tables.size() * 2 >= best.tables().size()
              : weight == SchemaShape.WEIGHT && tables.size() >= best.tables().size();
      return sameRank && often && !alone.isEmpty();
    }
  }

  private static List<Rank> ranks(List<Candidate> candidates) {
    Map<String, List<Candidate>> groups =
        candidates.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.identity().key(), LinkedHashMap::new, Collectors.toList()));
    return groups.entrySet().stream()
        .filter(group -> group.getValue().stream().anyMatch(one -> !one.own()))
        .map(group -> rank(group.getKey(), group.getValue()))
        .sorted(
            Comparator.comparing((Rank rank) -> rank.weight() < Axis.FIRST_RANK)
                .thenComparing(rank -> -rank.weight() * rank.tables().size())
                .thenComparing(Rank::identity))
        .toList();
  }

  private static Rank rank(String identity, List<Candidate> group) {
    List<Candidate> others = group.stream().filter(one -> !one.own()).toList();
    Candidate best = others.stream().max(Comparator.comparingInt(Candidate::weight)).orElseThrow();
    return new Rank(
        identity,
        best.column().name(),
        best.weight(),
        others.stream()
            .map(one -> one.table().id())
            .collect(Collectors.toCollection(LinkedHashSet::new)),
        others.stream().anyMatch(one -> one.identity().byKey()));
  }

  /** The column of a table; empty where it has none. */
  Optional<OwnerColumn> of(SchemaTable table) {
    for (String name : choices.columns(axis)) {
      Optional<TableColumn> said = table.column(name).filter(TableColumn::canOwn);
      if (said.isPresent()) {
        return said.map(
            column ->
                new OwnerColumn(
                    name, column.type(), "", "you said so; " + column.type(), Confidence.SURE));
      }
    }
    List<Candidate> here =
        candidates.stream()
            .filter(one -> one.table().id().equals(table.id()))
            .filter(one -> identities.contains(one.identity().key()))
            .sorted(
                Comparator.comparing((Candidate one) -> !one.own())
                    .thenComparing(one -> -one.weight())
                    .thenComparing(one -> !one.plain()))
            .toList();
    return here.isEmpty() ? Optional.empty() : Optional.of(chosen(here));
  }

  private OwnerColumn chosen(List<Candidate> here) {
    Candidate best = here.getFirst();
    List<String> equals =
        here.stream()
            .filter(
                one -> one.weight() == best.weight() && one.plain() == best.plain() && !one.own())
            .map(one -> one.column().name())
            .toList();
    boolean several = equals.size() > 1 && !best.own();
    boolean settled = best.own() && !choices.columns(axis).isEmpty();
    Confidence own =
        several || best.weight() < Axis.ENOUGH && !settled
            ? Confidence.UNSURE
            : best.identity().byKey() ? Confidence.SURE : Confidence.LIKELY;
    return new OwnerColumn(
        best.column().name(),
        best.column().type(),
        best.identity().key(),
        best.why()
            + (several ? "; but so is " + String.join(", ", equals.subList(1, equals.size())) : ""),
        own.compareTo(confidence) > 0 ? own : confidence);
  }

  /** Columns that may say it and are not believed before a person does; none where it is clear. */
  List<String> unsure(SchemaTable table, String tenantColumn) {
    if (of(table).filter(found -> found.confidence() != Confidence.UNSURE).isPresent()) {
      return List.of();
    }
    return candidates.stream()
        .filter(one -> one.table().id().equals(table.id()) && !one.own())
        .filter(one -> !one.column().name().equals(tenantColumn))
        .filter(one -> confidence == Confidence.UNSURE || identities.contains(one.identity().key()))
        .sorted(Comparator.comparing(one -> -one.weight()))
        .map(one -> one.column().name())
        .distinct()
        .toList();
  }

  /** A column that says it with ids of something else. */
  Optional<Candidate> foreign(SchemaTable table) {
    return candidates.stream()
        .filter(one -> one.table().id().equals(table.id()) && !one.own())
        .filter(one -> !identities.contains(one.identity().key()) && one.weight() >= Axis.ENOUGH)
        .max(Comparator.comparingInt(Candidate::weight));
  }
}
