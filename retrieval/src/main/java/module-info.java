/** The tenant-bound database, and the documents and vectors in it. */
module dev.ringfence.retrieval {
  requires transitive org.jspecify;
  requires transitive io.vertx.sql.client;
  requires io.vertx.sql.client.pg;
  requires transitive io.vertx.core;
  requires pgvector;
  requires static com.google.errorprone.annotations;
  requires java.net.http;
  requires java.sql;
  requires org.postgresql.jdbc;
  requires flyway.core;
  requires org.apache.commons.compress;
  requires org.tukaani.xz;
  requires com.microsoft.onnxruntime;
  requires org.apache.lucene.analysis.common;
  requires org.apache.lucene.core;
  requires org.jsoup;
  requires org.apache.fontbox;
  requires org.apache.pdfbox;
  requires org.apache.pdfbox.io;
  requires org.commonmark;
  requires org.commonmark.ext.gfm.tables;
  requires org.slf4j;
  requires org.snakeyaml.engine;
  requires org.apache.poi.ooxml;
  requires org.apache.poi.poi;
  requires org.apache.commons.csv;
  requires apache.mime4j.core;
  requires apache.mime4j.dom;
  requires crawler.commons;

  exports dev.ringfence.audit;
  exports dev.ringfence.database;
  exports dev.ringfence.doctor;
  exports dev.ringfence.crawling;
  exports dev.ringfence.embedded;
  exports dev.ringfence.ingestion;
  exports dev.ringfence.parsing;
  exports dev.ringfence.protect;
  exports dev.ringfence.retrieval;
  exports dev.ringfence.tenancy;
}
