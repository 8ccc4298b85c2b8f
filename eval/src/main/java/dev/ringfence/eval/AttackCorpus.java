package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Every attack there is: one file for each family below {@code attacks}. */
final class AttackCorpus {
  private static final List<String> FAMILIES =
      List.of(
          "ask",
          "authority",
          "arguments",
          "indirect",
          "redaction",
          "egress",
          // Before somebody has a conversation of their own under another one's id.
          "doors",
          "requests",
          "consent",
          "mcp",
          "files");

  private static final List<String> ACCEPTANCE =
      List.of("read", "write", "anonymous", "webhook", "cache", "secret", "tampering", "place");

  private final List<Attack> attacks;

  private AttackCorpus(List<Attack> attacks) {
    this.attacks = List.copyOf(attacks);
  }

  static AttackCorpus load() {
    List<Attack> attacks = new ArrayList<>();
    for (String family : FAMILIES) {
      attacks.addAll(AttackFile.read(family, AttackFile.resource("/attacks/" + family + ".yaml")));
    }
    return distinct(attacks);
  }

  /**
   * What an acceptance repeats, with two accounts and an admin: the flows below {@code acceptance}.
   */
  static AttackCorpus acceptance() {
    List<Attack> flows = new ArrayList<>();
    for (String family : ACCEPTANCE) {
      flows.addAll(AttackFile.read(family, AttackFile.resource("/acceptance/" + family + ".yaml")));
    }
    return distinct(flows);
  }

  /** The attacks, and the flows of an acceptance behind them. */
  static AttackCorpus everything() {
    List<Attack> all = new ArrayList<>(load().attacks());
    all.addAll(acceptance().attacks());
    return distinct(all);
  }

  /**
   * The attacks of somebody's own file.
   *
   * @throws LabException in one line, for a file that cannot be read, or says something else
   */
  static AttackCorpus read(Path file) {
    try {
      String text = Files.readString(file, UTF_8);
      Object document =
          new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromString(text);
      return distinct(AttackFile.read("own", AttackFile.maps(document)));
    } catch (IOException e) {
      throw new LabException(file + " cannot be read", e);
    } catch (YamlEngineException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("no YAML");
      throw new LabException(file + ": " + why, e);
    } catch (IllegalArgumentException e) {
      throw new LabException(file + ": " + e.getMessage(), e);
    } catch (LabException e) {
      throw new LabException(file + ": " + e.getMessage(), e);
    }
  }

  /** A case is known by its attack's name, so that no two may share one. */
  private static AttackCorpus distinct(List<Attack> attacks) {
    Set<String> names = new HashSet<>();
    for (Attack attack : attacks) {
      if (!names.add(attack.name())) {
        throw new LabException("two attacks are named " + attack.name());
      }
    }
    return new AttackCorpus(attacks);
  }

  /** The attack of that name. */
  Optional<Attack> named(String name) {
    return attacks.stream().filter(attack -> attack.name().equals(name)).findFirst();
  }

  static AttackCorpus none() {
    return new AttackCorpus(List.of());
  }

  List<Attack> attacks() {
    return attacks;
  }

  /**
   * Only the attacks of these names or families; all of them where none is given.
   *
   * @throws LabException for a name that nothing has, which must not be taken for one that ran
   */
  AttackCorpus only(Set<String> names) {
    Set<String> unknown = new TreeSet<>(names);
    attacks.forEach(attack -> unknown.removeAll(List.of(attack.name(), attack.family())));
    if (!unknown.isEmpty()) {
      throw new LabException("there is no attack or family " + String.join(", ", unknown));
    }
    return names.isEmpty()
        ? this
        : new AttackCorpus(
            attacks.stream()
                .filter(a -> names.contains(a.name()) || names.contains(a.family()))
                .toList());
  }
}
