package dev.ringfence.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SabotageLoaderTest {
  private static final String URI = "dev.ringfence.database.PostgresUri";
  private static final String STORE = "dev.ringfence.retrieval.DocumentStore";
  private static final String READER_INSIDE = "dev.ringfence.parsing.DocumentReader.inThisProcess";

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
  void callThatIsTakenAwayLeavesTheRestOfItsMethodAsItWas() throws Exception {
    String text = "postgresql://a:b@localhost/c";
    Object uri = parse(new CallRewrite(URI, "toText", "equals", "false"), text);
    assertThat(uri.getClass().getMethod("toText").invoke(uri))
        .isEqualTo("postgresql://a:b@localhost:5432/c?sslmode=disable");
  }

  @Test
  void pieceOfATextThatIsTakenAwayLeavesTheRestOfIt() {
    assertThatThrownBy(
            () ->
                parse(
                    new TextRewrite(URI, "parse", " is 1 to 65535"),
                    "postgresql://a:b@localhost:99999/c"))
        .cause()
        .hasMessage("a database URI's port");
  }

  private static Object parse(Rewrite rewrite, String text) throws Exception {
    ClassLoader loader = new SabotageLoader(List.of(rewrite));
    return Class.forName(URI, true, loader).getMethod("parse", String.class).invoke(null, text);
  }

  @Test
  void callIsMadeOnTheCollaboratorThatItsInterfaceGives() throws Exception {
    byte[] sound = bytes(STORE);
    byte[] rewritten =
        new CollaboratorRewrite(STORE, "bringIn", "read", READER_INSIDE).apply(sound);
    assertThat(calledIn(sound, "bringIn")).contains("read").doesNotContain("inThisProcess");
    assertThat(calledIn(rewritten, "bringIn")).containsSequence("inThisProcess", "read");
  }

  private static List<String> calledIn(byte[] classFile, String method) {
    return ClassFile.of().parse(classFile).methods().stream()
        .filter(m -> m.methodName().equalsString(method))
        .flatMap(m -> m.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(InvokeInstruction.class::isInstance)
        .map(element -> ((InvokeInstruction) element).name().stringValue())
        .toList();
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
    assertThatThrownBy(() -> new CallRewrite(URI, "toText", "missing", "true").apply(bytes()))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("toText calls no missing");
    assertThatThrownBy(() -> new CallRewrite(URI, "toText", "equals", "nothing").apply(bytes()))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("returns something");
    assertThatThrownBy(() -> new TextRewrite(URI, "toText", "missing").apply(bytes()))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("no text with missing");
    assertThatThrownBy(() -> new MethodRewrite(URI, "port", "null").apply(bytes()))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("returns no object");
    assertThatThrownBy(
            () -> new CollaboratorRewrite(URI, "toText", "read", READER_INSIDE).apply(bytes()))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("toText calls no read");
  }

  private static byte[] bytes() throws IOException {
    return bytes(URI);
  }

  private static byte[] bytes(String type) throws IOException {
    try (InputStream in =
        SabotageLoaderTest.class.getResourceAsStream("/" + type.replace('.', '/') + ".class")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }
}
