package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringfence.database.PostgresUri;
import io.vertx.sqlclient.Row;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What of a service no route leads to, and what is a protection all the same: the taking of tools,
 * what is asked of a server of embeddings, exports. It is called by name, behind the class loader
 * of that service, so that what a sabotage took away is away here too.
 */
final class Inside {
  private static final String CLI = "dev.ringfence.cli.";

  /** What the lab's receipts are signed with, 32 bytes, and another instance's. */
  static final String RECEIPTS = "receipts of an instance: the lab";

  static final String OTHER_RECEIPTS = "receipts of an instance: another";

  /** What SQL of a tool is given to run in. */
  static final Duration LIMIT = Duration.ofSeconds(5);

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

  /** Every way into it, as its router has it: the method and the path. */
  List<String> routes() {
    try {
      Object routes = Objects.requireNonNull(InProcessService.call(service(), "routes"));
      return names((Collection<?>) routes);
    } catch (InProcessService.Failure e) {
      throw new LabException("the service tells no routes", e);
    }
  }

  /** The tools of its catalogue. */
  List<String> tools() {
    try {
      Object file =
          InProcessService.callStatic(
              InProcessService.type(loader, CLI + "DemoInstance"), "demoTools");
      return names((Collection<?>) Objects.requireNonNull(InProcessService.call(file, "tools")));
    } catch (ReflectiveOperationException | InProcessService.Failure e) {
      throw new LabException("the service tells no tools", e);
    }
  }

  private static List<String> names(Collection<?> named) throws InProcessService.Failure {
    List<String> names = new ArrayList<>();
    for (Object each : named) {
      names.add(String.valueOf(InProcessService.call(Objects.requireNonNull(each), "name")));
    }
    return names;
  }

  private Object service() {
    try {
      Field field = instance.getClass().getDeclaredField("service");
      field.setAccessible(true);
      return Objects.requireNonNull(field.get(instance));
    } catch (ReflectiveOperationException e) {
      throw new LabException("there is no service in " + instance.getClass(), e);
    }
  }

  /** Has the service offer the tools of a file from now on; false where it refuses them. */
  boolean offers(String tools) {
    try {
      Object file =
          InProcessService.callStatic(
              InProcessService.type(loader, "dev.ringfence.tools.ToolFile"),
              "parse",
              "tools.yaml",
              tools.getBytes(UTF_8));
      InProcessService.call(service(), "reload", file);
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
      Object own =
          InProcessService.callStatic(
              InProcessService.type(loader, CLI + "DemoInstance"), "demoTools");
      InProcessService.call(service(), "reload", own);
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

  /**
   * What a person is shown by SQL that a tool could have declared, on a connection of the service's
   * own pool; of an error, that there was one.
   */
  String shows(Person person, String sql) {
    try {
      String name = person.persona().kind == Persona.Kind.STAFF ? "Staff" : "Customer";
      Object principal =
          InProcessService.type(loader, "dev.ringfence.database.Principal$" + name)
              .getDeclaredConstructor(UUID.class, UUID.class)
              .newInstance(person.tenant(), person.subject());
      Object database = Objects.requireNonNull(InProcessService.call(service(), "database"));
      Object rows =
          InProcessService.call(database, "readDeclared", principal, sql, List.of(), LIMIT);
      StringBuilder shown = new StringBuilder();
      for (Object row : (Iterable<?>) Objects.requireNonNull(rows)) {
        shown.append(row instanceof Row each ? each.deepToString() : "").append('\n');
      }
      return shown.toString();
    } catch (ReflectiveOperationException e) {
      throw new LabException("the service's database cannot be asked", e);
    } catch (InProcessService.Failure e) {
      return "an error";
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
              Proxy.newProxyInstance(loader, new Class<?>[] {progress}, InProcessService::ignore)),
          "run",
          tenant,
          customer,
          into,
          Objects.requireNonNull(format.getEnumConstants())[0]);
    } catch (ReflectiveOperationException | InProcessService.Failure e) {
      throw new LabException("the service did not export: " + e.getMessage(), e);
    }
  }

  /**
   * Erases a customer, or a whole company.
   *
   * @param customer empty for the company
   * @param left tables whose rows stay, as {@code schema.table}
   * @return the receipt, signed with {@link #RECEIPTS}; empty where the service did not come to an
   *     end with it
   */
  Optional<String> erases(PostgresUri admin, String tenant, String customer, Set<String> left) {
    try {
      Class<?> uri = InProcessService.type(loader, "dev.ringfence.database.PostgresUri");
      Class<?> progress = InProcessService.type(loader, "dev.ringfence.tenancy.TenancyProgress");
      Constructor<?> erasure =
          InProcessService.type(loader, "dev.ringfence.tenancy.Erasure").getConstructors()[0];
      Object all =
          erasure.newInstance(
              InProcessService.callStatic(uri, "parse", admin.toText()),
              receiptKey(RECEIPTS),
              Clock.systemUTC(),
              Proxy.newProxyInstance(loader, new Class<?>[] {progress}, InProcessService::ignore),
              left);
      @Nullable String whom = customer.isEmpty() ? null : customer;
      return Optional.of(
          String.valueOf(
              all.getClass()
                  .getMethod("erase", String.class, String.class)
                  .invoke(all, tenant, whom)));
    } catch (InvocationTargetException e) {
      if (String.valueOf(e.getCause()).contains("TenancyException")) {
        return Optional.empty();
      }
      throw new LabException("the service broke off erasing: " + e.getCause(), e);
    } catch (ReflectiveOperationException | InProcessService.Failure e) {
      throw new LabException("the service erases nobody: " + e.getMessage(), e);
    }
  }

  private Object receiptKey(String seed) throws ReflectiveOperationException {
    return InProcessService.type(loader, "dev.ringfence.tenancy.ReceiptKey")
        .getConstructor(byte[].class)
        .newInstance((Object) seed.getBytes(UTF_8));
  }

  /** Whether the service takes a receipt for one that was signed with this. */
  boolean verifies(String receipt, String seed) {
    try {
      Object key = receiptKey(seed);
      Object known = Objects.requireNonNull(InProcessService.call(key, "publicKey"));
      return Objects.equals(
          InProcessService.callStatic(key.getClass(), "verifies", receipt, known), true);
    } catch (ReflectiveOperationException | InProcessService.Failure e) {
      throw new LabException("the service verifies no receipt: " + e.getMessage(), e);
    }
  }

  /**
   * How many chains of the audit do not verify, as a connection sees them in its transaction.
   *
   * @param secret of the audit's key
   */
  int chainFaults(Connection admin, byte[] secret) {
    try {
      Object key =
          InProcessService.type(loader, "dev.ringfence.audit.AuditKey")
              .getConstructor(List.class)
              .newInstance(List.of(secret));
      Object verification =
          InProcessService.type(loader, "dev.ringfence.audit.AuditVerification")
              .getConstructors()[0]
              .newInstance(key, Map.of(), (LongConsumer) _ -> {});
      Method check =
          verification.getClass().getDeclaredMethod("check", Connection.class, UUID.class);
      check.setAccessible(true);
      Object result = Objects.requireNonNull(check.invoke(verification, admin, null));
      return ((Collection<?>) Objects.requireNonNull(InProcessService.call(result, "findings")))
          .size();
    } catch (ReflectiveOperationException | InProcessService.Failure e) {
      throw new LabException("the service verifies no chain: " + e.getMessage(), e);
    }
  }
}
