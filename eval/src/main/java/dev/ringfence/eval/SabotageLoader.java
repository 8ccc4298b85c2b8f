package dev.ringfence.eval;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads the service anew from the class path, with some of its methods and resources replaced.
 * Libraries, and the lab itself, are the ones that are loaded already.
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
      byte[] now = rewritten.get(rewrite.file());
      rewritten.put(rewrite.file(), rewrite.apply(now == null ? bytes(rewrite) : now));
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
      String file = name.replace('.', '/') + ".class";
      byte[] replaced = rewritten.get(file);
      byte[] bytes = replaced == null ? bytesOf(file) : replaced;
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  /** Resources of the service are read by its classes, which were loaded here. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] replaced = rewritten.get(name);
    return replaced == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(replaced);
  }

  private byte[] bytes(Rewrite rewrite) {
    byte[] bytes = bytesOf(rewrite.file());
    if (bytes == null) {
      throw new LabException("there is no " + rewrite.what() + " to take anything from");
    }
    return bytes;
  }

  private byte @Nullable [] bytesOf(String file) {
    try (InputStream in = super.getResourceAsStream(file)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
