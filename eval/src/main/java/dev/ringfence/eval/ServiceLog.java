package dev.ringfence.eval;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;

/**
 * What one service writes to the log, of all that run in this process: the lines that its own
 * classes write, without times and threads. The levels are those of {@link LogTap}.
 */
final class ServiceLog implements AutoCloseable {
  private static final StackWalker CALLERS = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  private final ClassLoader loader;
  private final Logger root;
  private final StringBuilder written = new StringBuilder();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          note(event);
        }
      };

  private ServiceLog(LoggerContext context, ClassLoader loader) {
    this.loader = loader;
    this.root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    appender.setContext(context);
    appender.start();
    root.addAppender(appender);
  }

  static ServiceLog of(ClassLoader loader) {
    return new ServiceLog(LogTap.logback(), loader);
  }

  private void note(ILoggingEvent event) {
    boolean own =
        CALLERS.walk(
            frames ->
                frames
                    .map(StackFrame::getDeclaringClass)
                    .anyMatch(type -> type.getClassLoader() == loader));
    if (!own) {
      return;
    }
    synchronized (written) {
      written
          .append(event.getLevel())
          .append(' ')
          .append(event.getLoggerName())
          .append(' ')
          .append(event.getMDCPropertyMap())
          .append(' ')
          .append(event.getFormattedMessage())
          .append(LogTap.exception(event))
          .append('\n');
    }
  }

  /** What was written since this was last asked. */
  String take() {
    synchronized (written) {
      String all = written.toString();
      written.setLength(0);
      return all;
    }
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    appender.stop();
  }
}
