// How the page looks, in light and in dark.

export const STYLE = `
:root{--ink:#1d2026;--dim:#5d6470;--paper:#fff;--soft:#f4f5f7;--line:#d9dce1;--link:#0b57b7;--moves:#2f9e63;--mixed:#d29a12;--waits:#3f7fd0;--blocks:#d1495b;--quiet:#dfe2e7;--on:#fff;--onquiet:#4d5460;--add:#e3f6ea;--addmark:#a9e3bf;--del:#fdebec;--delmark:#f6b9bf}
@media (prefers-color-scheme:dark){:root{--ink:#e4e6ea;--dim:#9aa2ae;--paper:#14161a;--soft:#1d2026;--line:#343942;--link:#7fb2f5;--moves:#2a8a57;--mixed:#a87a0c;--waits:#356fb8;--blocks:#b53d4e;--quiet:#2a2e35;--on:#fff;--onquiet:#a6adb8;--add:#15301f;--addmark:#27633d;--del:#371c20;--delmark:#7a2f39}}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--ink);background:var(--paper);max-width:1180px;margin:0 auto;padding:1.5rem 1.25rem 5rem}
h1{font-size:1.55rem;margin:0}h2{font-size:1.2rem;margin:2.4rem 0 .6rem}
code,pre,td.c,.mono{font:12.5px/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.dim{color:var(--dim)}a{color:var(--link)}
.tiles{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0 .8rem;padding:0;list-style:none}
.tiles li{background:var(--soft);border:1px solid var(--line);border-left:4px solid var(--line);border-radius:6px;padding:.45rem .9rem;min-width:8.2rem}
.tiles b{display:block;font-size:1.5rem;line-height:1.25}
.tiles .moves{border-left-color:var(--moves)}.tiles .waits{border-left-color:var(--waits)}.tiles .blocks{border-left-color:var(--blocks)}.tiles .mixed{border-left-color:var(--mixed)}
svg.bar{display:block;width:100%;height:14px;border-radius:4px}
svg.map{display:block;width:100%;height:auto;background:var(--soft);border:1px solid var(--line);border-radius:6px}
svg text{font:10.5px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;pointer-events:none}
rect.folder{fill:none;stroke:var(--line)}text.folder-name{fill:var(--dim)}
.moves rect,rect.moves{fill:var(--moves)}.mixed rect,rect.mixed{fill:var(--mixed)}.waits rect,rect.waits{fill:var(--waits)}.blocks rect,rect.blocks{fill:var(--blocks)}.quiet rect,rect.quiet{fill:var(--quiet)}
.cell text{fill:var(--on)}.cell.quiet text{fill:var(--onquiet)}text.cell-count{font-weight:700}
.cell[data-file]{cursor:pointer}.cell:hover rect{stroke:var(--ink);stroke-width:1.5}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;margin:.6rem 0 0;padding:0;list-style:none;font-size:13.5px}
.legend svg{width:12px;height:12px;vertical-align:-1px;margin-right:.4rem}
.tools{display:flex;flex-wrap:wrap;gap:.6rem;align-items:center;position:sticky;top:0;background:var(--paper);padding:.5rem 0;z-index:1}
input[type=search]{font:inherit;color:inherit;background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.4rem .7rem;width:22rem;max-width:100%}
button{font:inherit;color:inherit;background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.4rem .8rem;cursor:pointer}
details{border:1px solid var(--line);border-radius:6px;margin:.45rem 0;overflow:hidden}
summary{cursor:pointer;padding:.45rem .8rem;background:var(--soft);overflow-wrap:anywhere}
summary .n{color:var(--dim);font-size:13px;margin-left:.6rem}
.plus{color:var(--moves)}.minus{color:var(--blocks)}
.inside{padding:.5rem .8rem;overflow-x:auto}
table.diff{border-collapse:collapse;width:100%;table-layout:fixed}
table.diff td{padding:0 .4rem;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}
table.diff td.l{width:3.4rem;text-align:right;color:var(--dim);user-select:none;font-size:11.5px}
td.del{background:var(--del)}td.add{background:var(--add)}td.del mark{background:var(--delmark);color:inherit}td.add mark{background:var(--addmark);color:inherit}
.why{margin:.35rem 0 1rem;padding:.3rem .8rem;border-left:3px solid var(--waits);color:var(--dim);font-size:13.5px}
.why p{margin:.1rem 0}
table.calls{border-collapse:collapse;width:100%}
table.calls td{border-top:1px solid var(--line);padding:.35rem .6rem;vertical-align:top;overflow-wrap:anywhere}
ol.chain{margin:.2rem 0 .2rem 1.2rem;padding:0;font-size:13px;color:var(--dim)}
.fault{color:var(--blocks)}
[hidden]{display:none}
@media (max-width:720px){table.diff td.l{width:2.2rem}}
@media print{.tools{display:none}}
`;
