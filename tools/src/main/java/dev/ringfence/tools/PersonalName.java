package dev.ringfence.tools;

import java.util.regex.Pattern;

/** Names of columns that hold something personal or secret, whatever a tool declares. */
final class PersonalName {
  private static final Pattern FORM =
      Pattern.compile(
          ".*(email|e_mail|phone|password|secret|api_?key|iban)|(.*_)?(mobile|ssn)",
          Pattern.CASE_INSENSITIVE);

  private PersonalName() {}

  static boolean isOne(String name) {
    return FORM.matcher(name).matches();
  }
}
