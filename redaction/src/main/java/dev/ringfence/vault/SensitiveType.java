package dev.ringfence.vault;

/** What kind of personal data or secret a value is; its name is the label of its placeholders. */
public enum SensitiveType {
  EMAIL,
  PHONE,
  ADDRESS,
  NAME,
  SECRET,
  CARD,
  IBAN,
  NATIONAL_ID,
  IP_ADDRESS,
  MAC_ADDRESS,
  BIRTH_DATE,
  CUSTOM
}
