package dev.ringfence.cli;

import dev.ringfence.audit.AuditVerification;
import dev.ringfence.audit.ChainHead;
import dev.ringfence.audit.HeadsFile;
import dev.ringfence.audit.OwnedRows;
import dev.ringfence.audit.RowReaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ringfence audit}. */
@Command(
    name = "audit",
    description = {
      "Who read what: verifies the chains, and says who could read a row and who did.",
      "It works as RINGFENCE_ADMIN_DATABASE_URL, or on the instance in --data."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AuditCommand.Verify.class, AuditCommand.Who.class, AuditCommand.Head.class})
final class AuditCommand {
  @Mixin private final CommonOptions common = new CommonOptions();

  /** Work on the database as its administrator. */
  private interface Work {
    int on(Connection admin) throws SQLException, IOException;
  }

  /** What the subcommands share. */
  private abstract static class OnDatabase implements Callable<Integer> {
    @Mixin final CommonOptions common = new CommonOptions();

    @Option(names = "--tenant", paramLabel = "T", description = "this tenant's chain alone")
    @Nullable String tenant;

    int work(Work work) {
      try (Connection admin = AdminDatabase.of(common.configuration(), common.folder()).connect()) {
        return work.on(admin);
      } catch (SQLException | IOException e) {
        throw new CommandException(2, "the audit could not be read: " + Failures.describe(e));
      }
    }

    @Nullable UUID tenantId(Connection admin) throws SQLException {
      String slug = tenant;
      if (slug == null) {
        return null;
      }
      for (Map.Entry<UUID, String> each : slugs(admin).entrySet()) {
        if (each.getValue().equals(slug) || each.getKey().toString().equals(slug)) {
          return each.getKey();
        }
      }
      try {
        // One that was erased has no name any more.
        return UUID.fromString(slug);
      } catch (IllegalArgumentException e) {
        throw new CommandException(2, "there is no tenant " + slug);
      }
    }

    static Map<UUID, String> slugs(Connection admin) throws SQLException {
      Map<UUID, String> slugs = new LinkedHashMap<>();
      try (PreparedStatement select =
              admin.prepareStatement("SELECT id, slug FROM ringfence.tenant");
          ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          slugs.put(rows.getObject(1, UUID.class), rows.getString(2));
        }
      }
      return slugs;
    }

