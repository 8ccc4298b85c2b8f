package dev.ringfence.proposal;

/** What is proposed for a column, and why. */
record ColumnGuess(
    TableColumn column, ColumnTreatment treatment, String why, Confidence confidence) {
  boolean shown() {
    return treatment instanceof ColumnTreatment.Shown;
  }

  boolean selected() {
    return !(treatment instanceof ColumnTreatment.LeftOut);
  }
}
