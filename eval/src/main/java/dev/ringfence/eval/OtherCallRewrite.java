package dev.ringfence.eval;

import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A call that one method of the service makes on another method of the same class, which takes and
 * gives the same: for what is told apart by its name alone.
 *
 * @param className the whole name
 * @param method every overload of it, with the lambdas in it
 * @param call the name of the methods that are called there
 * @param other the name of the one that is called instead
 */
record OtherCallRewrite(String className, String method, String call, String other)
    implements Rewrite.OfClass {

  @Override
  public byte[] apply(byte[] classFile) {
    AtomicInteger replaced = new AtomicInteger();
    CodeTransform code =
        (builder, element) -> {
          if (element instanceof InvokeInstruction invoke && invoke.name().equalsString(call)) {
            replaced.incrementAndGet();
            builder.invoke(
                invoke.opcode(),
                invoke.owner().asSymbol(),
                other,
                invoke.typeSymbol(),
                invoke.isInterface());
          } else {
            builder.with(element);
          }
        };
    byte[] rewritten = CallRewrite.withCode(classFile, method, code);
    if (replaced.get() == 0) {
      throw new LabException(className + "." + method + " calls no " + call);
    }
    return rewritten;
  }
}
