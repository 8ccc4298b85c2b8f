package dev.ringfence.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringfence.eval.WorldTrace.Difference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The oracle of two worlds: each session is played, then played again where nothing is another but
 * rows that are none of its person's business, and every tap must have seen the same bytes. Time
 * and ids are held, and what a session wrote is undone before the next world.
 *
 * <p>A world that is the same shows whether the comparison is steady, and one in which the person's
 * own rows are others shows whether it sees anything.
 */
final class WorldsRun {
  /** Sessions that are asked whether they notice what is their own. */
  private static final int NOTICING = 6;

  private final Experiment lab;
  private final WorldsTally tally;
  private final Consumer<String> progress;

  WorldsRun(Experiment lab, WorldsTally tally, Consumer<String> progress) {
    this.lab = lab;
    this.tally = tally;
    this.progress = progress;
  }

  /** Sessions and changes of a seed, on one service. */
  static WorldsTally of(
      Experiment lab, long seed, int sessions, int changes, Consumer<String> progress) {
    WorldsTally tally = new WorldsTally(seed);
    new WorldsRun(lab, tally, progress)
        .run(
            sessions(lab, seed).draw(sessions), new WorldChanges(lab.database).draw(seed, changes));
    return tally;
  }

  static WorldSessions sessions(Experiment lab, long seed) {
    Map<Persona, Facts> facts = new EnumMap<>(Persona.class);
    Map<Persona, Map<String, JsonNode>> tools = new EnumMap<>(Persona.class);
    for (Persona persona : Persona.values()) {
      facts.put(persona, lab.population.facts(persona, lab.book));
      Map<String, JsonNode> offered = tools(lab, persona);
      tools.put(persona, offered);
    }
    // Clients of MCP sign in, so nobody lists a visitor's tools; it is the search alone.
    tools.put(Persona.VISITOR, Map.of());
    return new WorldSessions(seed, facts, tools);
  }

  private static Map<String, JsonNode> tools(Experiment lab, Persona persona) {
    Map<String, JsonNode> offered = new LinkedHashMap<>();
    String list = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}";
    lab.client
        .send("POST", ServiceClient.MCP, lab.population.of(persona).token(), list, Map.of())
        .json()
        .at("/result/tools")
        .forEach(tool -> offered.put(tool.path("name").asText(), tool.path("inputSchema")));
    return offered;
  }

  /** Compares each session with itself in every world that is none of its person's business. */
  void run(List<WorldSession> sessions, List<WorldChange> changes) {
    lab.launch.clock.hold(Instant.now());
    try (ServiceLog log = ServiceLog.of(lab.launch.loader());
        WorldStore _ = WorldStore.keep(lab.database, "before_worlds")) {
      WorldPlayer player = new WorldPlayer(lab, log);
      WorldSessions.before(lab).forEach(player::play);
      compare(sessions, changes, player);
    } finally {
      lab.launch.release();
    }
  }

  private void compare(List<WorldSession> sessions, List<WorldChange> changes, WorldPlayer player) {
    WorldChanges own = new WorldChanges(lab.database);
    Map<WorldSession, WorldTrace> first = new LinkedHashMap<>();
    Set<WorldSession> steady = new LinkedHashSet<>();
    try (WorldStore store = WorldStore.keep(lab.database, "worlds")) {
      Map<Persona, List<WorldSession>> byPerson = byPerson(sessions);
      progress.accept("the first world: " + sessions.size() + " sessions");
      byPerson.forEach(
          (persona, theirs) -> {
            store.putBack();
            theirs.forEach(session -> first.put(session, player.play(session)));
            store.putBack();
            theirs.forEach(session -> again(session, first, player, steady));
            notice(persona, theirs, own, store, first, player);
          });
      for (int i = 0; i < changes.size(); i++) {
        progress.accept("world %d of %d; %s".formatted(i + 1, changes.size(), tally.progress()));
        WorldChange change = changes.get(i);
        byPerson.forEach(
            (persona, theirs) -> {
              if (!change.concerns(lab.population.of(persona))) {
                store.putBack();
                tally.applied(change, store.apply(change));
                theirs.forEach(
                    session -> compare(session, change, first, player, steady.contains(session)));
              }
            });
      }
    }
  }

  private static Map<Persona, List<WorldSession>> byPerson(List<WorldSession> sessions) {
    Map<Persona, List<WorldSession>> all = new EnumMap<>(Persona.class);
    sessions.forEach(
        session -> all.computeIfAbsent(session.persona(), _ -> new ArrayList<>()).add(session));
    return all;
  }

  private void again(
      WorldSession session,
      Map<WorldSession, WorldTrace> first,
      WorldPlayer player,
      Set<WorldSession> steady) {
    WorldTrace here = trace(first, session);
    tally.played(session, here);
    List<Difference> differences = WorldTrace.differences(here, player.play(session));
    if (differences.isEmpty()) {
      steady.add(session);
    } else {
      tally.unsteady(session, differences);
    }
  }

  private void notice(
      Persona persona,
      List<WorldSession> theirs,
      WorldChanges changes,
      WorldStore store,
      Map<WorldSession, WorldTrace> first,
      WorldPlayer player) {
    store.putBack();
    store.apply(changes.own(lab.population.of(persona)));
    for (WorldSession session : theirs.subList(0, Math.min(NOTICING, theirs.size()))) {
      if (!WorldTrace.differences(trace(first, session), player.play(session)).isEmpty()) {
        tally.noticesItsOwn(persona);
      }
    }
  }

  /** An unsteady session is played too: it writes what those behind it find. */
  private void compare(
      WorldSession session,
      WorldChange change,
      Map<WorldSession, WorldTrace> first,
      WorldPlayer player,
      boolean isSteady) {
    WorldTrace there = player.play(session);
    if (isSteady) {
      tally.compared(session, change, WorldTrace.differences(trace(first, session), there));
    }
  }

  private static WorldTrace trace(Map<WorldSession, WorldTrace> first, WorldSession session) {
    WorldTrace trace = first.get(session);
    if (trace == null) {
      throw new LabException("a session has no first world");
    }
    return trace;
  }
}
