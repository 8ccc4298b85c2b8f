package dev.ringfence.eval;

import dev.ringfence.report.CaseResult;
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
  /** Whether anything that anybody is shown is somebody else's doing, at every door and tap. */
  WORLDS("worlds", "everything that anybody is shown, in two worlds of others' data") {
    @Override
    List<CaseResult> run(Experiment lab) {
      return WorldsRun.of(lab, SEED, SESSIONS, CHANGES, what -> {}).cases();
    }
  };

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

  abstract List<CaseResult> run(Experiment lab);
}
