package dev.ringfence.eval;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;

/**
 * One method of the service, and what it does instead in a sabotage.
 *
 * @param className the whole name
 * @param method every overload of it
 * @param instead see {@link Instead}, or {@code argument N}, or {@code wrapped N}, a new one of
 *     what it returns around an argument's text
 */
record MethodRewrite(String className, String method, String instead) implements Rewrite.OfClass {

  @Override
  public byte[] apply(byte[] classFile) {
    ClassFile format = ClassFile.of();
    ClassModel model = format.parse(classFile);
    boolean there =
        model.methods().stream()
            .anyMatch(m -> m.methodName().equalsString(method) && m.code().isPresent());
    if (!there) {
      throw new LabException(className + " has no method " + method + " to replace");
    }
    return format.transformClass(
        model,
        ClassTransform.transformingMethods(
            m -> m.methodName().equalsString(method) && m.code().isPresent(),
            (builder, element) -> {
              if (element instanceof CodeModel code) {
                MethodModel original = code.parent().orElseThrow();
                builder.withCode(body -> write(body, original));
              } else {
                builder.with(element);
              }
            }));
  }

  private void write(CodeBuilder body, MethodModel original) {
    MethodTypeDesc type = original.methodTypeSymbol();
    ClassDesc returned = type.returnType();
    TypeKind kind = TypeKind.from(returned);
    Instead what = new Instead(className + "." + method, instead);
    boolean isStatic = original.flags().has(AccessFlag.STATIC);
    if (instead.startsWith("argument ")) {
      int number = argument(what, type);
      what.require(
          type.parameterType(number - 1).equals(returned), "returns another type than that");
      body.loadLocal(kind, slot(type, number, isStatic));
    } else if (instead.startsWith("wrapped ")) {
      // For a type that is made of a text: the text of the argument as it is.
      int number = argument(what, type);
      body.new_(returned)
          .dup()
          .aload(slot(type, number, isStatic))
          .invokevirtual(
              ConstantDescs.CD_Object, "toString", MethodTypeDesc.of(ConstantDescs.CD_String))
          .invokespecial(
              returned,
              ConstantDescs.INIT_NAME,
              MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String));
    } else {
      what.push(body, returned);
    }
    body.return_(kind);
  }

  private int argument(Instead what, MethodTypeDesc type) {
    int number = Integer.parseInt(instead.substring(instead.indexOf(' ') + 1));
    what.require(number >= 1 && number <= type.parameterCount(), "has no such argument");
    return number;
  }

  /** Where an argument is found, from 1. */
  private static int slot(MethodTypeDesc type, int number, boolean isStatic) {
    int slot = isStatic ? 0 : 1;
    for (int i = 0; i < number - 1; i++) {
      slot += TypeKind.from(type.parameterType(i)).slotSize();
    }
    return slot;
  }
}
