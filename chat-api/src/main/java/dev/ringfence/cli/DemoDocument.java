package dev.ringfence.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One document of a demo company, as the manifest {@code demo/documents.yaml} lists it.
 *
 * @param tenant slug of the company
 * @param file path below {@code demo/documents}
 * @param visibility who may read it
 * @param owner user name of the one customer who may, where visibility is CUSTOMER
 * @param url path of the page that shows it to everybody, for public documents only
 */
record DemoDocument(
    String tenant,
    String file,
    Visibility visibility,
    @Nullable String owner,
    String title,
    @Nullable String url) {

  /** Who may read a demo document. */
  enum Visibility {
    PUBLIC,
    TENANT,
    CUSTOMER
  }

  private static final String ROOT = "/demo/";

  DemoDocument {
    if ((visibility == Visibility.CUSTOMER) != (owner != null)) {
      throw new IllegalArgumentException(file + ": exactly a customer's document has an owner");
    }
    if ((visibility == Visibility.PUBLIC) != (url != null)) {
      throw new IllegalArgumentException(file + ": exactly a public document has a url");
    }
  }

  /** All documents of the manifest, in its order. */
  static List<DemoDocument> all() {
    try (InputStream manifest = resource("documents.yaml")) {
      Object entries = new Load(LoadSettings.builder().build()).loadFromInputStream(manifest);
      if (!(entries instanceof List<?> list)) {
        throw new IllegalStateException("documents.yaml is not a list");
      }
      return list.stream().map(entry -> of((Map<?, ?>) Objects.requireNonNull(entry))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document's own bytes. */
  byte[] content() {
    try (InputStream content = resource("documents/" + file)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DemoDocument of(Map<?, ?> entry) {
    String visibility = text(entry, "visibility");
    return new DemoDocument(
        text(entry, "tenant"),
        text(entry, "file"),
        switch (visibility) {
          case "public" -> Visibility.PUBLIC;
          case "tenant" -> Visibility.TENANT;
          case "customer" -> Visibility.CUSTOMER;
          default -> throw new IllegalArgumentException("unknown visibility " + visibility);
        },
        (String) entry.get("owner"),
        text(entry, "title"),
        (String) entry.get("url"));
  }

  private static String text(Map<?, ?> entry, String key) {
    if (entry.get(key) instanceof String value) {
      return value;
    }
    throw new IllegalArgumentException("documents.yaml: an entry has no " + key);
  }

  private static InputStream resource(String name) {
    InputStream stream = DemoDocument.class.getResourceAsStream(ROOT + name);
    return Objects.requireNonNull(stream, () -> "no resource " + ROOT + name);
  }
}
