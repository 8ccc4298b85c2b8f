package dev.ringfence.doctor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what policies admit. A condition is good only where it proves that each alternative of it
 * holds the row to the sealed tenant, and a customer's to the sealed customer; whatever does not
 * prove it is named by the most telling rule.
 */
final class PolicyReading {
  static final String QUERY = "SELECT t.* FROM policy_text AS t";

  private static final Pattern BARE_CALL = Pattern.compile("(?<!SELECT |FROM )ringfence\\.\\w+\\(");

  private PolicyReading() {}

  static List<Hit> of(List<List<String>> rows) {
    return rows.stream().flatMap(row -> read(PolicyText.of(row)).stream()).toList();
  }

  private static List<Hit> read(PolicyText policy) {
    Set<String> rules = new LinkedHashSet<>();
    if (policy.isFor("*rwd") && !policy.reads().isEmpty()) {
      Branch.of(policy.reads()).forEach(branch -> rules.addAll(reading(policy, branch)));
    }
    if (policy.isFor("*aw") && !policy.writes().isEmpty()) {
      Branch.of(policy.writes()).forEach(branch -> rules.addAll(writing(policy, branch)));
    }
    if (BARE_CALL
        .matcher((policy.reads() + " " + policy.writes()).replaceAll("\\s+", " "))
        .find()) {
      rules.add("policy-per-row");
    }
    if (rules.isEmpty() && lacksIndex(policy)) {
      rules.add("policy-without-index");
    }
    return rules.stream()
        .map(rule -> new Hit(rule, policy.object(), "policy " + policy.name(), fix(rule, policy)))
        .toList();
  }

  private static List<String> reading(PolicyText policy, Branch branch) {
    List<String> rules = new ArrayList<>();
    if (branch.swapped()) {
      rules.add("policy-axes-swapped");
    } else if (!branch.tenant()) {
      rules.add(unsealed(policy, branch));
    } else if (comparesOther(policy, branch)) {
      rules.add("policy-other-column");
    } else if (!branch.staff() && !branch.person()) {
      if (policy.forStaffOnly()) {
        rules.add("policy-any-role");
      } else if (branch.shared()) {
        if (policy.isFor("*wd")) {
          rules.add("policy-shared-write");
        }
      } else if (!policy.owners().isEmpty()) {
        rules.add(
            Branch.of(policy.reads()).stream().anyMatch(Branch::person)
                ? "policy-owner-optional"
                : "policy-tenant-only");
      } else if (!policy.people().isEmpty()) {
        rules.add("policy-skips-person");
      }
    }
    return rules;
  }

  private static String unsealed(PolicyText policy, Branch branch) {
    if (branch.person()) {
      return "policy-owner-only";
    }
    if (branch.trivial()) {
      return "policy-always-true";
    }
    if (branch.forgeable()) {
      return "policy-forgeable";
    }
    return branch.ignores(policy.columns()) ? "policy-ignores-row" : "policy-unsealed";
  }

  private static List<String> writing(PolicyText policy, Branch branch) {
    if (!branch.tenant() || branch.swapped()) {
      return List.of("policy-check-open");
    }
    if (comparesOther(policy, branch)) {
      return List.of("policy-other-column");
    }
    if (branch.staff() || branch.person()) {
      return List.of();
    }
    if (policy.forStaffOnly()) {
      return List.of("policy-any-role");
    }
    if (!policy.owners().isEmpty()) {
      return List.of("policy-check-looser");
    }
    return policy.people().isEmpty() ? List.of() : List.of("policy-skips-person");
  }

  /** Whether its table has an owner's column on an axis, and the policy compares another one. */
  private static boolean comparesOther(PolicyText policy, Branch branch) {
    return besides(policy.tenants(), branch.sealed().stream().map(Sealed::tenant))
        || besides(policy.owners(), branch.sealed().stream().map(Sealed::person));
  }

  private static boolean besides(Set<String> owners, Stream<String> compared) {
    List<String> columns = compared.filter(column -> !column.isEmpty()).toList();
    return !owners.isEmpty() && !columns.isEmpty() && columns.stream().noneMatch(owners::contains);
  }

  private static boolean lacksIndex(PolicyText policy) {
    List<Branch> branches = Branch.of(policy.isFor("a") ? "false" : policy.reads());
    if (policy.reads().isEmpty() || branches.isEmpty()) {
      return false;
    }
    boolean always = branches.stream().allMatch(Branch::person);
    Set<String> compared =
        branches.getFirst().sealed().stream()
            .flatMap(s -> Stream.of(s.tenant(), always ? s.person() : ""))
            .filter(column -> !column.isEmpty())
            .collect(Collectors.toSet());
    Set<String> fixed = branches.size() == 1 ? branches.getFirst().fixed() : Set.of();
    return policy.indexes().stream().noneMatch(index -> leads(index, compared, fixed));
  }

  /**
   * Whether an index begins with the columns that are compared, with none between them but what the
   * policy fixes to one value.
   */
  private static boolean leads(List<String> index, Set<String> compared, Set<String> fixed) {
    Set<String> found = new HashSet<>();
    for (String column : index) {
      if (found.equals(compared)) {
        break;
      }
      if (compared.contains(column)) {
        found.add(column);
      } else if (!fixed.contains(column)) {
        return false;
      }
    }
    return found.equals(compared);
  }

  private static String fix(String rule, PolicyText policy) {
    String tenant = column(policy, "tenant_id");
    if (rule.equals("policy-without-index")) {
      boolean person = Branch.of(policy.reads()).stream().allMatch(Branch::person);
      return "CREATE INDEX ON %s (%s%s);"
          .formatted(policy.quoted(), tenant, person ? ", " + person(policy) : "");
    }
    String scope =
        policy.forStaffOnly()
                || policy.owners().isEmpty() && policy.roles().contains("ringfence_staff")
            ? "%s = (SELECT s.tenant FROM ringfence.staff_scope() AS s)".formatted(tenant)
            : policy.owners().isEmpty() && policy.people().isEmpty()
                ? "%s = (SELECT s.tenant FROM ringfence.customer_scope() AS s)".formatted(tenant)
                : "(%s, %s) = (SELECT s.tenant, s.customer FROM ringfence.customer_scope() AS s)"
                    .formatted(tenant, person(policy));
    return "ALTER POLICY %s ON %s%s%s;"
        .formatted(
            quote(policy.name()),
            policy.quoted(),
            policy.isFor("a") ? "" : " USING (" + scope + ")",
            policy.isFor("*aw") ? " WITH CHECK (" + scope + ")" : "");
  }

  private static String column(PolicyText policy, String usual) {
    return policy.columns().contains(usual)
        ? usual
        : Branch.of(policy.reads()).stream()
            .flatMap(branch -> branch.sealed().stream())
            .map(Sealed::tenant)
            .filter(name -> !name.isEmpty())
            .findFirst()
            .map(PolicyReading::quote)
            .orElse("tenant_id");
  }

  private static String person(PolicyText policy) {
    return policy.owners().contains("customer_id")
        ? "customer_id"
        : Stream.concat(policy.owners().stream().sorted(), policy.people().stream().sorted())
            .findFirst()
            .map(PolicyReading::quote)
            .orElse("customer_id");
  }

  private static String quote(String name) {
    return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
