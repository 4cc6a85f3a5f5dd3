import { describeMe } from '#server/agents/me.ts';
import { callableNumber } from '#server/calls/policy/callable-number.ts';
import type { Context } from '#server/context.ts';
import type { MobileSetting } from '#shared/api/team-api.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { countryOfNumber } from '#shared/phone-number.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { noteChange } from './changes.ts';
import { nameOf, nameOfAnybody, nobody } from './person.ts';

/** `number` as typed. */
export type EnteredMobile = Omit<MobileSetting, 'number'> & { number: string | null };

/** Keeps the mobile that a person is rung on. It is called like any other number: what may not be called is refused here already. */
export async function saveMobile(
  context: Context,
  by: AgentId,
  agentId: AgentId,
  entered: EnteredMobile,
): Promise<Result<MobileSetting>> {
  const number = await readMobile(context, by, entered.number?.trim() || null);
  if (!number.ok) return number;
  const setting: MobileSetting = { number: number.value, when: entered.when };
  if (setting.number === null && setting.when !== 'never') return failed(noNumber);
  return context.db.transaction().execute(async (tx) => {
    // Who has left the CRM is never rung: her mobile can only be taken away.
    const name = setting.number === null ? await nameOfAnybody(tx, agentId) : await nameOf(tx, agentId);
    if (name === undefined) return failed(nobody);
    if (setting.number && (await isOurs(tx, setting.number))) return failed(ours);
    const row = { number: setting.number, rings: setting.when, updated_at: context.clock.now() };
    await tx
      .insertInto('mobiles')
      .values({ agent_id: agentId, ...row })
      .onConflict((conflict) => conflict.column('agent_id').doUpdateSet(row))
      .execute();
    const values = { when: setting.when, ...(setting.number && { number: setting.number }) };
    await noteChange(context, tx, { by, kind: 'mobile-saved', subject: name, values });
    return ok(setting);
  });
}

/** As the administrator writes it: in her own country's way, or an international one. */
async function readMobile(context: Context, by: AgentId, typed: string | null): Promise<Result<E164 | null>> {
  if (typed === null) return ok(null);
  const { country, outgoingNumbers } = await describeMe(context, by);
  const home = (outgoingNumbers[0] && countryOfNumber(outgoingNumbers[0])) ?? country;
  const read = callableNumber(typed, { country, home, allowed: context.config.limits.allowedCountries });
  return read.ok ? ok(read.value.number) : failed({ ...read.problem, field: 'number' });
}

/** A line of ours: who calls it would be sent round in circles. */
async function isOurs(tx: Context['db'], number: E164): Promise<boolean> {
  const line = await tx.selectFrom('incoming_numbers').select('number').where('number', '=', number).executeTakeFirst();
  return line !== undefined;
}

const noNumber = problem('not-a-number', 'Enter the mobile’s number first.', { field: 'number' });
const ours = problem('own-number', 'That is one of the team’s own numbers. Enter the person’s mobile.', {
  field: 'number',
});
