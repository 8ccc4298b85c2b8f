package dev.ringfence.proposal;

import java.util.List;

/**
 * What a person has to say before anything is proposed for some tables.
 *
 * @param columns to choose from, by name
 * @param settled columns that say it already in other tables, and go on doing so
 * @param tables that wait for it
 * @param why what the column is to say, in words
 */
public record Question(
    Axis axis, List<String> columns, List<String> settled, List<TableId> tables, String why) {
  public Question {
    columns = List.copyOf(columns);
    settled = List.copyOf(settled);
    tables = List.copyOf(tables);
  }

  /** The columns as a terminal may show them. */
  public List<String> shownColumns() {
    return columns.stream().map(Text::shown).toList();
  }

  /** The choices of somebody who says that it is this column. */
  public Choices answered(Choices choices, String column) {
    Choices all = choices;
    for (String name : settled) {
      all = all.columns(axis).contains(name) ? all : all.with(axis, name);
    }
    return all.with(axis, column);
  }

  /** The choices of somebody who says that it is none of them. */
  public Choices denied(Choices choices) {
    Choices all = choices;
    for (String column : axis == Axis.CUSTOMER ? columns : List.<String>of()) {
      all = all.without(column);
    }
    return all;
  }
}
