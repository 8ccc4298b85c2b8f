package dev.ringfence.eval;

import dev.ringfence.database.PostgresUri;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The service in this process, behind a class loader of its own. It is put together by its own
 * composition root, which is called by name because its classes are other ones than the lab's.
 */
final class InProcessService implements RunningService {
  /** The passwords of the two logins that the service has. */
  static final String APP_PASSWORD = "app-of-the-lab";

  static final String PUBLIC_PASSWORD = "public-of-the-lab";

  /** In place of a model's address: the service answers without one. */
  static final String NO_MODEL = "";

  private static final String ROOT = "dev.ringfence.cli.";

  private final ClassLoader loader;
  private final Object instance;
  private final Object issuer;
  private final Path folder;
  private final String url;

  private InProcessService(ClassLoader loader, Object instance, Object issuer, Path folder)
      throws Failure {
    this.folder = folder;
    this.loader = loader;
    this.instance = instance;
    this.issuer = issuer;
    this.url = "http://127.0.0.1:" + call(instance, "port");
  }

  /** What goes wrong when a class is called by its name. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    Failure(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * @param folder holds the keys, so that two services on it know each other's tokens
   * @param launch its clock and its ids
   */
  static InProcessService start(
      ClassLoader loader, Path folder, PostgresUri admin, String modelUrl, Launch launch) {
    launch.loads(loader);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Object configuration =
          callStatic(
              type(loader, ROOT + "Configuration"),
              "load",
              settings(admin, modelUrl),
              folder.resolve("ringfence.yaml"));
      Constructor<?> dataFolder =
          type(loader, ROOT + "DataFolder").getDeclaredConstructor(Path.class);
      dataFolder.setAccessible(true);
      Class<?> progress = type(loader, "dev.ringfence.embedded.Progress");
      Object instance =
          callStatic(
              type(loader, ROOT + "DemoInstance"),
              "start",
              dataFolder.newInstance(folder),
              configuration,
              0,
              launch.clock,
              launch.ids,
              Proxy.newProxyInstance(loader, new Class<?>[] {progress}, InProcessService::ignore));
      Object issuer =
          callStatic(
              type(loader, "dev.ringfence.identity.DemoIssuer"),
              "in",
              folder,
              (InstantSource) Clock.systemUTC());
      return new InProcessService(loader, instance, issuer, folder);
    } catch (ReflectiveOperationException | Failure e) {
      throw new LabException("the service did not start: " + e.getMessage(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Map<String, String> settings(PostgresUri admin, String modelUrl) {
    Map<String, String> settings = new HashMap<>();
    settings.put("RINGFENCE_ADMIN_DATABASE_URL", admin.toText());
    settings.put("DATABASE_URL", admin.withLogin("ringfence_app", APP_PASSWORD).toText());
    settings.put(
        "RINGFENCE_VISITOR_DATABASE_URL",
        admin.withLogin("ringfence_public", PUBLIC_PASSWORD).toText());
    settings.put("RINGFENCE_DATABASE_CONNECTIONS", "4");
    if (!modelUrl.equals(NO_MODEL)) {
      settings.put("OPENAI_BASE_URL", modelUrl);
      settings.put("OPENAI_API_KEY", "key-of-the-lab");
      settings.put("OPENAI_MODEL", "attacker");
      settings.put("RINGFENCE_MODEL_FALLBACK", "none");
    }
    return settings;
  }

  @SuppressWarnings("unused") // the form of an InvocationHandler
  static @Nullable Object ignore(Object proxy, Method method, Object @Nullable [] arguments) {
    return null;
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public String mint(String tenant, String user) {
    try {
      return String.valueOf(call(issuer, "mint", tenant, user, Duration.ofHours(1)));
    } catch (Failure e) {
      throw new LabException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Inside inside() {
    return new Inside(loader, instance, folder);
  }

  @Override
  public void close() {
    try {
      call(instance, "close");
    } catch (Failure e) {
      throw new LabException("the service did not stop: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return url + " by " + loader.getName();
  }

  static Class<?> type(ClassLoader loader, String name) throws ClassNotFoundException {
    return Class.forName(name, true, loader);
  }

  static Object callStatic(Class<?> type, String name, Object... arguments) throws Failure {
    Object result = invoke(type, null, name, arguments);
    if (result == null) {
      throw new Failure(name + " returned nothing", new NullPointerException());
    }
    return result;
  }

  static @Nullable Object call(Object on, String name, Object... arguments) throws Failure {
    return invoke(on.getClass(), on, name, arguments);
  }

  private static @Nullable Object invoke(
      Class<?> type, @Nullable Object on, String name, Object... arguments) throws Failure {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name) && takes(method, arguments) && !method.isSynthetic()) {
        try {
          method.setAccessible(true);
          return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
          throw new Failure(String.valueOf(e.getTargetException()), e.getTargetException());
        } catch (IllegalAccessException e) {
          throw new Failure(String.valueOf(e.getMessage()), e);
        }
      }
    }
    throw new Failure(
        "there is no " + type.getName() + "." + name, new NoSuchMethodException(name));
  }

  private static boolean takes(Method method, Object... arguments) {
    Class<?>[] types = method.getParameterTypes();
    boolean takes = types.length == arguments.length;
    for (int i = 0; takes && i < types.length; i++) {
      takes = types[i].isPrimitive() || types[i].isInstance(arguments[i]);
    }
    return takes;
  }
}
