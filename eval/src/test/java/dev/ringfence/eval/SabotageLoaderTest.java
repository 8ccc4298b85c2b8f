package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;
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

  @Test
  void oneCallOfSeveralIsTakenAwayAndTheOthersStay() throws Exception {
    String text = "postgresql://a:b@localhost/c";
    // The first part that is read is the user, the second the password.
    Object uri = parse(new CallRewrite(URI, "parse", "decode", 2, "empty"), text);
    assertThat(uri.getClass().getMethod("toText").invoke(uri))
        .isEqualTo("postgresql://a@localhost:5432/c");
    assertThatThrownBy(() -> new CallRewrite(URI, "parse", "decode", 9, "empty").apply(bytes()))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("calls no decode for the time no. 9");
  }

  @Test
  void whatACallWasMadeOnOrWithStaysInItsPlace() throws Exception {
    Object uri =
        parse(new CallRewrite(URI, "parse", "strip", "receiver"), "postgresql://a:b@localhost/c");
    assertThat(uri.getClass().getMethod("toText").invoke(uri)).asString().endsWith("/c");
    Object encoded =
        parse(new CallRewrite(URI, "parse", "decode", "argument"), "postgresql://a%20b:c@h/d");
    assertThat(encoded.getClass().getMethod("user").invoke(encoded)).isEqualTo("a%20b");
    assertThatThrownBy(() -> new CallRewrite(URI, "parse", "decode", "receiver").apply(bytes()))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("is called on nothing");
    assertThatThrownBy(() -> new CallRewrite(URI, "parse", "strip", "argument").apply(bytes()))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("is not given one argument");
  }

  @Test
  void numberStandsForWhatACallCountsAndForNothingElse() throws Exception {
    Object uri =
        parse(
            new CallRewrite(URI, "parse", "parseInt", "number 7"),
            "postgresql://a:b@localhost:9/c");
    assertThat(uri.getClass().getMethod("port").invoke(uri)).isEqualTo(7);
    assertThatThrownBy(() -> new CallRewrite(URI, "parse", "strip", "number 7").apply(bytes()))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("returns no number");
  }

  @Test
  void callIsMadeOnTheOtherMethodOfTheSameClass() throws Exception {
    Object uri =
        parse(
            new OtherCallRewrite(URI, "toText", "encode", "decode"), "postgresql://a%2520b:c@h/d");
    assertThat(uri.getClass().getMethod("toText").invoke(uri)).asString().contains("//a b:");
    assertThatThrownBy(
            () -> new OtherCallRewrite(URI, "toText", "missing", "decode").apply(bytes()))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("toText calls no missing");
  }

  @Test
  void resourceIsReadWithoutAPieceOfItAndTheOneOnDiskIsAsItWas() throws Exception {
    String tools = "demo/tools.yaml";
    String mask = ", mask: secret";
    ClassLoader loader = new SabotageLoader(List.of(new ResourceRewrite(tools, mask)));
    assertThat(text(loader, tools)).contains("api_key").doesNotContain(mask);
    assertThat(text(SabotageLoaderTest.class.getClassLoader(), tools)).contains(mask);
    assertThatThrownBy(
            () -> new SabotageLoader(List.of(new ResourceRewrite(tools, "there is none"))))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("has no there is none");
    assertThatThrownBy(() -> new SabotageLoader(List.of(new ResourceRewrite("none.yaml", "x"))))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("there is no resource none.yaml");
  }

  private static String text(ClassLoader loader, String resource) throws IOException {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
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
