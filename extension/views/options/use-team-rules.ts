import { useState } from 'preact/hooks';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { type Loaded, useLoaded } from '#extension/views/options/use-loaded.ts';
import { type Task, useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { TeamRules } from '#shared/api/supervise-api.ts';

/** What the whole team goes by. What is changed is saved at once; shown is what the server has kept. */
export function useTeamRules(): {
  readonly now: Loaded<TeamRules>;
  readonly reload: () => Promise<void>;
  readonly save: Task<[Partial<TeamRules>], TeamRules>;
} {
  const { wire } = useView();
  const { now, reload } = useLoaded(() => askAdmin(wire, 'teamRules'));
  const [saved, keep] = useState<TeamRules | null>(null);
  const save = useTask(async (change: Partial<TeamRules>) => {
    const result = await askAdmin(wire, 'saveTeamRules', change);
    if (result.ok) keep(result.value);
    return result;
  });
  return { now: saved === null ? now : { state: 'loaded', value: saved }, reload, save };
}
