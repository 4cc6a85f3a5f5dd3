import { useEffect, useState } from 'preact/hooks';
import {
  asChecks,
  type CanCarryVoices,
  type Check,
  knownHere,
  localChecks,
  merged,
  type ServerMet,
} from '#extension/views/diagnosis/checks.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { type Loaded, useLoaded } from '#extension/views/options/use-loaded.ts';
import { useView } from '#extension/views/view.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { DiagnosisFinding } from '#shared/api/team-api.ts';
import type { AgentId } from '#shared/ids.ts';
import { ok } from '#shared/result.ts';

export interface Diagnosed {
  /** null until the first look. */
  readonly checks: readonly Check[] | null;
  /** What the server has said. */
  readonly server: Loaded<{ findings: readonly DiagnosisFinding[] }>;
  readonly again: () => Promise<void>;
}

/** Everything that is known of why calls can't come and go: hers (`whose` null), or of whom an administrator asks about. */
export function useDiagnosis(
  phone: SoftphoneSnapshot,
  whose: AgentId | null,
  carriesVoices: () => Promise<boolean>,
): Diagnosed {
  const { wire, olderServer } = useView();
  const [voices, setVoices] = useState<CanCarryVoices>(null);
  const { now: server, reload } = useLoaded<{ findings: readonly DiagnosisFinding[] }>(async () => {
    if (olderServer) return ok({ findings: [] });
    return whose === null ? wire.ask('diagnosis.ask', {}) : askAdmin(wire, 'teamDiagnosis', null, { id: whose });
  });
  useEffect(() => {
    let gone = false;
    void carriesVoices().then((can) => !gone && setVoices(can));
    return () => {
      gone = true;
    };
  }, [carriesVoices]);
  const again = async () => {
    await Promise.all([reload(), carriesVoices().then(setVoices)]);
  };
  if (server.state === 'loading') return { checks: null, server, again };
  const told = server.state === 'loaded' ? asChecks(server.value.findings) : [];
  if (whose !== null) return { checks: merged(told), server, again };
  const here = localChecks(phone, voices, metServer(server, phone, olderServer));
  return { checks: merged(here, told, olderServer ? knownHere(phone) : []), server, again };
}

/** An older server was not asked: a line that is ready could not be without it. */
function metServer(server: Loaded<unknown>, phone: SoftphoneSnapshot, olderServer: boolean): ServerMet {
  if (server.state === 'failed') return server.problem.code === 'server-away' ? 'away' : 'unknown';
  return server.state === 'loaded' && (!olderServer || phone.line.state === 'ready') ? 'reached' : 'unknown';
}
