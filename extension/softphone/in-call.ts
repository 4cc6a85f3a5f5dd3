/**
 * What only a call that is on needs, as a file of its own: the softphone's document, which lives as long as the browser, is loaded without
 * it. Nothing here is needed for a call to come, to be answered or to end.
 */
export { acceptBeside } from './accept-beside.ts';
export { LegMeter } from './leg-meter.ts';
export { nextOfTwo } from './two-calls.ts';
