/** HTTP, identity, conversations, the model loop and the widget: the composition root. */
module dev.ringfence.chat {
  requires transitive org.jspecify;
  requires dev.ringfence.redaction;
  requires dev.ringfence.retrieval;
  requires dev.ringfence.tools;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.vertx.core;
  requires io.vertx.web;
  requires java.net.http;
  requires jdk.unsupported;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.networknt.schema;
  requires com.nimbusds.jose.jwt;
  requires langchain4j.core;
  requires langchain4j.open.ai;
  requires langchain4j.http.client;
  requires transitive info.picocli;
  requires org.snakeyaml.engine;
  requires micrometer.core;
  requires micrometer.registry.prometheus;
  requires io.vertx.sql.client;
  requires org.commonmark;
  requires ch.qos.logback.classic;
  requires ch.qos.logback.core;
  requires java.sql;
  requires org.slf4j;

  exports dev.ringfence.chat;
  exports dev.ringfence.cli;
  exports dev.ringfence.embedding;

  opens dev.ringfence.cli to
      info.picocli;

  uses dev.ringfence.cli.CommandProvider;
}
