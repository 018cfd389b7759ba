/// How a page looks: on A4, on a screen, and on one of 320 places wide.
enum StyleSheet {
    static let text: HTMLText = """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: #fff; color: #111;
        font: 1rem/1.4 Arial, "Liberation Sans", Helvetica, sans-serif; overflow-wrap: break-word; }
        h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; }
        h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; border-bottom: 2px solid #111; break-after: avoid; }
        .soort, .versie { margin: .2rem 0; color: #444; }
        dl, dd, dt, ul, figure { margin: 0; }
        ul { padding-left: 1.1em; }
        .kop > div { display: grid; grid-template-columns: 8rem 1fr; padding: .2rem 0; border-bottom: 1px solid #bbb; }
        .kop { margin-top: .8rem; border-top: 1px solid #bbb; }
        .kop dt { font-weight: bold; }
        .kop dd { grid-column: 2; }
        .tekening { overflow-x: auto; text-align: center; }
        .tekening:focus-visible { outline: 3px solid #111; }
        .tekening svg { display: block; margin: 0 auto; max-width: 100%; min-width: 34rem; height: auto; }
        .op-papier { display: none; }
        figcaption, footer { font-size: .8rem; color: #444; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .4rem; border: 1px solid #888; }
        thead th { background: #e6e6e6; }
        tr { break-inside: avoid; }
        thead { display: table-header-group; }
        .stappen th:first-child { white-space: nowrap; }
        .stappen td:nth-child(3) { width: 22%; }
        .stappen td:nth-child(4) { width: 16%; }
        .stappen td:nth-child(5) { width: 25%; }
        a { color: #111; }
        .binnen th[scope=row] { border-left: 6px solid #888; }
        .stapsoort { color: #444; }
        td dl { margin-top: .2rem; }
        td dt { display: inline; font-style: italic; }
        td dt::after { content: ": "; }
        td dd { display: inline; }
        td dd + dd::before { content: "; "; }
        footer { margin-top: 1.5rem; border-top: 1px solid #888; }
        @media screen and (max-width: 40rem) {
        .kop > div { grid-template-columns: 1fr; }
        .kop dd { grid-column: 1; }
        table, tbody, tr, th, td { display: block; width: auto !important; border: 0; }
        thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        tr { border: 1px solid #888; margin-bottom: .6rem; }
        tbody th { background: #e6e6e6; }
        td:not(:empty)::before { content: attr(data-kop) ": "; display: block; font-size: .8rem; color: #444; }
        }
        @page { size: A4; margin: 12mm 14mm 15mm; font: 8pt Arial, "Liberation Sans", Helvetica, sans-serif; color: #444; }
        @page breed { margin: 12mm 10mm 15mm; }
        @page liggend { size: A4 landscape; margin: 12mm 10mm 15mm; }
        @media print {
        body { max-width: none; padding: 0; font-size: 9.5pt; }
        html { font-size: 9.5pt; }
        h2 { margin-top: 5mm; }
        .loop { break-before: page; }
        .loop h2 { margin-top: 0; }
        .breed { page: breed; }
        .liggend { page: liggend; }
        .versie a { display: none; }
        .tekening { overflow: visible; }
        .tekening svg { min-width: 0; max-height: 236mm; break-inside: avoid; }
        .liggend .tekening svg { max-height: 165mm; }
        .tekening svg + svg { break-before: page; }
        .op-papier { display: inline; }
        figcaption { break-before: avoid; break-inside: avoid; }
        table { font-size: 8.5pt; }
        footer { break-inside: avoid; margin-top: 2mm; }
        footer p { margin: 0; }
        }
        """
}
