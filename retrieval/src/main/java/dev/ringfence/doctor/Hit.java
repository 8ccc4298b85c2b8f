package dev.ringfence.doctor;

/** An object at fault, as a query or a reading of the catalogue found it. */
record Hit(String rule, String object, String part, String fix) {}
