package dev.ringfence.eval;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A call that one method of the service does not make: what it would have come back with is there
 * at once. For a check in the middle of a method whose other work goes on.
 *
 * @param className the whole name
 * @param method every overload of it, with the lambdas in it
 * @param call the name of the methods that are not called there, whosever they are
 * @param number which of these calls, from 1 in the order of the class; 0 for all
 * @param instead see {@link Instead}, or {@code receiver}, what it would have been called on, or
 *     {@code argument}, the only one that it would have been given
 */
record CallRewrite(String className, String method, String call, int number, String instead)
    implements Rewrite.OfClass {
  CallRewrite(String className, String method, String call, String instead) {
    this(className, method, call, 0, instead);
  }

  @Override
  public byte[] apply(byte[] classFile) {
    AtomicInteger seen = new AtomicInteger();
    AtomicInteger replaced = new AtomicInteger();
    CodeTransform code =
        (builder, element) -> {
          if (element instanceof InvokeInstruction invoke
              && invoke.name().equalsString(call)
              && invoke.opcode() != Opcode.INVOKESPECIAL
              && (seen.incrementAndGet() == number || number == 0)) {
            replaced.incrementAndGet();
            replace(builder, invoke);
          } else {
            builder.with(element);
          }
        };
    byte[] rewritten = withCode(classFile, method, code);
    if (replaced.get() == 0) {
      throw new LabException(
          className
              + "."
              + method
              + " calls no "
              + call
              + (number == 0 ? "" : " for the time no. " + number));
    }
    return rewritten;
  }

  /** A class, one method of which has other code, in every overload and with the lambdas in it. */
  static byte[] withCode(byte[] classFile, String method, CodeTransform code) {
    ClassFile format = ClassFile.of();
    return format.transformClass(
        format.parse(classFile),
        ClassTransform.transformingMethodBodies(m -> isIn(m, method), code));
  }

  /** Whether a method is the named one, or a lambda in it, as the compiler names them. */
  private static boolean isIn(MethodModel model, String method) {
    String name = model.methodName().stringValue();
    String inLambdas = method.equals(ConstantDescs.INIT_NAME) ? "new" : method;
    return name.equals(method) || name.startsWith("lambda$" + inLambdas + "$");
  }

  private void replace(CodeBuilder body, InvokeInstruction invoke) {
    MethodTypeDesc type = invoke.typeSymbol();
    Instead what = new Instead(className + "." + method + " calling " + call, instead);
    boolean isStatic = invoke.opcode() == Opcode.INVOKESTATIC;
    if (instead.equals("argument")) {
      what.require(
          type.parameterCount() == 1 && TypeKind.from(type.parameterType(0)).slotSize() == 1,
          "is not given one argument");
      if (!isStatic) {
        body.swap().pop();
      }
      return;
    }
    for (int i = type.parameterCount() - 1; i >= 0; i--) {
      pop(body, TypeKind.from(type.parameterType(i)));
    }
    if (instead.equals("receiver")) {
      what.require(!isStatic, "is called on nothing");
      return;
    }
    if (!isStatic) {
      body.pop();
    }
    what.push(body, type.returnType());
  }

  private static void pop(CodeBuilder body, TypeKind kind) {
    if (kind.slotSize() == 2) {
      body.pop2();
    } else {
      body.pop();
    }
  }
}
