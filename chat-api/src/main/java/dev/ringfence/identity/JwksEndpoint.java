package dev.ringfence.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The address an issuer publishes its keys at. One fetch is bounded in bytes and in time as a
 * whole, follows no redirect and takes no interruption: a client that hangs up must not waste the
 * fetch the others wait for.
 */
final class JwksEndpoint {
  static final int MAX_BYTES = 256 * 1024;
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client;
  private final URI address;
  private final Duration timeout;

  JwksEndpoint(HttpClient client, URI address, Duration timeout) {
    this.client = client;
    this.address = address;
    this.timeout = timeout;
  }

  URI address() {
    return address;
  }

  static HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(TIMEOUT)
        .build();
  }

  /** The keys that are published now. */
  Map<String, VerificationKey> fetch() throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Accept", "application/json").GET().build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
    try {
      HttpResponse<byte[]> response =
          exchange.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).join();
      if (response.statusCode() != 200) {
        throw new IOException("the JWKS endpoint answered " + response.statusCode());
      }
      return KeySet.parse(response.body());
    } catch (CompletionException e) {
      exchange.cancel(true);
      throw new IOException("the JWKS endpoint did not answer", e);
    } catch (TokenRefusedException e) {
      throw new IOException("the JWKS endpoint answered something else", e);
    }
  }
}
