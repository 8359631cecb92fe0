using Drr.Analysis.Figures;

namespace Drr.Analysis.Reports;

/// <summary>The style and script of every page.</summary>
internal static class PageParts
{
    /// <summary>Figures are drawn in light colours; in dark mode the rules at the end replace these, colour by colour.</summary>
    internal const string Style = $$"""

        :root { color-scheme: light dark; --paper: #fff; --ink: {{Palette.Ink}}; --soft: {{Palette.SoftInk}}; }
        :root { --line: {{Palette.Grid}}; --link: {{Palette.Blue}}; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, Arial, sans-serif; }
        main { max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
        h1 { font-size: 1.8rem; line-height: 1.2; } h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; }
        .summary { font-size: 1.1rem; } figure { margin: 0; } figure svg { display: block; width: 100%; height: auto; }
        figcaption, .note { color: var(--soft); } .scroll { overflow-x: auto; margin: 1rem 0; }
        table { border-collapse: collapse; font-size: .95rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; padding: .3rem 0; }
        th, td { padding: .3rem .9rem .3rem 0; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
        td:only-child, td:last-child:not(.number) { white-space: normal; }
        .number { text-align: right; padding: .3rem 0 .3rem .9rem; } .number + td:not(.number) { padding-left: .9rem; }
        th button { all: unset; cursor: pointer; font-weight: 600; } th button:focus-visible { outline: 2px solid var(--link); }
        th[aria-sort=ascending] button::after { content: " ▲"; } th[aria-sort=descending] button::after { content: " ▼"; }
        @media screen and (prefers-color-scheme: dark) {
          :root { --paper: #14171a; --ink: #e6e8eb; --soft: #a3abb5; --line: #343a42; --link: #58a9dd; }
          svg [fill="white"] { fill: var(--paper); } svg [stroke="white"] { stroke: var(--paper); }
          svg [fill="{{Palette.Ink}}"] { fill: var(--ink); } svg [stroke="{{Palette.Ink}}"] { stroke: var(--ink); }
          svg [fill="{{Palette.SoftInk}}"] { fill: var(--soft); } svg [stroke="{{Palette.SoftInk}}"] { stroke: var(--soft); }
          svg [stroke="{{Palette.Grid}}"] { stroke: var(--line); }
          svg [fill="{{Palette.Blue}}"] { fill: #58a9dd; } svg [stroke="{{Palette.Blue}}"] { stroke: #58a9dd; }
          svg [fill="{{Palette.Sky}}"] { fill: #b5e2fa; } svg [stroke="{{Palette.Sky}}"] { stroke: #b5e2fa; }
          svg [fill="{{Palette.FaintBlue}}"] { fill: #2c4f6b; }
          svg [fill="{{Palette.Vermilion}}"] { fill: #f08a4b; } svg [stroke="{{Palette.Vermilion}}"] { stroke: #f08a4b; }
          svg [fill="{{Palette.Green}}"] { fill: #3cc79b; } svg [stroke="{{Palette.Green}}"] { stroke: #3cc79b; }
        }
        @media print {
          main { max-width: none; padding: 0; } body { font-size: 10pt; }
          figure, tr { break-inside: avoid; } h2, caption { break-after: avoid; }
        }

        """;

    /// <summary>A click on a heading sorts by its column; a second click reverses the order.</summary>
    internal const string Script = """

        for (const head of document.querySelectorAll('thead th')) {
          head.firstChild.addEventListener('click', () => {
            const table = head.closest('table'), body = table.tBodies[0], column = head.cellIndex;
            const sign = head.ariaSort === 'ascending' ? -1 : 1;
            const key = ({ dataset, textContent }) => 'value' in dataset ? Number(dataset.value) : textContent;
            const order = (a, b) => typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
            for (const other of table.tHead.rows[0].cells) other.ariaSort = null;
            head.ariaSort = sign > 0 ? 'ascending' : 'descending';
            body.append(...[...body.rows].sort((a, b) => sign * order(key(a.cells[column]), key(b.cells[column]))));
          });
        }

        """;
}