    static String name(Map<UUID, String> slugs, UUID id) {
      return slugs.getOrDefault(
          id, id.getMostSignificantBits() == 0 ? "(no tenant)" : id.toString());
    }
  }

  @Command(
      name = "verify",
      description = {
        "Reads every chain and names the first entry that is changed, missing, moved or not ours.",
        "Exits with 0 where nothing is, 1 where something is, 2 where it could not be read."
      })
  static final class Verify extends OnDatabase {
    @Option(
        names = "--heads",
        paramLabel = "FILE",
        description = "ends of chains that `audit head` printed, beside those kept in --data")
    @Nullable Path heads;

    @Override
    public Integer call() {
      return work(
          admin -> {
            // Before the chains are read: they only grow.
            Map<UUID, ChainHead> remembered = remembered();
            UUID only = tenantId(admin);
            Map<UUID, String> slugs = slugs(admin);
            var result =
                new AuditVerification(
                        InstanceKeys.audit(common.configuration(), common.folder()).key(),
                        remembered,
                        entries -> System.err.println("  read " + entries + " entries …"))
                    .verify(admin, only);
            result
                .findings()
                .forEach(
                    found ->
                        System.out.println(
                            name(slugs, found.tenant())
                                + "  entry "
                                + found.number()
                                + "  "
                                + found.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                                + ": "
                                + found.detail()));
            if (result.findings().isEmpty()) {
              System.out.println(
                  result.entries()
                      + " entries in "
                      + result.chains()
                      + " chains: nothing is changed, missing or moved.");
            }
            return result.findings().isEmpty() ? 0 : 1;
          });
    }

    private Map<UUID, ChainHead> remembered() throws IOException {
      Map<UUID, ChainHead> all = new TreeMap<>();
      all.putAll(HeadsFile.read(common.folder().path(DataFolder.AUDIT_HEADS)));
      if (heads != null) {
        if (!Files.exists(heads)) {
          throw new CommandException(2, heads + " is not there");
        }
        HeadsFile.read(heads)
            .forEach(
                (tenantId, head) ->
                    all.merge(tenantId, head, (a, b) -> a.number() > b.number() ? a : b));
      }
      return all;
    }
  }

  @Command(
      name = "head",
      description =
          "Prints the end of every chain, to be kept where the database's administrator cannot write.")
  static final class Head extends OnDatabase {
    @Override
    public Integer call() {
      return work(
          admin -> {
            Map<UUID, ChainHead> heads = AuditVerification.heads(admin);
            UUID only = tenantId(admin);
            heads.keySet().removeIf(id -> only != null && !only.equals(id));
            System.out.print(HeadsFile.text(heads));
            return 0;
          });
    }
  }

  @Command(name = "who", description = "Says who could read a row, and who did.")
  static final class Who extends OnDatabase {
    @Option(
        names = "--table",
        paramLabel = "T",
        required = true,
        description = "the row's table, as schema.table")
    private String table = "";

    @Option(
        names = "--id",
        paramLabel = "I",
        required = true,
        description = "the last column of its primary key")
    private String id = "";

    @Override
    public Integer call() {
      return work(
          admin -> {
            RowReaders readers =
                new RowReaders(
                    admin, InstanceKeys.audit(common.configuration(), common.folder()).key());
            Map<UUID, String> slugs = slugs(admin);
            UUID only = tenantId(admin);
            OwnedRows rows =
                readers
                    .table(table)
                    .orElseThrow(
                        () ->
                            new CommandException(
                                2, "there is no table " + table + " whose rows have a tenant"));
            List<OwnedRows.Found> found =
                rows.withId(admin, id).stream()
                    .filter(row -> only == null || only.equals(row.tenant()))
                    .toList();
            if (found.isEmpty()) {
              System.out.println("There is no such row now.");
            }
            for (OwnedRows.Found row : found) {
              could(readers, rows, row, name(slugs, row.tenant()));
            }
            did(readers, slugs, Optional.ofNullable(only), found);
            return 0;
          });
    }

    private static void could(
        RowReaders readers, OwnedRows rows, OwnedRows.Found row, String tenant)
        throws SQLException {
      System.out.println("Who can read it (" + tenant + "):");
      for (RowReaders.Member member : readers.couldRead(rows, row)) {
        System.out.println(
            "  "
                + member.role()
                + " "
                + member.subject()
                + " of "
                + member.issuer()
                + (member.status().equals("active") ? "" : ", membership " + member.status())
                + (member.tenantStatus().equals("active")
                    ? ""
                    : ", tenant " + member.tenantStatus()));
      }
      if (rows.isPublic(row)) {
        System.out.println("  every visitor of the tenant's sites");
      }
    }

    private void did(
        RowReaders readers,
        Map<UUID, String> slugs,
        Optional<UUID> only,
        List<OwnedRows.Found> found)
        throws SQLException {
      System.out.println("Who did:");
      long[] count = new long[2];
      UUID chain = only.orElse(found.size() == 1 ? found.getFirst().tenant() : null);
      readers.whoRead(
          table,
          id,
          chain,
          read -> {
            if (read.summed()) {
              count[1]++;
              return;
            }
            count[0]++;
            System.out.println(
                "  "
                    + read.at()
                    + "  "
                    + name(slugs, read.tenant())
                    + "/"
                    + (read.actor().isEmpty() ? read.subject() : read.actor())
                    + " as "
                    + read.role()
                    + "  "
                    + read.action()
                    + "  "
                    + read.decision()
                    + "  request "
                    + read.requestId()
                    + "  entry "
                    + read.number());
          });
      if (count[0] == 0) {
        System.out.println("  nobody, as far as entries list keys");
      }
      if (count[1] > 0) {
        System.out.println(
            "  and "
                + count[1]
                + " entries that summed rows of "
                + table
                + " up or did not list them");
      }
    }
  }
}
