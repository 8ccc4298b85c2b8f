package dev.ringfence.eval;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/**
 * What a sabotage puts in place of what a method or a call comes back with. It takes away and never
 * adds: {@code nothing}, {@code true}, {@code false}, {@code null}, {@code empty}, {@code number
 * N}, or {@code constant NAME} of the type that comes back, or of the type that stands before the
 * name.
 *
 * @param place says in errors where
 */
record Instead(String place, String word) {
  private static final String INTERFACE_OF_COLLECTIONS = "of";
  private static final Set<String> COLLECTIONS =
      Set.of("java.util.List", "java.util.Set", "java.util.Map");

  /**
   * Leaves it on the stack; nothing for what comes back with nothing.
   *
   * @throws LabException where it is no such thing
   */
  void push(CodeBuilder body, ClassDesc returned) {
    TypeKind kind = TypeKind.from(returned);
    if (word.equals("nothing")) {
      require(kind == TypeKind.VOID, "returns something");
    } else if (word.equals("true") || word.equals("false")) {
      require(kind == TypeKind.BOOLEAN, "returns no truth value");
      body.loadConstant(word.equals("true") ? 1 : 0);
    } else if (word.equals("null")) {
      require(kind == TypeKind.REFERENCE, "returns no object");
      body.aconst_null();
    } else if (word.equals("empty")) {
      empty(body, returned);
    } else if (word.startsWith("number ")) {
      require(kind.asLoadable() == TypeKind.INT && kind != TypeKind.BOOLEAN, "returns no number");
      body.loadConstant(Integer.parseInt(word.substring("number ".length())));
    } else if (word.startsWith("constant ")) {
      String name = word.substring("constant ".length());
      int dot = name.lastIndexOf('.');
      ClassDesc of = dot < 0 ? returned : ClassDesc.of(name.substring(0, dot));
      body.getstatic(of, name.substring(dot + 1), of);
    } else {
      throw new LabException("a sabotage cannot put '" + word + "' in place of " + place);
    }
  }

  private void empty(CodeBuilder body, ClassDesc returned) {
    String name = returned.packageName() + "." + returned.displayName();
    if (COLLECTIONS.contains(name)) {
      body.invokestatic(returned, INTERFACE_OF_COLLECTIONS, MethodTypeDesc.of(returned), true);
    } else if (name.equals("java.util.Optional")) {
      body.invokestatic(returned, "empty", MethodTypeDesc.of(returned));
    } else if (returned.equals(ConstantDescs.CD_String)) {
      body.loadConstant("");
    } else {
      throw new LabException(place + " returns nothing that can be empty");
    }
  }

  void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new LabException(place + " " + otherwise + ": " + word);
    }
  }
}
