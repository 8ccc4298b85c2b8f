package dev.ringfence.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * JSON read so that two readers cannot disagree about it: one object, well-formed UTF-8, no key
 * twice at any depth, nothing behind it, bounded nesting.
 */
final class StrictJson {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_DIGITS = 1_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_DIGITS)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private StrictJson() {}

  static ObjectNode object(byte[] utf8) {
    try (JsonParser parser = MAPPER.createParser(text(utf8))) {
      JsonNode tree = MAPPER.readTree(parser);
      if (tree instanceof ObjectNode object && parser.nextToken() == null) {
        return object;
      }
      throw new TokenRefusedException(TokenFault.MALFORMED);
    } catch (MismatchedInputException e) {
      throw new TokenRefusedException(TokenFault.DUPLICATE_KEY);
    } catch (JsonProcessingException e) {
      throw new TokenRefusedException(TokenFault.MALFORMED);
    } catch (IOException e) {
      throw new TokenRefusedException(TokenFault.MALFORMED);
    }
  }

  private static String text(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }
}
