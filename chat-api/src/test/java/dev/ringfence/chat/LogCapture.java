package dev.ringfence.chat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * Everything that is logged while it is open, with exceptions: the service at its finest level,
 * libraries at the finest that the service can be started with.
 */
final class LogCapture implements AutoCloseable {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger service = (Logger) LoggerFactory.getLogger("dev.ringfence");
  private final Level rootBefore = root.getLevel();
  private final Level serviceBefore = service.getLevel();
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  private LogCapture() {
    appender.start();
    root.addAppender(appender);
    root.setLevel(Level.INFO);
    service.setLevel(Level.TRACE);
  }

  static LogCapture open() {
    return new LogCapture();
  }

  List<ILoggingEvent> events() {
    return List.copyOf(appender.list);
  }

  /** All of it as it would be written. */
  String text() {
    return events().stream()
        .map(
            event ->
                event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                        ? ""
                        : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy())))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    root.setLevel(rootBefore);
    service.setLevel(serviceBefore);
  }
}
