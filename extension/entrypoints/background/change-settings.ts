import { keepSettings, readSettings } from '#extension/settings/stored.ts';
import type { CommandInput, CommandOutput } from '#extension/wire/contract.ts';
import { ok, type Result } from '#shared/result.ts';
import { inTurn } from './in-turn.ts';
import { tellChange } from './session.ts';

const queue = inTurn();

/** A slider sends faster than storage answers: each change builds on the one before. */
export const changeSettings = (changes: CommandInput<'settings.set'>): Promise<Result<CommandOutput<'settings.set'>>> =>
  queue(async () => {
    const settings = { ...(await readSettings()), ...changes };
    await keepSettings(settings);
    await tellChange();
    return ok(settings);
  });
