package dev.ringfence.eval;

import dev.ringfence.eval.Finding.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What no client of HTTP can ask: whether a stranger is answered before the large body that is
 * announced has been sent, and which process reads what has been.
 */
final class UploadProbes {
  private static final String FAMILY = "files";

  /** Milliseconds until a service that says nothing is taken for one that waits for the body. */
  private static final int PATIENCE = 6_000;

  private static final int ANNOUNCED = 8 << 20;
  private static final String READER = "dev.ringfence.parsing.ParserWorker";

  private final Experiment lab;

  UploadProbes(Experiment lab) {
    this.lab = lab;
  }

  List<CaseResult> run() {
    List<CaseResult> results = new ArrayList<>();
    for (Persona persona : Persona.values()) {
      results.add(answeredBeforeTheBody(lab.population.of(persona)));
    }
    results.add(readOutside(lab.population.of(Persona.ANA)));
    return results;
  }

  /** Whom each of them is, sending a body that never comes. */
  private CaseResult answeredBeforeTheBody(Person person) {
    Facts facts = lab.population.facts(person.persona(), lab.book);
    Set<Finding> findings = new LinkedHashSet<>();
    int attempts = 0;
    for (String route : List.of("/v1/files", "/v1/documents")) {
      for (String who : List.of("nobody", "altered", "expired", "former", "elsewhere")) {
        attempts++;
        expect(lab.tokens.as(who, person, facts), route, who, findings);
      }
    }
    Persona.Kind kind = person.persona().kind;
    if (kind != Persona.Kind.STAFF) {
      attempts++;
      expect(person.token(), "/v1/documents", "self", findings);
    }
    if (kind == Persona.Kind.VISITOR) {
      attempts++;
      expect(person.token(), "/v1/files", "self", findings);
    }
    return result("answered-before-the-body", person, attempts, own(person), findings);
  }

  private void expect(String token, String route, String who, Set<Finding> findings) {
    String answered = beforeTheBody(token, route);
    if (!answered.equals("401") && !answered.equals("403")) {
      findings.add(
          new Finding(
              Rule.NOT_REFUSED,
              Tap.HTTP,
              "a body for " + route + " as " + who + " was waited for " + answered,
              ""));
    }
  }

  /** The status that comes while no byte of the body was sent; empty where none does. */
  private String beforeTheBody(String token, String route) {
    URI service = URI.create(lab.client.origin());
    String head =
        "POST "
            + route
            + "?name=never.md HTTP/1.1\r\nHost: "
            + service.getAuthority()
            + "\r\nContent-Type: text/markdown\r\nContent-Length: "
            + ANNOUNCED
            + (token.isEmpty() ? "" : "\r\nAuthorization: Bearer " + token)
            + "\r\n\r\n";
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(PATIENCE);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String status = new String(in.readNBytes("HTTP/1.1 401".length()), StandardCharsets.US_ASCII);
      return status.substring(Math.min(status.length(), "HTTP/1.1 ".length()));
    } catch (SocketTimeoutException _) {
      return "";
    } catch (IOException e) {
      throw new LabException("the service does not answer", e);
    }
  }

  /** The readers that wait for work are ended first, so that the next file needs a new one. */
  private CaseResult readOutside(Person person) {
    readers().forEach(ProcessHandle::destroyForcibly);
    readers().forEach(reader -> reader.onExit().join());
    StoredDocuments before = StoredDocuments.in(lab.database);
    ServiceClient.Answer answer =
        lab.client.send(
            "POST",
            "/v1/files?name=read.md",
            person.token(),
            "# Read\n\nBy another process.",
            Map.of("Content-Type", "text/markdown"));
    before.forgetNewerIn(lab.database);
    Set<Finding> findings = new LinkedHashSet<>();
    if (answer.ok() && readers().isEmpty()) {
      findings.add(
          new Finding(
              Rule.READ_INSIDE, Tap.HTTP, "a file, without any process that reads files", ""));
    }
    return result("read-in-a-process-of-its-own", person, 1, answer.ok() ? 1 : 0, findings);
  }

  private static List<ProcessHandle> readers() {
    return ProcessHandle.current().children().filter(UploadProbes::isReader).toList();
  }

  /** The whole command line: what Java itself tells of it ends within a long class path. */
  private static boolean isReader(ProcessHandle process) {
    try {
      return process.isAlive()
          && Files.readString(
                  Path.of("/proc", Long.toString(process.pid()), "cmdline"),
                  StandardCharsets.ISO_8859_1)
              .contains(READER);
    } catch (IOException _) {
      return false;
    }
  }

  private int own(Person person) {
    String conversation = "/v1/conversations/" + Population.conversation(person.persona());
    return lab.judge
        .own(
            person,
            lab.client.send("GET", conversation, person.token(), "", Map.of()).capture().raw())
        .size();
  }

  private static CaseResult result(
      String name, Person person, int attempts, int own, Set<Finding> findings) {
    return new CaseResult(
        FAMILY,
        name,
        person.persona().label(),
        "http",
        attempts,
        attempts,
        own,
        List.copyOf(findings),
        own == 0 ? "nothing of the person's own arrived" : "");
  }
}
