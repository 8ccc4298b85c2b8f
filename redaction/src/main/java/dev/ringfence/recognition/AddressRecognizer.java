package dev.ringfence.recognition;

import com.google.auto.service.AutoService;
import dev.ringfence.vault.SensitiveType;

/**
 * Finds postal addresses: the number of a house and a street beside it, in the orders of some
 * twenty languages, with the flat, the postcode and the city that go on behind it; boxes of post
 * offices; and what the field of an address holds.
 */
@AutoService(Recognizer.class)
public final class AddressRecognizer implements Recognizer {
  @Override
  public void find(View view, Context context, Findings findings) {
    AddressFields fields = new AddressFields(view, findings);
    fields.whole(context);
    HouseNumber number = new HouseNumber(view, context);
    int done = 0;
    int i = view.seek(0, Trigger.DIGIT);
    while (i < view.length()) {
      if (i >= done && number.read(i, done)) {
        findings.add(
            view,
            number.start(),
            number.end(),
            SensitiveType.ADDRESS,
            number.certainty(),
            number.why());
        done = number.end();
        i = done;
      }
      while (view.digitAt(i)) {
        i++;
      }
      i = view.seek(i, Trigger.DIGIT);
    }
    fields.find();
  }
}
