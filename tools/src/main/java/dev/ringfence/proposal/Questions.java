package dev.ringfence.proposal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What has to be said before more can be proposed: first which tenant, then which customer. */
final class Questions {
  private final List<Verdict> verdicts;
  private final AxisChoice tenant;
  private final AxisChoice owner;

  Questions(List<Verdict> verdicts, AxisChoice tenant, AxisChoice owner) {
    this.verdicts = verdicts;
    this.tenant = tenant;
    this.owner = owner;
  }

  List<Question> all() {
    List<Verdict.Undecided> undecided = of(Verdict.Undecided.class).toList();
    if (undecided.isEmpty()) {
      return ofCustomers();
    }
    List<String> columns =
        Stream.concat(
                tenant.rivals().stream(),
                undecided.stream()
                    .filter(one -> !one.table().primaryKey().equals(List.of(one.column())))
                    .map(Verdict.Undecided::column))
            .distinct()
            .toList();
    List<String> settled =
        of(Verdict.Protect.class).map(one -> one.tenant().name()).distinct().toList();
    return List.of(
        new Question(
            Axis.TENANT,
            columns,
            settled,
            undecided.stream().map(one -> one.table().id()).toList(),
            "which tenant a row belongs to"));
  }

  private List<Question> ofCustomers() {
    List<String> settled =
        of(Verdict.Protect.class)
            .filter(one -> !one.table().primaryKey().equals(owners(one)))
            .flatMap(one -> owners(one).stream())
            .distinct()
            .toList();
    Map<List<String>, List<TableId>> waiting = new LinkedHashMap<>();
    of(Verdict.Protect.class)
        .filter(one -> one.owner().isEmpty())
        .forEach(
            one -> {
              List<String> columns = owner.unsure(one.table(), one.tenant().name());
              if (!columns.isEmpty()) {
                waiting.computeIfAbsent(columns, _ -> new ArrayList<>()).add(one.table().id());
              }
            });
    return waiting.entrySet().stream()
        .map(
            entry ->
                new Question(
                    Axis.CUSTOMER,
                    entry.getKey(),
                    settled,
                    entry.getValue(),
                    "which customer a row belongs to"))
        .toList();
  }

  private static List<String> owners(Verdict.Protect verdict) {
    return Optional.of(verdict).flatMap(Verdict.Protect::owner).stream()
        .map(OwnerColumn::name)
        .toList();
  }

  private <T extends Verdict> Stream<T> of(Class<T> kind) {
    return verdicts.stream().filter(kind::isInstance).map(kind::cast);
  }
}
