package dev.ringfence.eval;

import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A piece that the texts of one method of the service are without, such as a condition of its SQL.
 *
 * @param className the whole name
 * @param method every overload of it, with the lambdas in it
 * @param without the piece, as it stands there
 */
record TextRewrite(String className, String method, String without) implements Rewrite.OfClass {

  @Override
  public byte[] apply(byte[] classFile) {
    AtomicInteger replaced = new AtomicInteger();
    CodeTransform code =
        (builder, element) -> {
          if (element instanceof ConstantInstruction constant
              && constant.constantValue() instanceof String text
              && text.contains(without)) {
            replaced.incrementAndGet();
            builder.loadConstant(text.replace(without, ""));
          } else {
            builder.with(element);
          }
        };
    byte[] rewritten = CallRewrite.withCode(classFile, method, code);
    if (replaced.get() == 0) {
      throw new LabException(className + "." + method + " has no text with " + without);
    }
    return rewritten;
  }
}
