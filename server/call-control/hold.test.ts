import { describe, expect, it } from 'vitest';
import type { CallEvent } from '#server/calls/call-event.ts';
import { ALL_WELL, PaperCall } from '#test/support/control/paper-call.ts';
import { ana, seenBy } from '#test/support/control/people.ts';

const hold = { what: 'hold', on: true } as const;
const resume = { what: 'hold', on: false } as const;
const dos = (call: PaperCall) => call.done.map((command) => command.do);

describe.each(['incoming', 'outgoing'] as const)('an %s call', (direction) => {
  it('is put on hold by way of the room: the child of the Dial first, its parent follows', () => {
    const call = new PaperCall(direction, ana);
    call.ask(ana, hold);
    expect(seenBy(call)).toMatchObject({ customer: 'talking', pending: 'hold' });
    call.run(3_000);
    expect(call.done).toEqual([
      {
        do: 'move',
        leg: direction === 'incoming' ? 'ana' : 'customer',
        role: direction === 'incoming' ? 'agent' : 'customer',
      },
      { do: 'hold', leg: 'customer', on: true },
    ]);
    expect(seenBy(call)).toMatchObject({ customer: 'held', pending: null, failed: null });
    expect(seenBy(call).heldSince).not.toBeNull();
    expect(call.twilio.legs.get('customer')).toMatchObject({ held: true, in: { what: 'room' } });
  });

  it('is taken back, and put on hold again, by one request each', () => {
    const call = new PaperCall(direction, ana);
    for (const ask of [hold, resume, hold]) {
      call.ask(ana, ask);
      call.run(3_000);
    }
    expect(dos(call)).toEqual(['move', 'hold', 'hold', 'hold']);
    expect(seenBy(call)).toMatchObject({ customer: 'held', pending: null });
  });

  it('goes on as it was when Twilio refuses', () => {
    const call = new PaperCall(direction, ana, { ...ALL_WELL, request: () => 'refused' });
    call.ask(ana, hold);
    call.run(3_000);
    expect(call.conversation.at).toBe('dial');
    expect(seenBy(call)).toMatchObject({ customer: 'talking', pending: null, failed: { what: 'hold' } });
    expect(dos(call)).toEqual(['move']);
  });

  it.each(['before', 'after', 'silent-before', 'silent-after'] as const)(
    'is on hold in the end although the first answer of each request is lost (%s)',
    (how) => {
      const met = new Set<string>();
      const request = (command: { do: string }) => {
        if (command.do === 'look' || met.has(command.do)) return 'fine';
        met.add(command.do);
        return how;
      };
      const call = new PaperCall(direction, ana, { ...ALL_WELL, request });
      call.ask(ana, hold);
      call.run(20_000);
      expect(seenBy(call)).toMatchObject({ customer: 'held', pending: null, failed: null });
      expect(call.twilio.legs.get('customer')?.held).toBe(true);
    },
  );

  it('is on hold although no report of the room ever comes', () => {
    const call = new PaperCall(direction, ana, {
      ...ALL_WELL,
      webhook: (event) => (event.kind === 'room' ? [] : [100]),
    });
    call.ask(ana, hold);
    call.run(19_000);
    expect(seenBy(call)).toMatchObject({ customer: 'held', pending: null });
  });

  it('is known to be on hold, and taken back, by what Twilio answers: the room tells of it later', () => {
    const held = (event: CallEvent) => event.kind === 'room' && (event.what === 'hold' || event.what === 'unhold');
    const call = new PaperCall(direction, ana, {
      ...ALL_WELL,
      webhook: (event) => [held(event) ? 1_500 : 100],
      requestMs: () => 50,
    });
    call.ask(ana, hold);
    call.run(500);
    expect(call.events.some((event) => event.kind === 'room' && event.what === 'hold')).toBe(false);
    expect(seenBy(call)).toMatchObject({ customer: 'held', pending: null });
    call.ask(ana, resume);
    call.run(100);
    expect(seenBy(call)).toMatchObject({ customer: 'talking', pending: null });
    call.run(20_000);
    expect(seenBy(call)).toMatchObject({ customer: 'talking', pending: null });
    expect(dos(call)).toEqual(['move', 'hold', 'hold']);
  });

  it('is looked for when only an answer says that the customer is on hold, and told again when she is not', () => {
    const call = new PaperCall(direction, ana, {
      ...ALL_WELL,
      webhook: (event) => (event.kind === 'room' && event.what === 'hold' ? [] : [100]),
    });
    call.ask(ana, hold);
    call.run(1_000);
    const customer = call.twilio.legs.get('customer');
    expect(customer?.held).toBe(true);
    if (customer) customer.held = false;
    call.run(3_000);
    expect(dos(call)).toEqual(['move', 'hold', 'look', 'hold']);
    expect(customer?.held).toBe(true);
    call.run(10_000);
    expect(dos(call)).toEqual(['move', 'hold', 'look', 'hold', 'look']);
    expect(seenBy(call)).toMatchObject({ customer: 'held', pending: null, failed: null });
  });

  it('shows since when the customer waits, also while she is being taken back', () => {
    const call = new PaperCall(direction, ana);
    call.ask(ana, hold);
    call.run(10_000);
    const since = seenBy(call).heldSince;
    call.ask(ana, resume);
    expect(seenBy(call)).toMatchObject({ customer: 'held', pending: 'resume', heldSince: since });
  });

  it('is not taken back before Twilio has done it, although the report of the hold is late', () => {
    const late = { ...ALL_WELL, webhook: () => [3_000] };
    const call = new PaperCall(direction, ana, late);
    call.ask(ana, hold);
    call.run(4_200);
    call.ask(ana, resume);
    call.run(20_000);
    expect(call.twilio.legs.get('customer')?.held).toBe(false);
    expect(seenBy(call)).toMatchObject({ customer: 'talking', pending: null });
  });

  it('that is held and taken back at once is not held', () => {
    const call = new PaperCall(direction, ana);
    call.ask(ana, hold);
    call.run(300);
    call.ask(ana, resume);
    call.run(10_000);
    expect(seenBy(call)).toMatchObject({ customer: 'talking', pending: null, failed: null });
    expect(call.twilio.legs.get('customer')?.held).toBe(false);
  });
});
