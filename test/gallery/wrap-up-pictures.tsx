import { laura, longName, NOW } from '#test/gallery/people.ts';
import { ended, live, phone, trouble } from '#test/gallery/phones.ts';
import { type Picture, popupPicture as popup } from '#test/gallery/picture.tsx';
import { nextInList, ortegas, planned, refused, waiting, wrapUp, wrapUps } from '#test/gallery/wrap-ups.ts';

const soon = new Date(NOW.getTime() + 120_000).toISOString();
const over = phone({ call: ended(), wrappingUp: true });
const typing = wrapUp({ endedAt: null, disposition: null, draft: { ...wrapUp().draft, description: 'PDF 12 × 2026' } });

/** The note of a running call, and the window that opens at its end. */
export const wrapUpPictures: Readonly<Record<string, Picture>> = {
  'popup-call-note': popup(phone({ call: live() }), { wrapUps: wrapUps([typing], { shown: null }) }),
  'popup-wrapup': popup(over, { wrapUps: wrapUps([wrapUp()], { notRungUntil: soon }) }),
  'popup-wrapup-planned': popup(over, { wrapUps: wrapUps([planned()], { next: nextInList, mayLeaveOut: true }) }),
  'popup-wrapup-unanswered': popup(phone(), {
    wrapUps: wrapUps([ortegas()], { next: { ...nextInList, from: 'missed' } }),
  }),
  'popup-wrapup-no-record': popup(phone(), {
    wrapUps: wrapUps([wrapUp({ record: null, matches: [], draft: { ...wrapUp().draft, record: null } })]),
  }),
  'popup-wrapup-long': popup(phone(), {
    wrapUps: wrapUps([wrapUp({ record: longName, draft: { ...wrapUp().draft, record: longName.ref } })], {
      next: { ...nextInList, name: longName.name },
    }),
  }),
  'popup-wrapup-left-out': popup(phone(), {
    wrapUps: wrapUps([wrapUp({ draft: { ...wrapUp().draft, log: false } })], { mayLeaveOut: true }),
  }),
  'popup-wrapup-waiting': popup(phone(), { wrapUps: wrapUps([waiting()], { next: nextInList }) }),
  'popup-wrapup-away': popup(phone({ line: { state: 'problem', problem: trouble('server-away'), blocks: true } }), {
    wrapUps: wrapUps([wrapUp({ draft: planned().draft })]),
  }),
  'popup-wrapup-offline': popup(phone(), {
    wrapUps: wrapUps([waiting({ problem: trouble('server-away') })], { fixed: [] }),
  }),
  'popup-wrapup-cut-off': popup(phone(), {
    wrapUps: wrapUps([wrapUp({ cutOff: true, direction: 'outgoing', draft: planned().draft })]),
  }),
  'popup-wrapup-failed': popup(phone(), { wrapUps: wrapUps([refused()]) }),
  'popup-wrapup-refused-next': popup(phone(), {
    wrapUps: wrapUps([wrapUp()], { next: nextInList }),
    replies: { 'wrapUp.callNext': { ok: false, problem: trouble('too-many-calls') } },
  }),
  'popup-wrapup-change': popup(phone(), {
    wrapUps: wrapUps([ortegas()]),
    replies: { 'wrapUp.searchRecords': { ok: true, value: { records: [laura, longName] } } },
  }),
  'popup-idle-unfinished': popup(phone(), {
    wrapUps: wrapUps([wrapUp(), ortegas({ state: 'waiting' })], { shown: null }),
  }),
  'popup-idle-failed': popup(phone(), { wrapUps: wrapUps([refused()], { shown: null }) }),
};
