package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedFormTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                          | STREAM",
        "*/*                                         | STREAM",
        "text/html                                   | STREAM",
        "text/event-stream                           | STREAM",
        "application/problem+json                    | STREAM",
        "application/json-seq                        | STREAM",
        "application/json;q=0                        | STREAM",
        "application/json;q=0, text/event-stream     | STREAM",
        "text/event-stream, application/json         | STREAM",
        "application/json;q=0.5, text/event-stream   | STREAM",
        "application/json                            | JSON",
        "APPLICATION/JSON ; charset=utf-8            | JSON",
        "application/json, text/plain, */*           | JSON",
        "application/json, text/event-stream         | JSON",
        "text/event-stream;q=0.5, application/json   | JSON",
        "text/event-stream;q=0, application/json;q=1 | JSON",
      })
  void streamIsAnsweredUnlessJsonIsAskedForFirst(String accept, AcceptedForm expected) {
    assertThat(AcceptedForm.of(accept)).isEqualTo(expected);
  }
}
