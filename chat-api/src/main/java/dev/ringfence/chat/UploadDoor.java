package dev.ringfence.chat;

import dev.ringfence.database.Principal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Takes in the large bodies of the routes that have them. The request waits until its sender is
 * known and has a place; only then its body is read, up to the route's limit.
 */
final class UploadDoor {
  private static final String BODY = "uploadedBody";
  private static final String PLACE = "uploadPlace";
  private static final String REFUSED = "uploadRefused";

  /** Milliseconds. */
  private static final long LINGER = 2_000;

  /** A number of bytes that is not beyond every limit. */
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

  private final UploadPlaces places = new UploadPlaces();
  private final Function<RoutingContext, Principal> admission;

  /**
   * @param admission who sent a request; it throws a problem where they may not
   */
  UploadDoor(Function<RoutingContext, Principal> admission) {
    this.admission = admission;
  }

  /**
   * Lets a paused request in whose sender may send it.
   *
   * @throws Problem.ProblemException for whoever may not, or for a body that says itself that it is
   *     too large
   */
  void admit(RoutingContext context, int mostBytes) {
    HttpServerRequest request = context.request();
    try {
      Principal principal = admission.apply(context);
      requireLength(request, mostBytes);
      UploadPlaces.Place place = places.take(principal);
      context.put(PLACE, place);
      // Whoever leaves before the handler began has no use for it; a handler gives it back itself.
      context.addEndHandler(
          _ -> {
            if (context.get(BODY) == null) {
              place.close();
            }
          });
    } catch (Problem.ProblemException e) {
      // What is left of the body is not waited for.
      refuse(context);
      throw e;
    }
  }

  /**
   * Closes the connection of a request that was refused, a little later: what its sender is still
   * sending is thrown away until then, so that they can read why.
   */
  static void leave(RoutingContext context) {
    if (context.get(REFUSED) == null) {
      return;
    }
    HttpServerRequest request = context.request();
    if (!request.isEnded()) {
      request.handler(_ -> {});
      request.endHandler(_ -> request.connection().close());
      request.resume();
    }
    context.vertx().setTimer(LINGER, _ -> request.connection().close());
  }

  private static void refuse(RoutingContext context) {
    context.put(REFUSED, true);
    context.response().putHeader(HttpHeaders.CONNECTION, "close");
  }

  private static void requireLength(HttpServerRequest request, int mostBytes) {
    String stated = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (stated != null
        && (!LENGTH.matcher(stated).matches() || Integer.parseInt(stated) > mostBytes)) {
      throw tooLarge(mostBytes).raise();
    }
  }

  static Problem tooLarge(int mostBytes) {
    return Problem.of(413, "body_too_large", "The body is larger than " + mostBytes + " bytes.");
  }

  /** Reads the body of a request that was let in, and passes it on; on its event loop. */
  static void read(RoutingContext context, int mostBytes) {
    HttpServerRequest request = context.request();
    Buffer body = Buffer.buffer();
    AtomicBoolean over = new AtomicBoolean();
    request.handler(
        part -> {
          if (over.get()) {
            return;
          }
          if (body.length() + part.length() > mostBytes) {
            over.set(true);
            done(context);
            refuse(context);
            context.fail(413);
          } else {
            body.appendBuffer(part);
          }
        });
    request.endHandler(
        _ -> {
          if (!over.get()) {
            context.put(BODY, body);
            context.next();
          }
        });
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      var _ = context.response().writeContinue();
    }
    request.resume();
  }

  /** The body of a request that came through here. */
  static byte[] bodyOf(RoutingContext context) {
    return context.get(BODY) instanceof Buffer body ? body.getBytes() : new byte[0];
  }

  /** Gives back the place of a request that has been handled. */
  static void done(RoutingContext context) {
    if (context.get(PLACE) instanceof UploadPlaces.Place place) {
      place.close();
    }
  }
}
