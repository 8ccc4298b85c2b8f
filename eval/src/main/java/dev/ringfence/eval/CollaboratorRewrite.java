package dev.ringfence.eval;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A call that one method of the service makes on another collaborator of the same interface: the
 * weaker one that the interface itself gives.
 *
 * @param className the whole name
 * @param method every overload of it, with the lambdas in it
 * @param call the name of the methods that are called on the other one
 * @param of the static method, with its interface, that gives the other one
 */
record CollaboratorRewrite(String className, String method, String call, String of)
    implements Rewrite.OfClass {

  @Override
  public byte[] apply(byte[] classFile) {
    AtomicInteger replaced = new AtomicInteger();
    ClassDesc given = ClassDesc.of(of.substring(0, of.lastIndexOf('.')));
    CodeTransform code =
        (builder, element) -> {
          if (element instanceof InvokeInstruction invoke
              && invoke.name().equalsString(call)
              && invoke.opcode() == Opcode.INVOKEINTERFACE
              && invoke.owner().asSymbol().equals(given)) {
            replaced.incrementAndGet();
            onAnother(builder, invoke, given);
          }
          builder.with(element);
        };
    byte[] rewritten = CallRewrite.withCode(classFile, method, code);
    if (replaced.get() == 0) {
      throw new LabException(className + "." + method + " calls no " + call + " of " + given);
    }
    return rewritten;
  }

  /** The arguments are set aside while what is called is exchanged below them. */
  private void onAnother(CodeBuilder body, InvokeInstruction invoke, ClassDesc given) {
    List<ClassDesc> types = invoke.typeSymbol().parameterList();
    List<Integer> slots = new ArrayList<>();
    for (ClassDesc type : types) {
      slots.add(body.allocateLocal(TypeKind.from(type)));
    }
    for (int i = types.size() - 1; i >= 0; i--) {
      body.storeLocal(TypeKind.from(types.get(i)), slots.get(i));
    }
    body.pop();
    body.invokestatic(given, of.substring(of.lastIndexOf('.') + 1), MethodTypeDesc.of(given), true);
    for (int i = 0; i < types.size(); i++) {
      body.loadLocal(TypeKind.from(types.get(i)), slots.get(i));
    }
  }
}
