package dev.ringfence.eval;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Everything the service logs, from its finest level on, with exceptions and correlation. While it
 * is open, nothing is written anywhere else.
 */
final class LogTap implements AutoCloseable {
  private static final String SERVICE = "dev.ringfence";

  private final Logger root;
  private final Logger service;
  private final Level before;
  private final Level rootBefore;
  private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
  private final StringBuilder written = new StringBuilder();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          note(event);
        }
      };

  private LogTap(LoggerContext context) {
    this.root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    this.service = context.getLogger(SERVICE);
    this.before = service.getLevel();
    this.rootBefore = root.getLevel();
    root.iteratorForAppenders().forEachRemaining(others::add);
    others.forEach(root::detachAppender);
    root.setLevel(Level.INFO);
    service.setLevel(Level.TRACE);
    appender.setContext(context);
    appender.start();
    root.addAppender(appender);
  }

  static LogTap open() {
    return new LogTap(logback());
  }

  /**
   * What everything is logged by.
   *
   * @throws LabException where that is nothing whose lines can be seen
   */
  static LoggerContext logback() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      return context;
    }
    throw new LabException("the log is not written by Logback, so that the lab cannot see it");
  }

  /** The exception of a line with all its causes, on lines of its own; empty without one. */
  static String exception(ILoggingEvent event) {
    return event.getThrowableProxy() == null
        ? ""
        : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
  }

  private void note(ILoggingEvent event) {
    synchronized (written) {
      written
          .append(event.getLoggerName())
          .append(" [")
          .append(event.getThreadName())
          .append("] ")
          .append(event.getMDCPropertyMap())
          .append(' ')
          .append(event.getFormattedMessage())
          .append(exception(event))
          .append('\n');
    }
  }

  int position() {
    synchronized (written) {
      return written.length();
    }
  }

  /** What was written after a position. */
  String since(int position) {
    synchronized (written) {
      return written.substring(position);
    }
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    appender.stop();
    others.forEach(root::addAppender);
    service.setLevel(before);
    root.setLevel(rootBefore);
  }
}
