package dev.ringfence.browser;

/** The demo's people, as the service lists them. */
final class People {
  static final String LIST =
      """
      {"identities": [
        {"id": "acme/visitor", "tenant": "acme", "site": "pk_demo_acme", "label": "A visitor", "role": "visitor"},
        {"id": "acme/ana", "tenant": "acme", "user": "ana", "label": "Ana Example", "role": "customer"},
        {"id": "acme/ben", "tenant": "acme", "user": "ben", "label": "Ben Example", "role": "customer"},
        {"id": "acme/cleo", "tenant": "acme", "user": "cleo", "label": "Cleo Example", "role": "customer"},
        {"id": "acme/sam", "tenant": "acme", "user": "sam", "label": "Sam Example", "role": "staff"},
        {"id": "globex/visitor", "tenant": "globex", "site": "pk_demo_globex", "label": "A visitor", "role": "visitor"},
        {"id": "globex/gil", "tenant": "globex", "user": "gil", "label": "Gil Example", "role": "customer"},
        {"id": "globex/gwen", "tenant": "globex", "user": "gwen", "label": "Gwen Example", "role": "customer"},
        {"id": "globex/gus", "tenant": "globex", "user": "gus", "label": "Gus Example", "role": "customer"},
        {"id": "globex/stu", "tenant": "globex", "user": "stu", "label": "Stu Example", "role": "staff"}]}
      """;

  private People() {}
}
