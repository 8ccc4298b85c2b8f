package dev.ringfence.tools;

import dev.ringfence.database.Role;
import dev.ringfence.tools.ResultColumn.Treatment;
import dev.ringfence.tools.YamlNode.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what stands below {@code x-ringfence}: who may call a tool, and what comes back. */
final class RingfenceKeys {
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})(ms|s)");
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,6})(B|KiB)?");
  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_ROWS = 200;
  private static final int MAX_BYTES = 256 * 1024;
  private static final int MAX_EXAMPLES = 100;
  private static final Set<String> ENVELOPE = Set.of("rows", "truncated");

  private final Keys keys;
  private final Set<Role> access;
  private final List<ResultColumn> columns;
  private final ToolDefinition.Bounds bounds;
  private final @Nullable TitleTemplate title;
  private final List<String> examples;
  private final String label;
  private final ToolDefinition.@Nullable Write write;

  RingfenceKeys(YamlNode node, ToolBody body, String toolName) {
    keys = new Keys(node, "x-ringfence");
    label = keys.text("label").orElseGet(() -> ToolReader.humanize(toolName));
    access = readAccess();
    columns = readColumns(body);
    bounds =
        new ToolDefinition.Bounds(
            keys.whole("rows", ToolDefinition.Bounds.STANDARD.rows(), 1, MAX_ROWS),
            readTimeout(),
            readBytes());
    title = readTitle();
    examples = readExamples();
    write = readWrite(body);
    keys.refuseOthers();
  }

  Set<Role> access() {
    return access;
  }

  List<ResultColumn> columns() {
    return columns;
  }

  ToolDefinition.Bounds bounds() {
    return bounds;
  }

  @Nullable TitleTemplate title() {
    return title;
  }

  List<String> examples() {
    return examples;
  }

  String label() {
    return label;
  }

  ToolDefinition.@Nullable Write write() {
    return write;
  }

  void refuseVisitorsBehindSignIn(List<String> authRequired) {
    if (!authRequired.isEmpty() && access.contains(Role.VISITOR)) {
      throw new ToolFileError(
          keys.at(),
          "a visitor has no token, but authRequired asks for one",
          "remove 'visitor' from access or remove authRequired");
    }
  }

  private Set<Role> readAccess() {
    var node = keys.required("access", "write 'access: [customer]'");
    var roles = EnumSet.noneOf(Role.class);
    for (var item : keys.items("access")) {
      var text = Keys.text(item, "access");
      roles.add(
          Arrays.stream(Role.values())
              .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(text))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ToolFileError(
                          item.at(),
                          "this role is not known",
                          "write visitor, customer or staff")));
    }
    if (roles.isEmpty()) {
      throw new ToolFileError(node.at(), "nobody may call this tool", "name at least one role");
    }
    return roles;
  }

  private List<ResultColumn> readColumns(ToolBody body) {
    return switch (body) {
      case ToolBody.KnowledgeSearch _ -> {
        keys.refuse(
            "result", "a search of the knowledge base has a fixed result", "remove this key");
        yield List.of(shownText("title", "Document"), shownText("passage", "Passage"));
      }
      case ToolBody.Statement _ -> statementColumns();
    };
  }

  private ResultColumn shownText(String name, String columnLabel) {
    return new ResultColumn(name, columnLabel, "text", new Treatment.Shown(), keys.at());
  }

  private List<ResultColumn> statementColumns() {
    var node = keys.required("result", "list every column of the result with its type");
    if (!(node instanceof YamlNode.Mapping mapping) || mapping.entries().isEmpty()) {
      throw new ToolFileError(
          node.at(), "'result' lists columns", "write 'number: {type: text}' lines");
    }
    var read = new ArrayList<ResultColumn>();
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              if (ENVELOPE.contains(name)) {
                throw new ToolFileError(
                    entry.key(), "a column may not be called '" + name + "'", "rename it with AS");
              }
              read.add(column(name, entry));
            });
    return read;
  }

  private static ResultColumn column(String name, YamlNode.Entry entry) {
    var column = new Keys(entry.value(), "a column");
    var type = column.required("type", "write PostgreSQL's type, such as {type: text}");
    var canonical =
        ColumnType.canonical(Keys.text(type, "type"))
            .orElseThrow(
                () ->
                    new ToolFileError(
                        type.at(),
                        "a result has no columns of this type",
                        "cast it in the statement to one of " + ColumnType.names()));
    var label = column.text("label").orElseGet(() -> ToolReader.humanize(name));
    var treatment =
        column.node("mask").map(RingfenceKeys::treatment).orElseGet(Treatment.Shown::new);
    column.refuseOthers();
    return new ResultColumn(name, label, canonical, treatment, entry.key());
  }

  private static Treatment treatment(YamlNode mask) {
    return mask instanceof Scalar s && s.text().equals("drop")
        ? new Treatment.Dropped()
        : new Treatment.Masked(ParameterReader.mask(mask));
  }

  private Duration readTimeout() {
    var node = keys.node("timeout").orElse(null);
    if (node == null) {
      return ToolDefinition.Bounds.STANDARD.timeout();
    }
    var matcher = DURATION.matcher(Keys.text(node, "timeout"));
    if (matcher.matches()) {
      var number = Long.parseLong(matcher.group(1));
      var timeout =
          matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
      if (timeout.compareTo(MAX_TIMEOUT) <= 0) {
        return timeout;
      }
    }
    throw new ToolFileError(
        node.at(),
        "this is no timeout",
        "write '2s' or '500ms', at most " + MAX_TIMEOUT.toSeconds() + "s");
  }

  private int readBytes() {
    var node = keys.node("bytes").orElse(null);
    if (node == null) {
      return ToolDefinition.Bounds.STANDARD.bytes();
    }
    var matcher = SIZE.matcher(Keys.text(node, "bytes"));
    if (matcher.matches()) {
      var factor =
          Optional.ofNullable(matcher.group(2)).filter("KiB"::equals).map(_ -> 1024).orElse(1);
      var bytes = Long.parseLong(matcher.group(1)) * factor;
      if (bytes >= 1024 && bytes <= MAX_BYTES) {
        return (int) bytes;
      }
    }
    throw new ToolFileError(
        node.at(), "this is no size", "write '32KiB', from 1KiB to " + MAX_BYTES / 1024 + "KiB");
  }

  private @Nullable TitleTemplate readTitle() {
    var node = keys.node("title").orElse(null);
    if (node == null) {
      return null;
    }
    var template = new TitleTemplate(Keys.text(node, "title"));
    for (var name : template.columns()) {
      if (columns.stream().noneMatch(column -> column.name().equals(name))) {
        throw new ToolFileError(
            node.at(),
            "the title names '" + name + "', which is no column",
            "name columns of the result");
      }
    }
    return template;
  }

  private ToolDefinition.@Nullable Write readWrite(ToolBody body) {
    var node = keys.node("write").orElse(null);
    if (node == null) {
      keys.refuse("write", "'write' says nothing", "write '{reversible: false}' or remove it");
      return null;
    }
    if (body instanceof ToolBody.KnowledgeSearch) {
      throw new ToolFileError(
          node.at(), "a search of the knowledge base only reads", "remove 'write'");
    }
    if (access.contains(Role.VISITOR)) {
      throw new ToolFileError(
          node.at(), "a visitor may not write", "remove 'visitor' from access or remove 'write'");
    }
    var own = new Keys(node, "write");
    own.required("reversible", "say whether what it writes can be undone: true or false");
    var reversible = own.truth("reversible", false);
    own.refuseOthers();
    return new ToolDefinition.Write(reversible);
  }

  private List<String> readExamples() {
    var read = keys.texts("examples");
    if (read.size() > MAX_EXAMPLES) {
      throw new ToolFileError(
          keys.required("examples", "").at(),
          "these are too many examples",
          "write at most " + MAX_EXAMPLES);
    }
    return read;
  }
}
