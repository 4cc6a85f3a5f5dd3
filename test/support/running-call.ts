import { randomUUID } from 'node:crypto';
import { agentApi } from '#shared/api/agent-api.ts';
import { controlApi } from '#shared/api/control-api.ts';
import type { LiveCall } from '#shared/api/events.ts';
import type { Ask } from '#shared/call/control.ts';
import type { CallId } from '#shared/ids.ts';
import type { LegReport } from '#test/twilio/control/call-report.ts';
import type { TestAgent } from './agent.ts';
import { eventually } from './eventually.ts';
import { COMPANY_LINE, LAURA, type World } from './world.ts';

/** What each plays while it talks, so that who hears whom can be read from the tones. */
export const HZ = { laura: 600, ana: 1300, ken: 1700, outside: 2100 } as const;
const VOICES: readonly number[] = Object.values(HZ);

/** As much of a world as a call needs. */
export type Exchange = Pick<World, 'server' | 'twilio'>;
/** What is heard, and who is rung, is seen at Twilio alone. */
type AtTwilio = Pick<World, 'twilio'>;

/** A call between answer and end, and the hands of its people on it. */
export interface RunningCall {
  id: CallId;
  /** Twilio's legs. */
  customer: string;
  agent: string;
}

/** Laura calls the company, and this agent answers. */
export async function incomingCall(world: Exchange, one: TestAgent): Promise<RunningCall> {
  const customer = world.twilio.control.placeCall({ from: LAURA, to: COMPANY_LINE, toneHz: HZ.laura });
  const { id } = await eventually('she talks', async () => talking(one, await callOf(world, customer)));
  return { id, customer, agent: await legTo(world, `client:${one.id}`, customer) };
}

/** This agent calls Laura, who answers. */
export async function outgoingCall(world: Exchange, one: TestAgent, toneHz: number): Promise<RunningCall> {
  const { control } = world.twilio;
  control.setPhone(LAURA, { whenRung: 'answers', afterSeconds: 0.3, toneHz: HZ.laura });
  const placed = await one.ask(agentApi.placeCall, { to: LAURA, record: null, from: null });
  if (!placed.ok) throw new Error(placed.problem.message);
  const agent = control.connectClient(one.id, { c: placed.value.callId }, toneHz);
  const { id } = await eventually('she talks', () => talking(one, placed.value.callId));
  return { id, customer: await legTo(world, LAURA, agent), agent };
}

const callOf = async ({ server }: Exchange, leg: string): Promise<CallId> => {
  const found = server.context.db.selectFrom('calls').select('id').where('parent_sid', '=', leg);
  return (await found.executeTakeFirstOrThrow()).id;
};

export const talking = (one: TestAgent, id?: CallId): LiveCall | undefined =>
  one.calls.find((call) => call.state === 'talking' && (id === undefined || call.id === id));

/** The newest leg to this address; `parent`: of this call's Dials. */
export const legTo = (world: AtTwilio, to: string, parent?: string): Promise<string> =>
  eventually(`a leg to ${to}`, () => {
    const { control } = world.twilio;
    const under = (leg: string): LegReport[] => control.call(leg).legs.flatMap((one) => [one, ...under(one.sid)]);
    const legs = parent ? control.call(parent).legs : control.calls().flatMap((top) => [top, ...under(top.sid)]);
    const found = legs.filter((leg) => leg.to.startsWith(to));
    return found.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime()).at(-1)?.sid;
  });

export const ask = (one: TestAgent, { id }: Pick<RunningCall, 'id'>, what: Ask, askId: string = randomUUID()) =>
  one.ask(controlApi.control, { askId, ask: what }, { id });

const tonesOf = (world: AtTwilio, leg: string): number[] =>
  (world.twilio.control.call(leg).phones.at(-1)?.present.tones ?? [])
    .map((hz) => Math.round(hz / 100) * 100)
    .sort((a, b) => a - b);

/**
 * Whoever is at this leg hears these voices, and no other. Of a browser's and a phone's voice at once only the phone's counts as a tone
 * here (Chrome quietens what is steady): who hears both is to be asked in a browser, `hearsOnly`.
 */
export const hears = (world: AtTwilio, leg: string, ...voices: number[]): Promise<unknown> =>
  eventually(`${voices.join(', ') || 'nobody'} heard`, () => {
    const heard = tonesOf(world, leg).filter((hz) => VOICES.includes(hz));
    if (heard.join() !== voices.sort((a, b) => a - b).join()) throw new Error(`heard: ${tonesOf(world, leg).join()}`);
    return true;
  });

/** Music, and nobody. */
export const hearsMusic = (world: AtTwilio, leg: string): Promise<unknown> =>
  eventually('music heard, and nobody', () => {
    const heard = tonesOf(world, leg);
    if (heard.length < 2 || heard.some((hz) => VOICES.includes(hz))) throw new Error(`heard: ${heard.join()}`);
    return true;
  });

/** Hangs up every phone, and waits until no leg is left and the ledger has closed every call. */
export async function allHangUp(world: Exchange): Promise<void> {
  const { control } = world.twilio;
  control.chaos.clear();
  for (const sid of control.liveLegs()) control.hangUp(sid);
  await eventually('no leg is left', () => control.liveLegs().length === 0);
  await eventually('every call is over', async () => {
    const open = await world.server.context.db
      .selectFrom('calls')
      .select('id')
      .where('state', 'not in', ['placed', 'ended'])
      .execute();
    return open.length === 0;
  });
}
