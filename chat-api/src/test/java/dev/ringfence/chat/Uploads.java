package dev.ringfence.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends files to a service. */
final class Uploads {
  private static final String BOUNDARY = "----a-boundary-of-our-own";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ServiceWorld world;

  Uploads(ServiceWorld world) {
    this.world = world;
  }

  /** The file as the body itself. */
  HttpResponse<String> raw(String path, String token, String name, String type, byte[] content) {
    return send(
        path + (path.contains("?") ? "&" : "?") + "name=" + encoded(name),
        token,
        type,
        content,
        "application/json");
  }

  /** The same with text, which has to be taken. */
  JsonNode text(String path, String token, String name, String text) {
    HttpResponse<String> response =
        raw(path, token, name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    if (response.statusCode() != 201) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return ServiceWorld.json(response);
  }

  /** A form with one file, as a browser sends it; each field as {@code name=value}. */
  HttpResponse<String> form(String path, String token, String name, String text, String... fields) {
    StringBuilder body = new StringBuilder();
    for (String field : fields) {
      body.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; name=\"");
      body.append(field, 0, field.indexOf('=')).append("\"\r\n\r\n");
      body.append(field.substring(field.indexOf('=') + 1)).append("\r\n");
    }
    body.append("--").append(BOUNDARY);
    body.append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"").append(name);
    body.append("\"\r\nContent-Type: application/octet-stream\r\n\r\n").append(text);
    body.append("\r\n--").append(BOUNDARY).append("--\r\n");
    return send(
        path,
        token,
        "multipart/form-data; boundary=" + BOUNDARY,
        body.toString().getBytes(StandardCharsets.UTF_8),
        "application/json");
  }

  HttpResponse<String> send(String path, String token, String type, byte[] body, String accept) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + world.service.port() + path))
            .timeout(Duration.ofSeconds(60))
            .header("Accept", accept)
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
