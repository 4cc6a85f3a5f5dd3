/** The look of the product's own pages: the design tokens that they need, warm paper by day, graphite by night. */
export const PAGE_CSS = `
:root { color-scheme: light dark;
  --bg: light-dark(#F6F5F2, #131315); --surface: light-dark(#FFFFFF, #1C1C1F); --surface-2: light-dark(#F6F5F2, #242427);
  --surface-3: light-dark(#ECEAE5, #303034); --line: light-dark(#E4E2DC, #303034); --line-strong: light-dark(#8B8883, #77756F);
  --text: light-dark(#1B1B1E, #F1F0EC); --text-2: light-dark(#57554F, #B4B1AA); --text-on-ink: light-dark(#FFFFFF, #1B1B1E);
  --accent: light-dark(#2B4FD8, #9DB2FF); --ink: light-dark(#1B1B1E, #F1F0EC); --ink-hover: light-dark(#38373B, #D9D7D1);
  --live: light-dark(#0B6B4C, #35B78A); --danger: light-dark(#C2321F, #FF9C8C); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px; background: var(--bg); color: var(--text);
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
main { width: 100%; max-width: 440px; padding: 32px; background: var(--surface); border: 1px solid var(--line); border-radius: 12px; }
.brand { display: flex; align-items: center; gap: 8px; margin: 0 0 24px; font-size: 15px; font-weight: 600; color: var(--text); }
.brand svg { width: 20px; height: 20px; }
h1 { margin: 0 0 12px; color: var(--text); font-size: 20px; line-height: 1.2; font-weight: 600; text-wrap: balance; }
.good h1::before, .bad h1::before { content: ""; display: inline-block; width: 10px; height: 10px; margin-right: 10px;
  border-radius: 50%; background: var(--live); }
.bad h1::before { background: var(--danger); }
p { margin: 0 0 12px; color: var(--text-2); overflow-wrap: anywhere; }
ol { margin: 0 0 12px; padding-left: 20px; color: var(--text-2); }
li { margin-bottom: 8px; }
.value { display: grid; gap: 4px; margin: 16px 0 0; padding: 12px; background: var(--surface-2); border-radius: 8px; }
.value span { font-size: 12px; }
code { font: 13px/1.45 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; color: var(--text); user-select: all; }
a { display: flex; align-items: center; justify-content: center; min-height: 44px; margin-top: 12px; padding: 8px 16px;
  border-radius: 8px; font-weight: 500; text-decoration: none; text-align: center; }
a.main { margin-top: 20px; background: var(--ink); color: var(--text-on-ink); }
a.main:hover { background: var(--ink-hover); }
a.quiet { color: var(--text); background: var(--surface-2); }
a.quiet:hover { background: var(--surface-3); }
a:focus-visible { outline: none; box-shadow: 0 0 0 2px var(--surface), 0 0 0 4px var(--accent); }
main > :last-child { margin-bottom: 0; }
@media (prefers-contrast: more) { :root { --line: var(--line-strong); } }
`;
