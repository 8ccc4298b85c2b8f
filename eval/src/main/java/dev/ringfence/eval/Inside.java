package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.database.PostgresUri;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What of a service no route leads to, and what is a protection all the same: the taking of tools,
 * what is asked of a server of embeddings, exports. It is called by name, behind the class loader
 * of that service, so that what a sabotage took away is away here too.
 */
final class Inside {
  private static final String CLI = "dev.ringfence.cli.";

  private final ClassLoader loader;
  private final Object instance;
  private final Path folder;

  /**
   * @param folder where the service has its settings
   */
  Inside(ClassLoader loader, Object instance, Path folder) {
    this.loader = loader;
    this.instance = instance;
    this.folder = folder;
  }

  /** Has the service offer the tools of a file from now on; false where it refuses them. */
  boolean offers(String tools) {
    try {
      Field field = instance.getClass().getDeclaredField("service");
      field.setAccessible(true);
      Object file =
          InProcessService.callStatic(
              InProcessService.type(loader, "dev.ringfence.tools.ToolFile"),
              "parse",
              "tools.yaml",
              tools.getBytes(UTF_8));
      InProcessService.call(Objects.requireNonNull(field.get(instance)), "reload", file);
      return true;
    } catch (ReflectiveOperationException e) {
      throw new LabException("the service takes no tools", e);
    } catch (InProcessService.Failure e) {
      String why = String.valueOf(e.getCause());
      if (why.contains("RefusedTools")) {
        return false;
      }
      throw new LabException("the service did not read the tools: " + why, e);
    }
  }

  /** Puts the tools of the demo companies back. */
  void offersItsOwn() {
    try {
      Field field = instance.getClass().getDeclaredField("service");
      field.setAccessible(true);
      Object own =
          InProcessService.callStatic(
              InProcessService.type(loader, CLI + "DemoInstance"), "demoTools");
      InProcessService.call(Objects.requireNonNull(field.get(instance)), "reload", own);
    } catch (ReflectiveOperationException | InProcessService.Failure e) {
      throw new LabException("the service did not take its own tools back", e);
    }
  }

  /**
   * Asks a server of embeddings for a question's vector and for passages', as the service does
   * where one is set; what it answers is of no account, nor whether it was asked.
   */
  void embeds(String serverUrl, String question, List<String> passages) {
    try {
      Object configuration =
          InProcessService.callStatic(
              InProcessService.type(loader, CLI + "Configuration"),
              "load",
              Map.of(
                  "RINGFENCE_EMBEDDING_BASE_URL",
                  serverUrl,
                  "RINGFENCE_EMBEDDING_MODEL",
                  "of-the-lab"),
              folder.resolve("ringfence.yaml"));
      Object bundled =
          Objects.requireNonNull(
              InProcessService.call(
                  Objects.requireNonNull(InProcessService.call(instance, "embedders")),
                  "original"));
      Object models =
          InProcessService.callStatic(
              InProcessService.type(loader, CLI + "CommonSettings"),
              "embedders",
              configuration,
              bundled);
      Object served = Objects.requireNonNull(InProcessService.call(models, "wanted"));
      ask(served, "embedQuery", question);
      ask(served, "embed", passages);
    } catch (ReflectiveOperationException | InProcessService.Failure e) {
      throw new LabException("the service asks no server of embeddings: " + e.getMessage(), e);
    }
  }

  /** A text that is kept from leaving is refused, which is right. */
  private static void ask(Object served, String method, Object texts)
      throws InProcessService.Failure {
    try {
      InProcessService.call(served, method, texts);
    } catch (InProcessService.Failure e) {
      if (!String.valueOf(e.getCause()).contains("RefusedTextException")) {
        throw e;
      }
    }
  }

  /** Exports what one customer has into a folder that is new or empty. */
  void exports(PostgresUri admin, String tenant, String customer, Path into) {
    try {
      Class<?> uri = InProcessService.type(loader, "dev.ringfence.database.PostgresUri");
      Class<?> progress = InProcessService.type(loader, "dev.ringfence.tenancy.TenancyProgress");
      Class<?> format = InProcessService.type(loader, "dev.ringfence.tenancy.Export$Format");
      Constructor<?> export =
          InProcessService.type(loader, "dev.ringfence.tenancy.Export").getConstructors()[0];
      InProcessService.call(
          export.newInstance(
              InProcessService.callStatic(uri, "parse", admin.toText()),
              Clock.systemUTC(),
              "lab",
              Proxy.newProxyInstance(
                  loader, new Class<?>[] {progress}, (proxy, method, given) -> null)),
          "run",
          tenant,
          customer,
          into,
          Objects.requireNonNull(format.getEnumConstants())[0]);
    } catch (ReflectiveOperationException | InProcessService.Failure e) {
      throw new LabException("the service did not export: " + e.getMessage(), e);
    }
  }
}
