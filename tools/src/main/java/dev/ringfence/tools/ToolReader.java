package dev.ringfence.tools;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Reads one tool, in either form of the file. */
final class ToolReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
  private static final int MAX_DESCRIPTION = 1024;
  private static final int MAX_PARAMETERS = 20;

  private final Keys keys;
  private final String name;
  private final Place at;

  private ToolReader(Keys keys, String name, Place at) {
    this.keys = keys;
    this.name = name;
    this.at = at;
  }

  /** A document of its own: {@code kind: tool}, with its name and type inside. */
  static ToolDefinition flat(YamlNode document) {
    var keys = new Keys(document, "a tool");
    keys.requiredText("kind", "write 'kind: tool'");
    var name = keys.required("name", "write 'name: my_tool'");
    return new ToolReader(keys, Keys.text(name, "name"), name.at()).read("type");
  }

  /** An entry below {@code tools:}, where {@code kind} says the type. */
  static ToolDefinition nested(String name, Place at, YamlNode body) {
    var keys = new Keys(body, "a tool");
    return new ToolReader(keys, name, at).read(keys.has("kind") ? "kind" : "type");
  }

  private ToolDefinition read(String typeKey) {
    if (!NAME.matcher(name).matches()) {
      throw new ToolFileError(
          at, "'" + name + "' is no name for a tool", "write letters, digits, '_' and '-'");
    }
    var body = body(typeKey);
    var description = description();
    keys.text("source");
    refuseWhatIsNotTaken();
    var parameters = parameters();
    var own =
        new RingfenceKeys(
            keys.required("x-ringfence", "say who may call it and what it returns"), body, name);
    own.refuseVisitorsBehindSignIn(keys.texts("authRequired"));
    var writes = own.write() != null;
    keys.node("annotations").ifPresent(node -> annotations(node, writes));
    if (writes || body instanceof ToolBody.KnowledgeSearch) {
      refuseClaims(parameters);
    }
    keys.refuseOthers();
    return new ToolDefinition(
        name,
        own.label(),
        description,
        body,
        parameters,
        own.access(),
        own.columns(),
        own.bounds(),
        own.title(),
        own.examples(),
        own.write(),
        at);
  }

  /** The service fills in who is asking where rows are chosen, and nowhere else. */
  private static void refuseClaims(List<ToolParameter> parameters) {
    parameters.stream()
        .filter(ToolParameter::claimBound)
        .findFirst()
        .ifPresent(
            parameter -> {
              throw new ToolFileError(
                  parameter.at(),
                  "only a statement that reads has parameters with 'authServices'",
                  "remove the parameter: the database knows the caller");
            });
  }

  private ToolBody body(String typeKey) {
    var type = keys.required(typeKey, "write '" + typeKey + ": postgres-sql'");
    return switch (Keys.text(type, typeKey)) {
      case "postgres-sql" -> {
        var statement = keys.required("statement", "write the SELECT that it runs");
        yield new ToolBody.Statement(withoutEnd(Keys.text(statement, "statement")), statement.at());
      }
      case "ringfence-search" -> {
        keys.refuse(
            "statement", "a search of the knowledge base has no statement", "remove this key");
        yield new ToolBody.KnowledgeSearch();
      }
      default ->
          throw new ToolFileError(
              type.at(),
              "this type of tool is not known",
              "write 'postgres-sql' or 'ringfence-search'");
    };
  }

  /** A statement without the semicolon that people end it with. */
  private static String withoutEnd(String sql) {
    return sql.endsWith(";") ? sql.substring(0, sql.length() - 1).stripTrailing() : sql;
  }

  private String description() {
    var node = keys.required("description", "say in a sentence what it answers");
    var text = Keys.text(node, "description");
    if (text.length() > MAX_DESCRIPTION) {
      throw new ToolFileError(
          node.at(),
          "the description is too long",
          "write at most " + MAX_DESCRIPTION + " characters");
    }
    return text;
  }

  private void refuseWhatIsNotTaken() {
    keys.refuse(
        "templateParameters",
        "template parameters are pasted into SQL and not accepted",
        "declare a parameter and write $1 in the statement");
    keys.refuse(
        "scopesRequired",
        "scopes are not checked here",
        "say in x-ringfence.access which roles may call the tool");
  }

  private List<ToolParameter> parameters() {
    var items = keys.items("parameters");
    if (items.size() > MAX_PARAMETERS) {
      throw new ToolFileError(
          items.get(MAX_PARAMETERS).at(),
          "a tool has at most " + MAX_PARAMETERS + " parameters",
          "split the tool");
    }
    var parameters = new ArrayList<ToolParameter>();
    var names = new HashSet<String>();
    for (var item : items) {
      var parameter = ParameterReader.read(item);
      if (!names.add(parameter.name())) {
        throw new ToolFileError(
            parameter.at(),
            "the parameter '" + parameter.name() + "' is declared twice",
            "rename one of them");
      }
      parameters.add(parameter);
    }
    return parameters;
  }

  /** Hints for MCP clients; only what is true of the tool is taken. */
  private static void annotations(YamlNode node, boolean writes) {
    var hints = new Keys(node, "an annotation");
    hints.text("title");
    hints.truth("idempotentHint", true);
    hints.truth("openWorldHint", false);
    refuseUnless(hints, "readOnlyHint", !writes);
    if (writes) {
      hints.truth("destructiveHint", true);
    } else {
      refuseUnless(hints, "destructiveHint", false);
    }
    hints.refuseOthers();
  }

  private static void refuseUnless(Keys hints, String key, boolean expected) {
    if (hints.truth(key, expected) != expected) {
      var at = hints.node(key).map(YamlNode::at).orElse(hints.at());
      throw new ToolFileError(
          at,
          !expected && key.equals("readOnlyHint")
              ? "a tool with 'write' does not only read"
              : "a tool without 'write' only reads",
          "write '" + key + ": " + expected + "' or remove the key");
    }
  }

  /** A name made readable: {@code list_invoices} becomes "List invoices". */
  static String humanize(String name) {
    var words = name.replace('_', ' ').replace('-', ' ').strip();
    return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
