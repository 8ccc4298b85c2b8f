package dev.ringfence.parsing;

import static dev.ringfence.parsing.UnreadableDocument.Reason;

import dev.ringfence.parsing.Block.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jspecify.annotations.Nullable;

/**
 * Reads EML: the subject as the title, who wrote it and when, and its text, or else its page.
 * Attachments are named and not read.
 */
final class MailParser implements DocumentParser {
  private static final int DEEPEST = 16;
  private static final int MOST_PARTS = 500;
  private static final Pattern NESTING =
      Pattern.compile("content-type:\\s*(?:multipart|message)/", Pattern.CASE_INSENSITIVE);
  private static final MimeConfig LIMITS =
      MimeConfig.custom()
          .setMaxLineLen(100_000)
          .setMaxHeaderCount(2_000)
          .setMaxHeaderLen(100_000)
          .setMaxContentLen(DocumentParsers.LARGEST_FILE)
          .build();

  @Override
  public Set<String> mediaTypes() {
    return Set.of("message/rfc822");
  }

  @Override
  public Set<String> extensions() {
    return Set.of("eml");
  }

  @Override
  public ParsedDocument parse(byte[] content, String fallbackTitle)
      throws IOException, UnreadableException {
    boundNesting(content);
    DefaultMessageBuilder builder = new DefaultMessageBuilder();
    builder.setMimeEntityConfig(LIMITS);
    Message message = builder.parseMessage(new ByteArrayInputStream(content));
    try {
      if (message.getHeader().getFields().isEmpty()) {
        throw new UnreadableException(Reason.BROKEN);
      }
      Found found = new Found();
      found.look(message, 0);
      Outline outline = new Outline();
      outline.block(Kind.TEXT, sender(message));
      if (found.text != null) {
        text(PlainTextParser.decode(utf8(found.text)), outline);
      } else if (found.page != null) {
        page(bytes(found.page), outline);
      }
      if (!found.attachments.isEmpty()) {
        outline.block(Kind.LIST, "Attachments:\n" + String.join("\n", found.attachments));
      }
      return outline.document(message.getSubject(), fallbackTitle);
    } finally {
      message.dispose();
    }
  }

  /**
   * Parts within parts cost the square of their number, so they are counted before anybody goes in.
   */
  private static void boundNesting(byte[] content) throws UnreadableException {
    Matcher nesting = NESTING.matcher(new String(content, StandardCharsets.ISO_8859_1));
    for (int parts = 0; nesting.find(); parts++) {
      if (parts > MOST_PARTS) {
        throw new UnreadableException(Reason.TOO_LARGE);
      }
    }
  }

  private static String sender(Message message) {
    String from =
        message.getFrom() == null
            ? ""
            : message.getFrom().stream()
                .map(MailParser::written)
                .collect(Collectors.joining(", ", "From: ", "\n"));
    return message.getDate() == null
        ? from
        : from + "Date: " + message.getDate().toInstant().atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static String written(Mailbox mailbox) {
    return mailbox.getName() == null
        ? mailbox.getAddress()
        : mailbox.getName() + " <" + mailbox.getAddress() + ">";
  }

  private static void text(String text, Outline outline) throws UnreadableException {
    for (String paragraph : PlainTextParser.paragraphs(text)) {
      outline.block(Kind.TEXT, paragraph);
    }
  }

  private static void page(byte[] page, Outline outline) throws IOException, UnreadableException {
    List<String> open = List.of();
    for (Block block : new HtmlParser().parse(page, "").blocks()) {
      if (!block.headings().equals(open)) {
        open = block.headings();
        for (int i = 0; i < open.size(); i++) {
          outline.section(i + 1, open.get(i), null);
        }
      }
      outline.block(block.kind(), block.text());
    }
  }

  private static byte[] utf8(TextBody body) throws IOException {
    Charset charset = StandardCharsets.UTF_8;
    try {
      String named = body.getMimeCharset();
      charset = named == null ? charset : Charset.forName(named);
    } catch (IllegalArgumentException _) {
      // A name that Java does not know: most are UTF-8 all the same.
    }
    return new String(bytes(body), charset).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(SingleBody body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    body.writeTo(bytes);
    return bytes.toByteArray();
  }

  /**
   * What stands in the parts of a message: the first text, the first page, and what is attached.
   */
  private static final class Found {
    private final List<String> attachments = new ArrayList<>();
    private @Nullable TextBody text;
    private @Nullable TextBody page;
    private int parts;

    void look(Entity entity, int depth) throws UnreadableException {
      if (depth > DEEPEST || ++parts > MOST_PARTS) {
        throw new UnreadableException(Reason.TOO_LARGE);
      }
      String name = entity.getFilename();
      switch (entity.getBody()) {
        case Multipart multipart -> {
          for (Entity part : multipart.getBodyParts()) {
            look(part, depth + 1);
          }
        }
        case TextBody words when name == null -> {
          String type = entity.getMimeType();
          if (type.equals("text/plain") && text == null) {
            text = words;
          } else if (type.equals("text/html") && page == null) {
            page = words;
          }
        }
        case null, default -> {
          if (name != null) {
            attachments.add("- " + name);
          }
        }
      }
    }
  }
}
