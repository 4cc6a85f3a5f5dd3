/** Of the one host that stands in the page: takes no room and no clicks, and inherits nothing. */
export const HOST_STYLE =
  'all:initial!important;position:absolute!important;left:0!important;top:0!important;z-index:2147483646!important;pointer-events:none!important;display:block!important;user-select:none!important;';

/**
 * Colours as in the mockups, on light and on dark pages: the page's own background decides, not the system's theme. No shadow of a
 * callout may reach its icon: the browser would then say that the icon is covered, and no click would count.
 */
export const ICON_STYLE = `
:host{--idle:#EEF0F3;--idle-on:#33363D;--call:#0B6B4C;--call-on:#fff;--ringing:#2B4FD8;--recent:#FDF1D6;--recent-on:#7A4A00;--ring:#2B4FD8;--paper:#fff;--edge:#FFFFFF26}
.dark{--idle:#3A3B40;--idle-on:#E8E6E1;--call:#0E6E50;--ringing:#3557DB;--recent:#35290F;--recent-on:#F2C46B;--ring:#9DB2FF;--paper:#1C1C1F}
#layer,#layer *{box-sizing:border-box}
#layer{font:500 12px/1.35 system-ui,sans-serif;direction:ltr}
button{font:inherit;cursor:pointer;border:0;margin:0}
.icon{position:absolute;left:0;top:0;min-width:24px;height:24px;padding:0;border-radius:12px;display:grid;grid-auto-flow:column;place-items:center;gap:6px;background:var(--idle);color:var(--idle-on);pointer-events:auto;outline:0;white-space:nowrap;transition:background-color 90ms,color 90ms}
.icon svg{width:12px;height:12px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.measuring .icon{pointer-events:none}
.icon.recent{--idle:var(--recent);--idle-on:var(--recent-on)}
.icon:hover,.icon:focus-visible{background:var(--call);color:var(--call-on)}
.icon:focus-visible{box-shadow:0 0 0 2px var(--paper),0 0 0 4px var(--ring)}
.icon.tight:not(.calling,.live,:hover,:focus-visible){background:radial-gradient(circle,var(--idle) 7px,transparent 7.5px)}
.icon.tight svg{width:10px;height:10px}
.icon.calling,.icon.live{padding:0 8px;color:#fff;z-index:1}
.icon.calling{background:var(--ringing)}
.icon.live{background:var(--call)}
.tip,.problem{position:absolute;left:0;top:0;z-index:2;border-radius:8px;box-shadow:0 0 0 1px var(--edge),0 8px 8px #00000029}
.above{box-shadow:0 0 0 1px var(--edge)}
.tip{padding:6px 10px;background:#1B1B1E;color:#fff;font-weight:400;white-space:nowrap;pointer-events:none}
#layer [hidden]{display:none}
.problem{display:flex;gap:10px;align-items:center;padding:8px 8px 8px 12px;width:max-content;max-width:min(360px,100vw - 16px);pointer-events:auto;background:#FCE9E6;color:#1B1B1E;--edge:#1B1B1E1F}
.problem.dark{background:#3A1B17;color:#F1F0EC;--edge:#FFFFFF26}
.problem p{margin:0;font-weight:400}
.problem button{flex:none;min-height:28px;padding:3px 10px;border-radius:6px;background:#1B1B1E;color:#fff}
.problem.dark button{background:#F1F0EC;color:#1B1B1E}
.problem .close{width:28px;padding:0;background:transparent;color:inherit;font-size:16px}
.problem button:focus-visible{outline:2px solid var(--ring);outline-offset:2px}
:host::backdrop{display:none!important}
@media print{#layer{display:none}}
@media (prefers-reduced-motion:reduce){.icon{transition:none}}
@media (forced-colors:active){.icon,.problem,.tip{border:1px solid CanvasText}}
`;

const handset =
  'M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384';

/** Paths of the lucide icons (ISC licence), 24 × 24. */
export const DRAWINGS = {
  idle: [handset],
  calling: ['m16 8 6-6', 'M22 8V2h-6', handset],
  live: ['M13 2a9 9 0 0 1 9 9', 'M13 6a5 5 0 0 1 5 5', handset],
  recent: ['M12 6v6l4 2', 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0'],
} as const;
