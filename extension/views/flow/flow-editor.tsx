import { useState } from 'preact/hooks';
import { AnswerChoice } from '#extension/views/flow/answer-choice.tsx';
import { CallersPart } from '#extension/views/flow/callers-part.tsx';
import { CopyFrom } from '#extension/views/flow/copy-from.tsx';
import { type Desk, DeskContext, optionId } from '#extension/views/flow/desk.ts';
import { discarded, type Editing, edited, redone, undone } from '#extension/views/flow/draft.ts';
import { EditorHead } from '#extension/views/flow/editor-head.tsx';
import { RecordingPart, VoicemailPart } from '#extension/views/flow/ending-parts.tsx';
import { FindingsList } from '#extension/views/flow/findings-list.tsx';
import { HearsPart } from '#extension/views/flow/hears-part.tsx';
import { HoursPart } from '#extension/views/flow/hours-part.tsx';
import { firstLanguage } from '#extension/views/flow/language-edits.ts';
import { LanguagesPart } from '#extension/views/flow/languages-part.tsx';
import { MenuPart } from '#extension/views/flow/menu-part.tsx';
import { NobodyPart } from '#extension/views/flow/nobody-part.tsx';
import { OperatorPart, PeoplePart } from '#extension/views/flow/people-part.tsx';
import { QueuePart } from '#extension/views/flow/queue-part.tsx';
import { momentWords, SaveQuestions } from '#extension/views/flow/save-questions.tsx';
import { TryIt } from '#extension/views/flow/try-it.tsx';
import { useEditing } from '#extension/views/flow/use-editing.ts';
import { useFindings } from '#extension/views/flow/use-findings.ts';
import { useSaving } from '#extension/views/flow/use-saving.ts';
import { VersionsPanel } from '#extension/views/flow/versions-panel.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { useView } from '#extension/views/view.ts';
import type { AccountNumber, IncomingNumber, Person } from '#shared/api/admin-api.ts';
import type { Audio } from '#shared/api/audio-api.ts';
import type { Path } from '#shared/call-flow/tree.ts';
import type { Language } from '#shared/call-flow/voices.ts';
import type { E164 } from '#shared/ids.ts';

export interface FlowEditorProps {
  readonly number: E164;
  readonly first: () => Editing;
  /** When what is shown was kept; null: nothing was, it is what callers hear. */
  readonly keptAt: string | null;
  readonly people: readonly Person[];
  readonly sounds: readonly Audio[];
  readonly others: readonly IncomingNumber[];
  readonly pointsAt: AccountNumber['pointsAt'];
  readonly serverOrigin: string | null;
}

/** One number: what it does with its callers left, the same tried out right. */
export function FlowEditor(props: FlowEditorProps) {
  const view = useView();
  const words = view.t.flow;
  const { number } = props;
  const [editing, setEditing] = useEditing(number, props.first);
  const [sounds, setSounds] = useState(props.sounds);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [chosen, editLanguage] = useState<Language>(() => firstLanguage(editing.now.flow));
  const [keptAt, setKeptAt] = useState(props.keptAt);
  const judged = useFindings(number, editing.now.flow);
  const asksFirst = editing.live === null && props.pointsAt.target === 'elsewhere';
  const saving = useSaving(number, editing, setEditing, asksFirst);
  const { flow } = editing.now;

  const desk: Desk = {
    number,
    flow,
    // Undo may take away the language that was being edited.
    language: flow.languages.includes(chosen) ? chosen : firstLanguage(flow),
    editLanguage,
    change: (next, field) => setEditing((now) => edited(now, { ...now.now, flow: next }, field ?? null)),
    people: props.people,
    sounds,
    addSound: (sound) => setSounds((before) => [...before.filter(({ id }) => id !== sound.id), sound]),
    atServer: (url) => ownAddress(url, props.serverOrigin),
    findings: judged.findings,
    open,
    toggle: (path: Path, wanted?: boolean) =>
      setOpen((before) => {
        const id = optionId(path);
        const after = new Set(before);
        if (wanted ?? !before.has(id)) after.add(id);
        else after.delete(id);
        return after;
      }),
  };
  const discard = () => {
    setKeptAt(null);
    setEditing(discarded);
  };
  return (
    <DeskContext.Provider value={desk}>
      <div class="flowed">
        <div class="edmain">
          <EditorHead
            number={number}
            editing={editing}
            judged={judged}
            saving={saving}
            onName={(name) => setEditing((now) => edited(now, { ...now.now, name }, 'name'))}
            onUndo={() => setEditing(undone)}
            onRedo={() => setEditing(redone)}
            onDiscard={discard}
          />
          <div class="stack savequestions">
            <SaveQuestions saving={saving} pointsAt={props.pointsAt} />
            {keptAt !== null && !saving.done && (
              <Note
                kind="plain"
                role="status"
                what={words.keptBack(momentWords(keptAt, view))}
                more={words.keptBackWhat}
              />
            )}
          </div>
          <AnswerChoice />
          {flow.answer === 'people' && <PeoplePart />}
          <HearsPart />
          {flow.answer === 'menu' && <MenuPart />}
          <NobodyPart />
          <QueuePart />
          <RecordingPart />
          <VoicemailPart />
          <HoursPart />
          {flow.answer === 'menu' && <OperatorPart />}
          <CallersPart />
          <LanguagesPart />
          <CopyFrom others={props.others} />
          <VersionsPanel
            number={number}
            version={editing.basedOn}
            onRestored={({ name, flow: back, version }) =>
              setEditing((now) => ({
                ...edited(now, { name, flow: back }),
                live: { name, flow: back },
                basedOn: version,
              }))
            }
          />
        </div>
        <section class="side" aria-label={words.trial.title}>
          <div class="stick">
            <TryIt />
            <FindingsList judged={judged} />
          </div>
        </section>
      </div>
    </DeskContext.Provider>
  );
}

/** What the server names must be its own: an address elsewhere is not played. */
function ownAddress(url: string, origin: string | null): string | null {
  if (origin === null) return null;
  const at = URL.parse(url, origin);
  return at?.origin === origin ? at.href : null;
}
