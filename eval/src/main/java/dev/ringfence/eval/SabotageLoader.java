package dev.ringfence.eval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads the service anew from the class path, with some of its methods replaced. Libraries, and the
 * lab itself, are the ones that are loaded already.
 */
final class SabotageLoader extends ClassLoader {
  private static final String SERVICE = "dev.ringfence.";
  private static final String LAB = "dev.ringfence.eval.";

  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> rewritten = new HashMap<>();

  /**
   * @throws LabException when a class or method to replace is not there
   */
  SabotageLoader(List<Rewrite> rewrites) {
    super("sabotage", SabotageLoader.class.getClassLoader());
    for (Rewrite rewrite : rewrites) {
      byte[] now = rewritten.get(rewrite.className());
      rewritten.put(
          rewrite.className(), rewrite.apply(now == null ? bytes(rewrite.className()) : now));
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(SERVICE) || name.startsWith(LAB)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      byte[] replaced = rewritten.get(name);
      byte[] bytes = replaced == null ? bytesOf(name) : replaced;
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private byte[] bytes(String name) {
    byte[] bytes = bytesOf(name);
    if (bytes == null) {
      throw new LabException("there is no class " + name + " to replace a method of");
    }
    return bytes;
  }

  private byte @org.jspecify.annotations.Nullable [] bytesOf(String name) {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
