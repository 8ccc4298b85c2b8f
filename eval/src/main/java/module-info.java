/** The leak lab: attacks the service over HTTP and proves that nothing leaks. */
module dev.ringfence.eval {
  requires org.jspecify;
  requires dev.ringfence.chat;
  requires dev.ringfence.redaction;
  requires dev.ringfence.retrieval;
  requires dev.ringfence.tools;
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires io.vertx.sql.client.pg;
  requires java.management;
  requires langchain4j;
  requires langchain4j.core;
  requires langchain4j.pgvector;
  requires java.sql;
  requires org.postgresql.jdbc;
  requires java.net.http;
  requires jdk.httpserver;
  requires org.slf4j;
  requires org.snakeyaml.engine;
  requires ch.qos.logback.classic;
  requires ch.qos.logback.core;

  opens dev.ringfence.bench to
      info.picocli;
  opens dev.ringfence.eval to
      info.picocli;

  provides dev.ringfence.cli.CommandProvider with
      dev.ringfence.eval.LabCommands;
}
