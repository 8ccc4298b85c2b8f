package dev.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogTest {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private Level before = Level.WARN;

  @BeforeEach
  void begin() {
    before = root.getLevel();
  }

  @AfterEach
  void end() {
    Log.toStandardError(before);
  }

  @Test
  void standardOutputBelongsToTheCommandAndDetailsOfLibrariesToNobody() {
    Log.toStandardError(Level.INFO);
    List<Appender<ILoggingEvent>> appenders = new java.util.ArrayList<>();
    root.iteratorForAppenders().forEachRemaining(appenders::add);
    assertThat(appenders)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one).isInstanceOf(ConsoleAppender.class);
              assertThat(((ConsoleAppender<?>) one).getTarget()).isEqualTo("System.err");
            });
    assertThat(LoggerFactory.getLogger("io.netty").isDebugEnabled()).isFalse();
    assertThat(LoggerFactory.getLogger("io.netty").isInfoEnabled()).isTrue();
  }
}
