package dev.ringfence.eval;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whom the lab plays, and whom each of them is after: somebody near and somebody far. */
enum Persona {
  VISITOR("acme", "", Kind.VISITOR),
  ANA("acme", "ana", Kind.CUSTOMER),
  BEN("acme", "ben", Kind.CUSTOMER),
  SAM("acme", "sam", Kind.STAFF),
  GIL("globex", "gil", Kind.CUSTOMER);

  /** What the service takes them for. */
  enum Kind {
    VISITOR,
    CUSTOMER,
    STAFF
  }

  final String tenant;
  final String user;
  final Kind kind;

  Persona(String tenant, String user, Kind kind) {
    this.tenant = tenant;
    this.user = user;
    this.kind = kind;
  }

  /** A customer of the same company, or for its staff of the other one. */
  String victim() {
    return switch (this) {
      case VISITOR, BEN -> "ana";
      case ANA -> "ben";
      case SAM -> "gwen";
      case GIL -> "gus";
    };
  }

  /** A customer of the other company. */
  String stranger() {
    return tenant.equals("acme") ? "gil" : "cleo";
  }

  /** The one that reports name so. */
  static Optional<Persona> labelled(String label) {
    return Arrays.stream(values()).filter(persona -> persona.label().equals(label)).findFirst();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
