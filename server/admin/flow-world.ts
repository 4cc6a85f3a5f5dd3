import type { Kysely } from 'kysely';
import type { PersonNow } from '#server/call-flow/flow-world.ts';
import type { LintWorld } from '#server/call-flow/lint/rule.ts';
import { callableNumber } from '#server/calls/policy/callable-number.ts';
import { type Whereabouts, whereabouts } from '#server/calls/whereabouts.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import { documentFits } from '#server/twilio/document-fits.ts';
import type { E164 } from '#shared/ids.ts';
import { countryOfNumber } from '#shared/phone-number.ts';

type Needs = Pick<Context, 'clock' | 'config'>;

/** The team around a flow as it is now: what the linter and the simulator go by. `number`: whose flow it is; null: of none yet. */
export const flowWorld = async (context: Needs, db: Kysely<Database>, number: E164 | null): Promise<LintWorld> =>
  (await flowWorlds(context, db))(number);

/** The same for any number, asked of the database once. */
export async function flowWorlds(context: Needs, db: Kysely<Database>): Promise<(number: E164 | null) => LintWorld> {
  const people = await peopleNow(context, db);
  const sounds = await db.selectFrom('audio_files').select(['id', 'name']).execute();
  const blocked = await db.selectFrom('blocked_numbers').select('number').execute();
  const lines = await db.selectFrom('incoming_numbers').select('number').execute();
  const blockedNumbers = new Set(blocked.map((row) => row.number));
  const ours = new Set(lines.map((row) => row.number));
  const soundNames = new Map(sounds.map((sound) => [sound.id, sound.name]));
  return (number) => ({
    people,
    soundNames,
    isBlocked: (from) => blockedNumbers.has(from),
    // Who saves waits for no stranger's server: whether an address can be had is the editor's check to tell.
    unreachable: new Map(),
    outdated: new Map(),
    // A number of ours would send its caller round in circles.
    mayForwardTo: (to) => to !== number && !ours.has(to) && callableNumber(to, rulesOf(context, number)).ok,
    fits: (step) => documentFits(context.config, step),
  });
}

function rulesOf({ config }: Needs, number: E164 | null) {
  const home = number && countryOfNumber(number);
  return { country: home ?? '', home, allowed: config.limits.allowedCountries };
}

/** Every user of the CRM, also who is no longer active. */
async function peopleNow(context: Needs, db: Kysely<Database>): Promise<PersonNow[]> {
  const agents = await db.selectFrom('agents').select(['id', 'name']).execute();
  const names = new Map(agents.map((agent) => [agent.id, agent.name]));
  const all = await whereabouts(
    context,
    db,
    agents.map((agent) => agent.id),
  );
  return all.map((one) => ({
    agentId: one.agentId,
    name: names.get(one.agentId) ?? '',
    active: one.active,
    is: stateOf(one),
    mobile: one.mobile && { number: one.mobile.number, when: one.mobile.rings },
    callWaiting: one.callWaiting,
    takesSecond: one.takesSecond,
  }));
}

function stateOf({ presence, alive, busy }: Whereabouts): PersonNow['is'] {
  if (presence !== 'online') return presence;
  if (busy) return 'on-a-call';
  return alive ? 'free' : 'offline';
}
