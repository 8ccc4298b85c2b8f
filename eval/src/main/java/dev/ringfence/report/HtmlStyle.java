package dev.ringfence.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** How the report looks, on a screen, in the dark and on paper. */
final class HtmlStyle {
  /** The colours keep a contrast of 4.5 to 1 and more; what they say is said in words as well. */
  static final String CSS =
      """
      :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --faint: #57606a;
        --line: #d0d7de; --clean: #2da44e; --leak: #cf222e; --open: #bf8700; --shade: #f6f8fa; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e6edf3; --paper: #0d1117; --faint: #9da7b3; --line: #3d444d;
          --clean: #3fb950; --leak: #ff7b72; --open: #d29922; --shade: #161b22; } }
      body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
        max-width: 70rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
      h1, h2, h3 { line-height: 1.25; }
      h3 { margin-bottom: .25rem; }
      .verdict { font-size: 1.25rem; font-weight: 600; border-left: .4rem solid var(--open);
        padding: .5rem 1rem; background: var(--shade); }
      .verdict.is-clean { border-color: var(--clean); }
      .verdict.is-leak { border-color: var(--leak); }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; margin: 1rem 0; }
      caption { text-align: left; font-weight: 600; padding-bottom: .5rem; }
      th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left;
        vertical-align: top; }
      td.number { text-align: right; font-variant-numeric: tabular-nums; }
      td.none { color: var(--faint); }
      thead th { background: var(--shade); }
      svg { display: block; margin-top: .25rem; }
      .clean { fill: var(--clean); } .leak { fill: var(--leak); } .open { fill: var(--open); }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
      dt { color: var(--faint); } dd { margin: 0; }
      section.issue { border: 1px solid var(--line); border-radius: .4rem; padding: .5rem 1rem 1rem;
        margin: 1rem 0; }
      pre { background: var(--shade); padding: .6rem; white-space: pre-wrap; }
      @media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
      @media print {
        :root { --ink: #000000; --paper: #ffffff; --faint: #333333; --line: #888888;
          --clean: #2da44e; --leak: #cf222e; --open: #bf8700; --shade: #ffffff; }
        body { font-size: 10pt; max-width: none; padding: 0; }
        section.issue, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
        svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .wide { overflow: visible; } }
      """;

  private HtmlStyle() {}

  /** Nothing is fetched and nothing runs; of styles, the one above alone. */
  static String policy() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(("\n" + CSS).getBytes(UTF_8));
      return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
          + Base64.getEncoder().encodeToString(hash)
          + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
