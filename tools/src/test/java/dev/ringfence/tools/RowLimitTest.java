package dev.ringfence.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowLimitTest {
  private static final String COUNT =
      "{name: n, type: integer, minValue: 1, maxValue: 50, default: 10, description: d}";

  @Test
  void oneRowMoreIsAskedForThanIsShown() {
    var limit = RowLimit.of(tool("SELECT a FROM s.t LIMIT $1"));

    assertThat(limit.asked(values(5L))).containsExactly(6L);
    assertThat(limit.shown(values(5L))).isEqualTo(5);
  }

  @Test
  void aModelNeverGetsMoreThanTheFileAllows() {
    assertThat(RowLimit.of(tool("SELECT a FROM s.t LIMIT $1")).shown(values(50L))).isEqualTo(20);
  }

  @Test
  void aParameterThatIsUsedTwiceKeepsItsValue() {
    var limit = RowLimit.of(tool("SELECT a FROM s.t WHERE b < $1 LIMIT $1"));

    assertThat(limit.asked(values(5L))).containsExactly(5L);
  }

  @Test
  void aConstantLimitLeavesTheValuesAlone() {
    var limit = RowLimit.of(tool("SELECT a FROM s.t WHERE b = $1 LIMIT 7"));

    assertThat(limit.asked(values(5L))).containsExactly(5L);
    assertThat(limit.shown(values(5L))).isEqualTo(20);
  }

  private static ToolDefinition tool(String sql) {
    return Tools.of(sql, COUNT, "a: {type: text}");
  }

  private static List<@Nullable Object> values(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
