package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The tasks that there are, and files that say something else. */
final class TaskFileTest {
  private static List<Task> read(String yaml) {
    Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return TaskFile.read("own", AttackFile.maps(document));
  }

  @Test
  void thereAreThreeHundredTasksThatDifferInMoreThanWhoAsks() {
    List<Task> tasks = TaskCorpus.load();
    Set<String> kinds = tasks.stream().map(Task::kind).collect(Collectors.toSet());
    assertThat(tasks).hasSizeGreaterThanOrEqualTo(600);
    assertThat(kinds).hasSizeGreaterThanOrEqualTo(300);
    // What is run for each change is enough by itself.
    assertThat(Profile.CI.tasks(tasks, 1)).hasSizeGreaterThanOrEqualTo(300);
  }

  @Test
  void everyLanguageToolDoorAndPersonHasTasks() {
    List<Task> tasks = TaskCorpus.load();
    assertThat(tasks)
        .extracting(Task::language)
        .contains("en", "es", "de", "fr", "it", "pt", "pl", "zh");
    assertThat(tasks).extracting(Task::door).contains(Task.Door.values());
    assertThat(tasks)
        .extracting(task -> task.who().tenant() + "/" + task.who().user())
        .contains("acme/", "globex/", "acme/ana", "acme/ben", "acme/cleo", "acme/sam")
        .contains("globex/gil", "globex/gwen", "globex/gus", "globex/stu");
    assertThat(tasks)
        .flatExtracting(Task::steps)
        .flatExtracting(Task.Step::calls)
        .extracting(Task.Call::tool)
        .contains("search_knowledge", "my_profile", "list_invoices", "get_invoice")
        .contains("list_bookings", "my_subscription", "list_tickets", "get_ticket", "list_files")
        .contains("list_automation_runs", "find_customer", "customer_invoices")
        .contains("customer_bookings", "customer_tickets", "customer_notes")
        .contains("cancel_booking", "open_ticket", "change_phone");
  }

  @Test
  void aPartFollowsFromTheSeed() {
    List<Task> tasks = TaskCorpus.load();
    List<Task> part = TaskCorpus.part(tasks, 4, 9);
    assertThat(part).hasSize(tasks.size() / 4).isEqualTo(TaskCorpus.part(tasks, 4, 9));
    assertThat(part).isNotEqualTo(TaskCorpus.part(tasks, 4, 10));
    assertThat(new HashSet<>(part)).hasSameSizeAs(part);
  }

  @Test
  void anEntryIsAsManyTasksAsItHasPeopleAndLanguages() {
    List<Task> tasks =
        read(
            "{name: a, as: [acme/sam, globex/stu], about: [ana, gil], says: {en: A?, de: B?},"
                + " search: true, holds: c}");
    assertThat(tasks)
        .extracting(Task::label)
        .containsExactly(
            "own/a as acme/sam about ana (en)",
            "own/a as globex/stu about gil (en)",
            "own/a as acme/sam about ana (de)",
            "own/a as globex/stu about gil (de)");
    assertThat(tasks.getLast().steps().getFirst().says()).isEqualTo("B?");
    assertThat(tasks.getLast().steps().getFirst().calls().getFirst().arguments())
        .containsEntry("query", "A?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{as: acme, says: A?, search: true, holds: b}; has no name",
        "{name: n, as: acme, says: A?, search: true, holds: b, expects: c}; no key expects",
        "{name: n, says: A?, search: true, holds: b}; nobody asks",
        "{name: n, as: acme/nobody, says: A?, search: true, holds: b}; nobody who is acme/nobody",
        "{name: n, as: globex/ana, says: A?, search: true, holds: b}; nobody who is globex/ana",
        "{name: n, as: acme/sam, about: zoe, says: A?, search: true, holds: b}; no customer zoe",
        "{name: n, as: acme, says: {xx: A?}, search: true, holds: b}; no language xx",
        "{name: n, as: acme, says: ' ', search: true, holds: b}; says nothing in en",
        "{name: n, as: acme, says: A?, search: true}; what it has to hold",
        "{name: n, as: acme, says: A?, holds: b}; neither calls nor an answer",
        "{name: n, as: acme, says: A?, search: true, holds: b, door: window}; no door window",
        "{name: n, as: acme, door: completions, says: A?, search: true, holds: b}; signed in",
        "{name: n, as: acme, says: A?, search: true, holds: b, approves: yes please}; true or false",
        "{name: n, as: acme, says: A?, search: true, holds: {b: c}}; holds is a text",
        "{name: n, as: acme, says: A?, answers: 3, holds: b}; answers is a text",
        "{name: n, as: acme, says: A?, search: true, holds: b, then: [{said: B?}]}; no key said",
        "{name: n, as: acme, says: A?, search: true, holds: b, brings: {file: c}}; no key file",
        "{name: n, as: acme, says: A?, search: true, holds: b, brings: {path: c}}; has no text"
      })
  void whatIsNoTaskIsNamedWithItsReason(String yaml, String why) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(LabException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("own");
  }

  @Test
  void sameTaskUnderAnotherNameIsRefused() {
    List<Task> twice =
        new ArrayList<>(read("{name: a, as: acme, says: A?, search: true, holds: b}"));
    twice.addAll(read("{name: c, as: acme, says: A?, search: true, holds: b}"));
    assertThatThrownBy(() -> TaskCorpus.distinct(twice)).hasMessageContaining("once more");
  }
}
