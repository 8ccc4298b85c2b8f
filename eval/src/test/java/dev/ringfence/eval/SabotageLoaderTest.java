package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SabotageLoaderTest {
  private static final String URI = "dev.ringfence.database.PostgresUri";

  @Test
  void replacedMethodDoesSomethingElseAndTheServiceItselfIsAsItWas() throws Exception {
    ClassLoader loader = new SabotageLoader(List.of(new MethodRewrite(URI, "toText", "empty")));
    Class<?> type = Class.forName(URI, true, loader);
    Method parse = type.getMethod("parse", String.class);
    Object uri = parse.invoke(null, "postgresql://a:b@localhost/c");
    assertThat(type.getMethod("toText").invoke(uri)).isEqualTo("");
    assertThat(dev.ringfence.database.PostgresUri.parse("postgresql://a:b@localhost/c").toText())
        .isEqualTo("postgresql://a:b@localhost:5432/c");
  }

  @Test
  void labItselfIsNotLoadedAnew() throws Exception {
    ClassLoader loader = new SabotageLoader(List.of());
    assertThat(Class.forName("dev.ringfence.eval.Judge", true, loader)).isSameAs(Judge.class);
  }

  @Test
  void sabotageOfWhatIsNotThereIsAMistake() {
    assertThatThrownBy(
            () -> new SabotageLoader(List.of(new MethodRewrite(URI, "missing", "nothing"))))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("has no method missing");
    assertThatThrownBy(
            () -> new SabotageLoader(List.of(new MethodRewrite(URI + "x", "a", "nothing"))))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("there is no class");
    assertThatThrownBy(
            () -> new SabotageLoader(List.of(new MethodRewrite(URI, "toText", "nothing"))))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("returns something");
  }
}
