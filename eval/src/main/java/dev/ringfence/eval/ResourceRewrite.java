package dev.ringfence.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A piece that a resource of the service is without, such as a key of its tools or of a schema.
 *
 * @param file where the resource stands on the class path
 * @param without the piece, as it stands there, wherever it does
 */
record ResourceRewrite(String file, String without) implements Rewrite {

  @Override
  public String what() {
    return "resource " + file;
  }

  @Override
  public byte[] apply(byte[] resource) {
    String text = new String(resource, UTF_8);
    if (!text.contains(without)) {
      throw new LabException(file + " has no " + without);
    }
    return text.replace(without, "").getBytes(UTF_8);
  }
}
