import dev.ringfence.recognition.Recognizer;

/** Finds, masks and restores personal data and secrets; depends on no other part of ringfence. */
module dev.ringfence.redaction {
  requires transitive org.jspecify;
  requires transitive com.fasterxml.jackson.databind;
  requires re2j;
  requires com.google.i18n.phonenumbers.libphonenumber;
  requires static com.google.auto.service;

  uses Recognizer;

  exports dev.ringfence.guard;
  exports dev.ringfence.redaction;
  exports dev.ringfence.vault;
}
