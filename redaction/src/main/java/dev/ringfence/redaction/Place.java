package dev.ringfence.redaction;

/**
 * Where a text stands: what names it, and whether it is a field's value rather than prose.
 *
 * @param label the name of the field the text is the value of, empty for prose
 * @param value whether the text is a field's whole value
 */
record Place(String label, boolean value) {
  static final Place PROSE = new Place("", false);

  static Place valueOf(String field) {
    return new Place(field, true);
  }
}
