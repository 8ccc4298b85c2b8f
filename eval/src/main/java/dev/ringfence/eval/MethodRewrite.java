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
import java.util.Set;

/**
 * One method of the service, and what it does instead in a sabotage.
 *
 * @param className the whole name
 * @param method every overload of it
 * @param instead {@code nothing}, {@code true}, {@code false}, {@code empty}, {@code argument N},
 *     {@code wrapped 1}, a new one of what it returns around its first argument's text, or {@code
 *     constant NAME} of the type that it returns
 */
record MethodRewrite(String className, String method, String instead) {
  private static final String INTERFACE_OF_COLLECTIONS = "of";
  private static final Set<String> COLLECTIONS =
      Set.of("java.util.List", "java.util.Set", "java.util.Map");

  /**
   * The class with the method replaced.
   *
   * @throws LabException when there is no such method, so that a sabotage never does nothing
   */
  byte[] apply(byte[] classFile) {
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
    if (instead.equals("nothing")) {
      require(kind == TypeKind.VOID, "returns something");
      body.return_();
    } else if (instead.equals("true") || instead.equals("false")) {
      require(kind == TypeKind.BOOLEAN, "returns no truth value");
      body.loadConstant(instead.equals("true") ? 1 : 0).ireturn();
    } else if (instead.equals("empty")) {
      empty(body, returned);
    } else if (instead.startsWith("argument ")) {
      int number = Integer.parseInt(instead.substring("argument ".length()));
      require(number >= 1 && number <= type.parameterCount(), "has no such argument");
      boolean isStatic = original.flags().has(AccessFlag.STATIC);
      int slot = isStatic ? 0 : 1;
      for (int i = 0; i < number - 1; i++) {
        slot += TypeKind.from(type.parameterType(i)).slotSize();
      }
      require(type.parameterType(number - 1).equals(returned), "returns another type than that");
      body.loadLocal(kind, slot).return_(kind);
    } else if (instead.startsWith("wrapped ")) {
      // For a type that is made of a text: the text of the argument as it is.
      int number = Integer.parseInt(instead.substring("wrapped ".length()));
      require(number >= 1 && number <= type.parameterCount(), "has no such argument");
      require(!original.flags().has(AccessFlag.STATIC), "belongs to no object");
      require(number == 1, "can only wrap its first argument");
      body.new_(returned)
          .dup()
          .aload(1)
          .invokevirtual(
              ConstantDescs.CD_Object, "toString", MethodTypeDesc.of(ConstantDescs.CD_String))
          .invokespecial(
              returned,
              ConstantDescs.INIT_NAME,
              MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String))
          .areturn();
    } else if (instead.startsWith("constant ")) {
      body.getstatic(returned, instead.substring("constant ".length()), returned).areturn();
    } else {
      throw new LabException("a sabotage cannot put '" + instead + "' in place of a method");
    }
  }

  private void empty(CodeBuilder body, ClassDesc returned) {
    String name = returned.packageName() + "." + returned.displayName();
    if (COLLECTIONS.contains(name)) {
      body.invokestatic(returned, INTERFACE_OF_COLLECTIONS, MethodTypeDesc.of(returned), true)
          .areturn();
    } else if (name.equals("java.util.Optional")) {
      body.invokestatic(returned, "empty", MethodTypeDesc.of(returned)).areturn();
    } else if (returned.equals(ConstantDescs.CD_String)) {
      body.loadConstant("").areturn();
    } else {
      throw new LabException(className + "." + method + " returns nothing that can be empty");
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new LabException(className + "." + method + " " + otherwise + ": " + instead);
    }
  }
}
