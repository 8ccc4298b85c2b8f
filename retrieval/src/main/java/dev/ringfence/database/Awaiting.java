package dev.ringfence.database;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the driver's futures where they are obtained, and types their failures. */
final class Awaiting {
  private Awaiting() {}

  /**
   * The future's result.
   *
   * @throws DatabaseException when it failed, took longer than the limit, or the thread was
   *     interrupted
   */
  static <T> T await(Future<T> future, Duration limit) {
    return await(future.toCompletionStage().toCompletableFuture(), limit);
  }

  /** The same for what is not the driver's own. */
  static <T> T await(CompletableFuture<T> future, Duration limit) {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      throw new DatabaseException(DatabaseException.Kind.TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException(DatabaseException.Kind.TIMEOUT);
    }
  }

  static DatabaseException failure(@org.jspecify.annotations.Nullable Throwable cause) {
    return switch (cause) {
      case PgException e when e.getSqlState() != null -> DatabaseException.ofState(e.getSqlState());
      case DatabaseException e -> e;
      case null, default -> new DatabaseException(DatabaseException.Kind.UNAVAILABLE);
    };
  }
}
