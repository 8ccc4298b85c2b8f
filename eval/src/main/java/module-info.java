/** The leak lab: attacks the service over HTTP and proves that nothing leaks. */
module dev.ringfence.eval {
  requires org.jspecify;
  requires dev.ringfence.chat;
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires java.sql;
  requires java.net.http;
  requires org.slf4j;
}
