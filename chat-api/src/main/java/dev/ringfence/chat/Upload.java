package dev.ringfence.chat;

import dev.ringfence.retrieval.DocumentStore;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that was sent, and what was said about it: as the body itself with parameters behind the
 * path, or as a form with one file (RFC 7578), as browsers send it.
 *
 * @param name what its sender calls it, without folders
 * @param mediaType as it was said; empty where nothing but "some bytes" was
 */
@SuppressWarnings("ArrayRecordComponent") // held once, until it is read
record Upload(String name, Optional<String> mediaType, byte[] content, Map<String, String> fields) {
  /** The most characters of a field beside the file. */
  private static final int LONGEST_FIELD = 2_000;

  private static final int MOST_FIELDS = 16;
  private static final int LONGEST_NAME = 200;
  private static final String UNSAID = "application/octet-stream";
  private static final Pattern UNWRITABLE =
      Pattern.compile("\\p{Cc}|\\p{Cf}|\\p{Cs}|\\p{Co}|\\p{Cn}");

  Upload {
    fields = Map.copyOf(fields);
  }

  /**
   * What a request brought.
   *
   * @throws Problem.ProblemException 400 or 422 with the field that is wrong
   */
  static Upload of(Exchange exchange) {
    String type = exchange.header("Content-Type").orElse(UNSAID);
    byte[] body = exchange.uploadedBody();
    if (body.length == 0) {
      throw Problem.of(400, "body_empty", "The request has no body; send a file.").raise();
    }
    return essence(type).equals("multipart/form-data")
        ? ofForm(type, body)
        : new Upload(named(exchange.query("name").orElse("")), said(type), body, Map.of());
  }

  /** A field of the form; one that was not sent is looked for behind the path. */
  Optional<String> field(Exchange exchange, String name) {
    Optional<String> value =
        Optional.ofNullable(fields.get(name)).or(() -> exchange.query(name)).map(String::strip);
    if (value.isPresent() && value.get().length() > LONGEST_FIELD) {
      throw invalid(name, "has at most " + LONGEST_FIELD + " characters").raise();
    }
    return value.filter(given -> !given.isEmpty());
  }

  /**
   * Its media type as its name tells, or else as it was said: browsers know fewer kinds than names
   * do, and some call a table of values a spreadsheet.
   */
  String mediaTypeFor(DocumentStore store) {
    return store.mediaTypeOf(name).or(() -> mediaType).orElse(UNSAID);
  }

  static Problem invalid(String field, String problem) {
    return new Problem(
        422,
        "parameter_invalid",
        "'" + field + "' " + problem + ".",
        java.util.List.of(new Problem.FieldError("/" + field, problem)));
  }

  private static Upload ofForm(String type, byte[] body) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    if (!HttpPostRequestDecoder.isMultipart(request)) {
      throw malformed().raise();
    }
    // In memory: nothing of a file is ever left on a disk.
    DefaultHttpDataFactory inMemory = new DefaultHttpDataFactory(false);
    try {
      HttpPostMultipartRequestDecoder decoder =
          new HttpPostMultipartRequestDecoder(
              inMemory, request, StandardCharsets.UTF_8, MOST_FIELDS, LONGEST_FIELD * 4);
      try {
        return ofParts(decoder);
      } finally {
        decoder.destroy();
      }
    } catch (DecoderException | IOException | IllegalArgumentException e) {
      throw malformed().raise();
    } finally {
      inMemory.cleanAllHttpData();
    }
  }

  private static Problem malformed() {
    return Problem.of(
        400, "form_malformed", "The form is not well formed, or has too many fields.");
  }

  private static Upload ofParts(HttpPostMultipartRequestDecoder decoder) throws IOException {
    Map<String, String> fields = new HashMap<>();
    Upload file = null;
    for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
      if (part instanceof FileUpload upload) {
        if (file != null) {
          throw Problem.of(422, "file_repeated", "Send one file at a time.").raise();
        }
        file =
            new Upload(
                named(upload.getFilename()),
                said(Optional.ofNullable(upload.getContentType()).orElse(UNSAID)),
                upload.get(),
                Map.of());
      } else if (part instanceof Attribute attribute) {
        fields.put(attribute.getName(), attribute.getValue());
      }
    }
    if (file == null) {
      throw invalid("file", "is missing: send the file as a part with a file name").raise();
    }
    return new Upload(
        fields.containsKey("name") ? named(fields.get("name")) : file.name(),
        file.mediaType(),
        file.content(),
        fields);
  }

  private static Optional<String> said(String type) {
    return Optional.of(type.strip()).filter(given -> !essence(given).equals(UNSAID));
  }

  private static String essence(String type) {
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  private static String named(String given) {
    String name = given.strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME || UNWRITABLE.matcher(name).find()) {
      throw invalid("name", "is needed: 1 to " + LONGEST_NAME + " characters that can be written")
          .raise();
    }
    return name;
  }
}
