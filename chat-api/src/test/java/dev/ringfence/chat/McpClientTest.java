package dev.ringfence.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.exception.ToolArgumentsException;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LangChain4j's MCP client, as it is published, against the service. */
class McpClientTest {
  private static final Pattern NUMBER = Pattern.compile("\"number\":\"([^\"]+)\"");

  private static ServiceWorld world;

  @BeforeAll
  static void start() {
    world = new ServiceWorld(Optional.empty(), false);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static McpClient client(String tenant, String user) {
    return client(world.tokenOf(tenant, user), false);
  }

  /**
   * @param stream whether it asks for a stream of the server's own as well
   */
  private static McpClient client(String token, boolean stream) {
    return DefaultMcpClient.builder()
        .transport(
            StreamableHttpMcpTransport.builder()
                .url("http://127.0.0.1:" + world.service.port() + McpRoutes.PATH)
                .customHeaders(Map.of("Authorization", "Bearer " + token))
                .timeout(Duration.ofSeconds(20))
                .setHttpVersion1_1()
                .subsidiaryChannel(stream)
                .build())
        .initializationTimeout(Duration.ofSeconds(20))
        .build();
  }

  private static String call(McpClient client, String tool, String arguments) {
    return client
        .executeTool(ToolExecutionRequest.builder().name(tool).arguments(arguments).build())
        .resultText();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void clientListsCallsAndChecksTheServersHealth(boolean stream) throws Exception {
    try (McpClient ana = client(world.tokenOf("acme", "ana"), stream)) {
      List<ToolSpecification> tools = ana.listTools();

      assertThat(tools)
          .extracting(ToolSpecification::name)
          .contains("search_knowledge", "list_invoices")
          .doesNotContain("find_customer");
      assertThat(tools)
          .filteredOn(tool -> tool.name().equals("get_invoice"))
          .singleElement()
          .satisfies(tool -> assertThat(tool.parameters().required()).containsExactly("number"));
      assertThat(call(ana, "my_profile", "{}")).contains("[EMAIL_1]").doesNotContain("@");
      assertThat(call(ana, "search_knowledge", "{\"query\":\"When are you open?\"}"))
          .contains("\"rows\":[");
      ana.checkHealth();
    }
  }

  @Test
  void twoCustomersSeeTheirOwnRows() throws Exception {
    try (McpClient ana = client("acme", "ana");
        McpClient ben = client("acme", "ben");
        McpClient gil = client("globex", "gil")) {
      List<String> ofAna = numbers(ana);
      List<String> ofBen = numbers(ben);
      List<String> ofGil = numbers(gil);

      assertThat(ofAna).isNotEmpty().doesNotContainAnyElementsOf(ofBen);
      assertThat(ofBen).isNotEmpty().doesNotContainAnyElementsOf(ofGil);
      assertThat(ofGil).isNotEmpty().doesNotContainAnyElementsOf(ofAna);
      assertThat(call(ana, "get_invoice", "{\"number\":\"" + ofBen.getFirst() + "\"}"))
          .isEqualTo(call(ana, "get_invoice", "{\"number\":\"XYZ-99999\"}"))
          .contains("\"rows\":[]");
    }
  }

  private static List<String> numbers(McpClient client) {
    return NUMBER
        .matcher(call(client, "list_invoices", "{\"limit\":20}"))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void placeholderOfOneIsNothingToAnother() throws Exception {
    try (McpClient sam = client("acme", "sam");
        McpClient stu = client("globex", "stu")) {
      call(sam, "find_customer", "{\"limit\":20}");
      String byPlaceholder = "{\"email\":\"[EMAIL_3]\"}";

      assertThat(call(sam, "find_customer", byPlaceholder)).contains("[EMAIL_3]");
      assertThatThrownBy(() -> call(stu, "find_customer", byPlaceholder))
          .isInstanceOf(ToolExecutionException.class)
          .hasMessageContaining("issued in this conversation");
    }
  }

  @Test
  void mistakesReachItsModelInWords() throws Exception {
    try (McpClient ana = client("acme", "ana")) {
      assertThatThrownBy(() -> call(ana, "list_invoices", "{\"limit\":-1}"))
          .isInstanceOf(ToolExecutionException.class)
          .hasMessageContaining("'limit'");
      assertThatThrownBy(() -> call(ana, "find_customer", "{}"))
          .isInstanceOf(ToolArgumentsException.class)
          .hasMessageContaining("There is no such tool");
    }
  }

  @Test
  void visitorAndWhoeverHasNoTokenGetNoConnection() {
    for (String token : List.of(world.visitorToken("pk_demo_acme"), "nonsense")) {
      assertThatThrownBy(() -> client(token, false)).isInstanceOf(RuntimeException.class);
    }
  }
}
