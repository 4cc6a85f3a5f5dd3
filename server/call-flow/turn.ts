import type { Announcement } from '#shared/call-flow/announcement.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';
import type { Path } from '#shared/call-flow/tree.ts';
import type { Language } from '#shared/call-flow/voices.ts';
import type { AgentId, E164 } from '#shared/ids.ts';

/** What a caller hears, piece by piece. */
export type Part = { say: string; language: Language; voice: string } | { play: AudioId };

/** A person's mobile that is rung besides her softphone, or in its place. */
export interface Mobile {
  agentId: AgentId;
  number: E164;
}

/** Why the flow came to its end, as the ledger keeps it. */
export type Ending =
  | 'busy'
  | 'unavailable'
  | 'nobody-answered'
  | 'closed'
  | 'no-key'
  | 'queue-full'
  | 'waited-too-long'
  | 'call-back'
  | 'voicemail-left'
  | 'forwarded'
  | 'apology';

/** What to do with a caller now. `parts` are heard before it; all but `end` and `refuse` ask again when they are done. */
export type Step =
  /** Waits `seconds` for one key. Barge-in: a key ends the words. */
  | { do: 'ask'; parts: Part[]; seconds: number }
  /** Rings softphones and mobiles, at most ten in all, at once. `seconds` are those that people ring for: Twilio's own 5 are taken off by the writer. */
  | {
      do: 'ring';
      parts: Part[];
      agentIds: AgentId[];
      mobiles: Mobile[];
      seconds: number;
      /** All of them are on a call each, which this one rings beside. */
      second?: true;
    }
  | { do: 'queue'; parts: Part[] }
  | { do: 'voicemail'; parts: Part[]; longestSeconds: number }
  | { do: 'forward'; parts: Part[]; to: E164 }
  | { do: 'end'; parts: Part[]; why: Ending }
  /** Not answered at all: a blocked caller, or a withheld number where they are refused. */
  | { do: 'refuse' };

/** Which people ring: those of the whole number, of an option, the operator's, or the record's owner before them. */
export type Group = { of: 'number' } | { of: 'option'; path: Path } | { of: 'operator' };

/** Where in its flow a call stands. Kept with the call: whatever comes next goes on from here. */
export interface Position {
  language: Language;
  at:
    | { place: 'language'; readings: number }
    /** `readings`: of this menu, `asked`: of all menus that this caller has come through. */
    | { place: 'menu'; path: Path; readings: number; asked: number }
    /** `owner`: it is the record's owner who rings now, the group comes after her. */
    /** She is told that the call is recorded, and may decline it by a key. */
    | { place: 'announcement'; group: Group }
    | { place: 'ring'; group: Group; owner: boolean; round: number; rung: AgentId[] }
    | { place: 'queue'; group: Group; rung: AgentId[] }
    | { place: 'voicemail' }
    | { place: 'forward' }
    /** Without `why`: not answered at all. */
    | { place: 'over'; why?: Ending };
}

/** Where a call stands now, and what its caller meets there. */
export interface Turn {
  position: Position;
  step: Step;
  /** She has just said that she is not to be recorded. */
  declines?: true;
}

/** What has just happened to the caller. */
export type Happened =
  | { what: 'arrived' }
  /** Keys pressed in a menu; empty: none in time. */
  | { what: 'keys'; keys: string }
  /** Ringing is over, and nobody has answered. */
  | { what: 'rang-out' }
  /** Out of the queue: an agent is free for her; she pressed a key; or why she can't go on waiting. */
  | { what: 'offered'; agentId: AgentId }
  | {
      what: 'left-queue';
      why: 'voicemail-key' | 'call-back-key' | 'full' | 'too-long' | 'nobody-online' | 'closed' | 'failed';
    }
  | { what: 'voicemail-done' }
  | { what: 'forward-over' }
  /** She has talked to somebody, and nobody is left: the line was lost, or who was to take her did not; or she is to wait in the queue. */
  | { what: 'came-back'; why: 'line-lost' | 'transfer-failed' | 'to-queue' };

/** What a call flow knows of the world when it is asked what to do next. */
export interface FlowFacts {
  now: Date;
  /** The caller; null: withheld. */
  from: E164 | null;
  blocked: boolean;
  /** Agents who would ring now: online, alive and free; who came online first, first (line 72). */
  reachable: readonly AgentId[];
  /** Agents who are online but on a call or noting one. */
  onACall: readonly AgentId[];
  /** Those of them who are on one call and may be rung for a second one; missing: nobody. */
  secondCall?: readonly AgentId[];
  /** Mobiles that may be rung now, whether or not their owners are online. */
  mobiles: readonly Mobile[];
  /** The owner of the caller's record, where the CRM has already told it. */
  owner: AgentId | null;
  /** Callers who wait for this number now. */
  waiting: number;
  /** How whoever is recorded is told so; null: need not be; missing: in the usual words, and nobody can decline. */
  announcement?: Announcement | null | undefined;
}
