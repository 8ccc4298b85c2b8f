package dev.ringfence.redaction;

/** What kind of personal data or secret a value is; its name is the label of its placeholders. */
public enum SensitiveType {
  EMAIL,
  PHONE,
  ADDRESS,
  NAME,
  SECRET
}
