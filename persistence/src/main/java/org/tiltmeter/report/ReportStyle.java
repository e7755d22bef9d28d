package org.tiltmeter.report;

/// How the HTML report looks: light, quiet, the same on the screen and on paper.
final class ReportStyle {

    static final String CSS = """
        :root { color-scheme: light; --ink: #1f2328; --quiet: #59636e; --line: #d1d9e0; --accent: #0a5fb4; }
        * { box-sizing: border-box; }
        body { margin: 0; background: #fff; color: var(--ink);
          font: 16px/1.5 Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 3rem 1.5rem; }
        .kind { margin: 0; color: var(--accent); font-weight: 600; }
        h1 { margin: 0 0 .25rem; font-size: 2rem; line-height: 1.2; overflow-wrap: anywhere; }
        h2 { margin: 3rem 0 .75rem; font-size: 1.35rem; }
        h3 { margin: 1.5rem 0 .5rem; font-size: 1.05rem; }
        .date, .provenance, .note { color: var(--quiet); }
        .date { margin: 0 0 1.5rem; }
        .provenance { margin: .25rem 0; font-size: .8rem; overflow-wrap: anywhere; }
        .findings { padding-left: 1.2rem; font-size: 1.15rem; }
        .findings li { margin-bottom: .75rem; }
        dl { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; gap: .3rem 1rem; margin: 0 0 1rem; }
        dt { color: var(--quiet); overflow-wrap: anywhere; }
        dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
        .scroll { overflow-x: auto; margin: 0 0 1.5rem; }
        table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; padding: .5rem 0; }
        th, td { padding: .3rem .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line);
          white-space: pre-wrap; overflow-wrap: break-word; }
        tbody th { font-weight: 500; }
        thead th { color: var(--quiet); font-weight: 600; border-bottom: 2px solid var(--line); }
        th.number, td.number { text-align: right; white-space: nowrap; }
        thead th.number { white-space: normal; }
        .verbatim td, .hashes td:last-child { font-family: "JetBrains Mono", "DejaVu Sans Mono", Consolas, monospace;
          font-size: .8rem; }
        .hashes td:last-child { overflow-wrap: anywhere; }
        .sign td { height: 3rem; }
        figure { margin: 0 0 2.5rem; }
        figure svg { display: block; max-width: 100%; height: auto; }
        figcaption { margin-top: .5rem; }
        details { margin: .5rem 0 1rem; }
        summary { cursor: pointer; color: var(--accent); }
        @page { size: A4; margin: 18mm 16mm; }
        @media print {
          body { font-size: 10pt; }
          main { max-width: none; padding: 0; }
          .scroll { overflow: visible; }
          figure, tr { break-inside: avoid; }
          h2, h3, caption { break-after: avoid; }
          thead { display: table-header-group; }
          details::details-content { content-visibility: visible; display: block; }
          summary { display: none; }
        }
        """;

    private ReportStyle() {}
}
