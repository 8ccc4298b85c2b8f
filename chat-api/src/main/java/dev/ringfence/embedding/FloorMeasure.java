package dev.ringfence.embedding;

import dev.ringfence.retrieval.RelevanceFloor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures how near a model puts texts that have nothing to do with each other, which each model
 * does in its own way: twenty-four questions, each compared with the passages that answer the
 * others, and greetings with all of them.
 *
 * <p>A passage answers by its vector alone where it lies nearer than the nearest of all these, by a
 * little of what lies between what answers and what does not; with the question's words beside it,
 * where it lies nearer than nearly all of them. The two shares were chosen so that the bundled
 * model's floor comes out as it was found over a hundred passages ({@code FloorMeasureTest}).
 */
final class FloorMeasure {
  private record Pair(String question, String passage) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair(
              "When are you open on Saturdays?",
              "Our shop is open from nine to six on weekdays and from ten to two on Saturdays."),
          new Pair(
              "How much is delivery abroad?",
              "Parcels to other countries cost 14 euros up to five kilograms."),
          new Pair(
              "How can I cancel my subscription?",
              "Choose 'End my plan' in the account settings; you are not charged any more from the next month on."),
          new Pair(
              "Why does the machine show error E4?",
              "E4 means that the water filter is blocked: switch the appliance off and rinse the filter."),
          new Pair(
              "Do you offer vegan dishes?",
              "Every day there are two main courses without any animal products on the menu."),
          new Pair(
              "Can I bring my dog to the hotel?",
              "Pets are welcome in rooms on the ground floor for a fee of twelve a night."),
          new Pair(
              "How do I reset my password?",
              "Choose 'forgotten' on the sign-in page, and a link to set a new one is sent to you."),
          new Pair(
              "What does the warranty cover?",
              "For three years we repair defects in material and workmanship free of charge."),
          new Pair(
              "Which vaccinations does my child need for kindergarten?",
              "Children must be protected against measles before they are admitted to day care."),
          new Pair(
              "How long does the battery last?",
              "Fully charged, the headphones play for about thirty hours."),
          new Pair(
              "Where can I park near the museum?",
              "A public garage with two hundred spaces is next to the entrance of the gallery."),
          new Pair(
              "How do I apply for a mortgage?",
              "Send us your last three pay slips and the description of the property to get an offer for a home loan."),
          new Pair(
              "Who founded the company?",
              "Two engineers started the business in a garage in 1987."),
          new Pair(
              "What is the notice period for tenants?",
              "Whoever rents a flat may end the contract three months before the end of a quarter."),
          new Pair(
              "How do I export my data as a spreadsheet?",
              "Under Reports, press Download and choose the CSV format."),
          new Pair(
              "Is the trail suitable for beginners?",
              "The path is flat and well marked, so that people with little experience can walk it."),
          new Pair(
              "How many credits do I need to graduate?",
              "The bachelor's degree is awarded after 180 points from lectures, seminars and a thesis."),
          new Pair(
              "Do solar panels work in winter?",
              "Photovoltaic modules produce electricity on cold days as well, though the days are shorter."),
          new Pair(
              "How can I become a blood donor?",
              "Anyone between 18 and 68 who weighs over fifty kilograms may give blood every two months."),
          new Pair(
              "What should I do after a car accident?",
              "Secure the place, help the injured, take photographs and report the damage to your insurer within a week."),
          new Pair(
              "How do I prune roses?",
              "Cut the stems back to three buds in early spring, above an outward-facing eye."),
          new Pair(
              "Does the library lend electronic books?",
              "Members borrow up to ten digital titles at once through the app."),
          new Pair(
              "How is the deposit paid back?",
              "You get your security back by bank transfer within ten days of returning the keys."),
          new Pair(
              "How many tablets do adults take?",
              "The dose for grown-ups is one pill three times a day after meals."));

  private static final List<String> GREETINGS = List.of("hello", "good morning", "thank you");

  /** Of the way from what does not answer to what does. */
  private static final double MARGIN = 0.15;

  private static final double NEARLY_ALL = 0.97;

  private FloorMeasure() {}

  /** What is to be embedded as questions: the greetings come last. */
  static List<String> questions() {
    return Stream.concat(PAIRS.stream().map(Pair::question), GREETINGS.stream()).toList();
  }

  /** What is to be embedded as passages. */
  static List<String> passages() {
    return PAIRS.stream().map(Pair::passage).toList();
  }

  /**
   * The floor of the model that made these vectors.
   *
   * @param questions of {@link #questions()}, each of norm 1
   * @param passages of {@link #passages()}, each of norm 1
   */
  static RelevanceFloor floor(List<float[]> questions, List<float[]> passages) {
    List<Double> answering = new ArrayList<>();
    List<Double> unrelated = new ArrayList<>();
    for (int q = 0; q < questions.size(); q++) {
      for (int p = 0; p < passages.size(); p++) {
        (p == q ? answering : unrelated).add(similarity(questions.get(q), passages.get(p)));
      }
    }
    double apart = Math.max(0, quantile(answering, 0.5) - quantile(unrelated, 0.5));
    double alone = Math.min(1, quantile(unrelated, 1) + MARGIN * apart);
    return new RelevanceFloor(alone, Math.min(alone, quantile(unrelated, NEARLY_ALL)));
  }

  private static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.round(share * (sorted.size() - 1)));
  }

  private static double similarity(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
