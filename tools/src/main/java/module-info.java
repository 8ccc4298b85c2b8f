/** What a model may call: declared, checked, executed and masked. */
module dev.ringfence.tools {
  requires transitive org.jspecify;
  requires transitive dev.ringfence.redaction;
  requires transitive dev.ringfence.retrieval;
  requires transitive com.fasterxml.jackson.databind;
  requires org.snakeyaml.engine;
  requires transitive langchain4j.core;
  requires org.slf4j;
  requires java.sql;

  exports dev.ringfence.proposal;
  exports dev.ringfence.tools;
}
