import type { Context } from '#server/context.ts';
import type { WriteFailure } from '#server/crm/crm-writes.ts';
import type { CallId } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { enterAnew } from './write-back.anew.ts';
import { readCase, type WriteCase } from './write-back.case.ts';
import { type Claim, claimStep, heldUpBy, keepClaim, keepFound } from './write-back.claim.ts';
import { findStep, lookUp } from './write-back.find.ts';
import { lookedUp, stepDone, stepFailed } from './write-back.outcome.ts';
import { writeStep } from './write-back.steps.ts';

/**
 * Writes what is due of a call to the CRM, step by step, then of the calls that it held up. Each step exactly once:
 *
 *     pending ──► sending ──► done
 *        ▲           ├──────► waiting ──► (its time, or her sign-in) ──► pending
 *        │           └──────► failed  ──► (retry, or another record) ──► pending
 *        └── a process that dies while sending: once its claim has run out another looks whether it was written, then goes on
 *
 * May run twice, in several processes, and end between any two lines.
 */
export async function writeBack(context: Context, first: CallId): Promise<void> {
  const queue = [first];
  const seen = new Set<CallId>();
  for (let callId = queue.shift(); callId; callId = queue.shift()) {
    seen.add(callId);
    const wrote = await writeCall(context, callId);
    if (wrote) queue.push(...(await heldUpBy(context, callId)).filter((id) => !seen.has(id) && !queue.includes(id)));
  }
}

/** Whether anything of it was done. */
async function writeCall(context: Context, callId: CallId): Promise<boolean> {
  let wrote = false;
  for (;;) {
    const claim = await claimStep(context, callId);
    if (!claim) return wrote;
    wrote = true;
    if (!(await doStep(context, claim))) return wrote;
  }
}

/** Whether the next step may go on. */
async function doStep(context: Context, claim: Claim): Promise<boolean> {
  const done = new AbortController();
  stayAlive(context, claim, done.signal);
  try {
    const about = await readCase(context, claim.row);
    if (!about) return false;
    return claim.row.step === 'lookup' ? await doLookUp(context, claim, about) : await doWrite(context, claim, about);
  } catch (error) {
    if (context.stopping.aborted) throw error;
    context.log.error('write-back failed', { callId: claim.row.call_id, step: claim.row.step, error });
    return await stepFailed(context, claim, mistaken);
  } finally {
    done.abort();
  }
}

async function doLookUp(context: Context, claim: Claim, about: WriteCase): Promise<boolean> {
  const found = await lookUp(context, about);
  if (!found.ok) return stepFailed(context, claim, found.failure);
  await lookedUp(context, claim, found.value);
  return true;
}

async function doWrite(context: Context, claim: Claim, about: WriteCase): Promise<boolean> {
  const { row } = claim;
  // Of a recording each part is looked for by itself.
  if (claim.look && (row.crm_id === null || row.step === 'recording')) {
    const found = await findStep(context, row, about);
    if (!found.ok && (await enterAnew(context, claim, found.failure))) return true;
    if (!found.ok) {
      // As long as nobody can look, nobody knows; what reached a record that is gone went with it.
      const ambiguous = found.failure.problem.code !== 'crm-record-gone';
      return stepFailed(context, claim, { ...found.failure, ambiguous });
    }
    if (found.value && !row.content.revised) {
      await stepDone(context, claim, found.value);
      return true;
    }
    // What is there may say what was planned before.
    if (found.value && row.crm_id === null) await keepFound(context, claim, found.value.id);
  }
  // Who stood still for as long as a claim lasts was taken for dead: another process is at it.
  if (context.clock.now() >= claim.until) return false;
  const written = await writeStep(context, claim.row, about);
  if (!written.ok)
    return (await enterAnew(context, claim, written.failure)) || stepFailed(context, claim, written.failure);
  await stepDone(context, claim, written.value);
  return true;
}

/** An upload may take longer than a claim lasts. */
function stayAlive(context: Context, claim: Claim, over: AbortSignal): void {
  const { background, clock, config } = context;
  const renew = () => {
    if (over.aborted) return;
    background.start('keep claim', async () => {
      if (await keepClaim(context, claim)) wait();
    });
  };
  const wait = () => clock.after(config.limits.writeLeaseMs / 3, renew, AbortSignal.any([over, context.stopping]));
  wait();
}

/** Ours, not the CRM's: what was being done is not known. */
const mistaken: WriteFailure = {
  problem: problem('internal', 'Sidetone has made a mistake while it wrote to the CRM. It is tried again.', {
    retry: true,
  }),
  ambiguous: true,
  retryAfterMs: null,
};
