package dev.ringfence.eval;

import dev.ringfence.eval.Attack.CallPlan;
import dev.ringfence.eval.Attack.Door;
import dev.ringfence.eval.Attack.Expected;
import dev.ringfence.eval.Attack.FilePlan;
import dev.ringfence.eval.Attack.ProposalPlan;
import dev.ringfence.eval.Attack.RequestPlan;
import dev.ringfence.eval.Attack.Scene;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes an attack down as {@link AttackFile} reads it. */
final class AttackText {
  private static final int WIDTH = 100;

  private AttackText() {}

  /** An entry of a file of attacks, with whatever is not as it is anyway. */
  static String of(Attack attack) {
    Map<String, Object> entry = new LinkedHashMap<>();
    Scene scene = attack.scene();
    entry.put("family", attack.family());
    entry.put("name", attack.name());
    entry.put("personas", scene.personas().stream().sorted().map(Persona::label).toList());
    put(entry, "quiet", scene.quiet());
    put(entry, "door", scene.door() == Door.CHAT ? "" : lower(scene.door()));
    put(entry, "proposes", scene.proposes().stream().map(AttackText::proposal).toList());
    put(entry, "brings", scene.brings().stream().map(AttackText::file).toList());
    put(entry, "prepares", scene.prepares());
    if (scene.writes() != 0) {
      entry.put("writes", scene.writes());
    }
    put(entry, "says", attack.says());
    put(entry, "calls", attack.calls().stream().map(AttackText::call).toList());
    put(entry, "answers", attack.answers());
    put(entry, "requests", attack.requests().stream().map(AttackText::request).toList());
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(WIDTH)
            .setUseUnicodeEncoding(false)
            .build();
    return new Dump(settings).dumpToString(List.of(entry));
  }

  private static Map<String, Object> proposal(ProposalPlan plan) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", plan.name());
    entry.put("by", plan.by());
    entry.put("tool", plan.tool());
    entry.put("arguments", plan.arguments());
    return entry;
  }

  private static Map<String, Object> file(FilePlan plan) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", plan.name());
    entry.put("by", plan.by());
    entry.put("path", plan.path());
    entry.put("text", plan.text());
    return entry;
  }

  private static Map<String, Object> call(CallPlan plan) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("tool", plan.tool());
    put(entry, "fill", plan.fill());
    put(entry, "value", plan.value());
    put(entry, "arguments", plan.arguments());
    put(entry, "raw", plan.raw());
    put(entry, "learned", plan.learned());
    return entry;
  }

  private static Map<String, Object> request(RequestPlan plan) {
    Map<String, Object> entry = new LinkedHashMap<>();
    put(entry, "sql", plan.sql());
    put(entry, "rebinds", plan.rebinds());
    entry.put("method", plan.method());
    put(entry, "path", plan.path());
    put(entry, "body", plan.body());
    entry.put("as", plan.as());
    put(entry, "headers", plan.headers());
    Expected expected = plan.expected();
    put(entry, "expect", expected.status());
    put(entry, "shows", expected.shows());
    put(entry, "hides", expected.hides());
    put(entry, "same", expected.same());
    put(entry, "refused", expected.refused());
    put(entry, "eventually", expected.eventually());
    return entry;
  }

  /** What is empty or false is so without being said. */
  private static void put(Map<String, Object> entry, String key, Object value) {
    boolean silent =
        switch (value) {
          case Boolean flag -> !flag;
          case String text -> text.isEmpty();
          case List<?> list -> list.isEmpty();
          case Map<?, ?> map -> map.isEmpty();
          default -> false;
        };
    if (!silent) {
      entry.put(key, value);
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
