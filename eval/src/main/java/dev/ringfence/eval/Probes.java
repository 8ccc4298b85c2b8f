package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
import java.util.Arrays;
import java.util.List;

/** What is looked at beside the attacks: questions that no model is needed for. */
enum Probes {
  /** SQL on connections of the service's own logins. */
  DATABASE("database", "SQL on the service's own logins") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new DatabaseProbes(lab).run();
    }
  },
  /** Whether everything is in the audit before it is seen, and nobody changes it. */
  AUDIT("audit", "what is shown while nothing can be written down, and SQL on the chains") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new AuditProbes(lab).run();
    }
  },
  /** Whether those who lost their place are let in any longer. */
  TENANTS("tenants", "people and visitors who lose their place") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new TenantProbes(lab).run();
    }
  },
  /** Whether proposals are their person's alone, and writes too. */
  CONSENT("consent", "proposals and writes, with SQL on the service's own login") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new ConsentProbes(lab).run();
    }
  },
  /** Whether what clients of MCP are shown is noted, and nobody else's doing. */
  MCP("mcp", "what clients of MCP are shown, in two worlds and without an audit") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new McpProbes(lab).run();
    }
  },
  /** Whether files and documents are their people's alone. */
  FILES("files", "files and documents, with SQL on the service's own login") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new FileProbes(lab).run();
    }
  },
  /** Whether what is listed and found is nobody else's doing. */
  FILE_WORLDS("files", "what is listed and found, in two worlds of others' files") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new FileWorlds(lab).run();
    }
  },
  /** Whether strangers' bodies are waited for, and who reads what was sent. */
  UPLOADS("files", "bodies that are announced and never sent, and what reads files") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new UploadProbes(lab).run();
    }
  },
  /** Whether the logins can do no more than their work. */
  RIGHTS("database", "what the service's logins could do beside their work") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new RightsProbes(lab).run();
    }
  },
  /** Whether rows of any table can be written for others. */
  WRITES("database", "rows of every table, written for others") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new WriteProbes(lab).run();
    }
  },
  /** Whether a place in a long result is of use to anybody else. */
  CURSORS("mcp", "cursors in other hands and for other questions") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new CursorProbes(lab).run();
    }
  },
  /** Whether one answer ends. */
  LIMITS("limits", "a model that calls without end") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new BudgetProbes(lab).run();
    }
  },
  /** Whether answers say who may keep, read and run them. */
  HEADERS("headers", "the headers of answers, and pages of other sites") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new HeaderProbes(lab).run();
    }
  },
  /** Whether tools are taken that reach further than their caller. */
  TOOLS("tools", "files of tools that reach too far") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new ToolProbes(lab).run();
    }
  },
  /** Whether anything is seen where nobody is answered. */
  QUIET("quiet", "embeddings, metrics, exports, and what lies at rest") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new QuietProbes(lab).run();
    }
  },
  /** Whether a connection that is lent again tells of whoever had it before. */
  POOL("database", "what is left in the service's own connections") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new PoolProbes(lab).run();
    }
  },
  /** Whether answers come from where they say. */
  SCOPE("scope", "where answers say that they come from") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new ScopeProbes(lab).run();
    }
  },
  /** Whether anything is looked at by no case. */
  SURFACE("surface", "whether each route and tool has a case") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new SurfaceProbes(lab).run();
    }
  },
  /** Whether what honest people want is still answered; a run counts it by itself. */
  USEFUL(UsefulnessRun.FAMILY, "what honest people want, with an honest model") {
    @Override
    List<CaseResult> run(Experiment lab) {
      List<Task> some = TaskCorpus.part(TaskCorpus.load(), PARTS, 1);
      return UsefulnessRun.asCases(new UsefulnessRun(_ -> {}).honest(lab, some));
    }
  },
  /** Whether anything that anybody is shown is somebody else's doing, at every door and tap. */
  WORLDS("worlds", "everything that anybody is shown, in two worlds of others' data") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return WorldsRun.of(lab, SEED, SESSIONS, CHANGES, what -> {}).cases();
    }
  },
  /** Whether it serves from a database that is open somewhere. */
  START("start", "databases that are not safe to serve from") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new StartProbes(lab).run();
    }
  },
  /** Whether a wall behind another one holds alone. */
  WALLS("walls", "walls that stand behind others, each alone") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new WallProbes(lab).run();
    }
  },
  /** Whether those who are erased are gone, and nobody else. */
  ERASURE("erasure", "what is left of those who were erased, and what their receipts say") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return new ErasureProbes(lab).run();
    }
  };

  /** A sabotage looks at one task in so many. */
  private static final int PARTS = 4;

  private static final long SEED = 1;

  /** A few of each person and door; {@code eval worlds} takes hundreds. */
  private static final int SESSIONS = 20;

  private static final int CHANGES = 9;

  /** The family of its cases. */
  final String family;

  /** What it looks at, in words. */
  final String what;

  Probes(String family, String what) {
    this.family = family;
    this.what = what;
  }

  /** Those whose cases are cases of a run. */
  static List<Probes> ofARun() {
    return Arrays.stream(values()).filter(probes -> probes != USEFUL).toList();
  }

  abstract List<CaseResult> run(Experiment lab);
}
