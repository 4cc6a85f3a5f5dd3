import { useState } from 'preact/hooks';
import * as v from 'valibot';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import {
  type CredentialErrors,
  checkCredentials,
  EDGES,
  type Edge,
  isEdge,
  WHERE,
} from '#extension/views/options/credentials.ts';
import { Refusal } from '#extension/views/options/refusal.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { TextField } from '#extension/views/parts/field.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { wordsFor } from '#extension/views/problem/problem-words.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import { type TwilioConnection, type TwilioRegion, twilioRegionSchema } from '#shared/api/admin-api.ts';

/** SID, token, region and edge. What was typed stays when Twilio refuses; the token is never shown back. */
export function TwilioForm(props: {
  readonly connection: TwilioConnection;
  /** It is being disconnected: what is typed now would be lost with the form. */
  readonly leaving: boolean;
  readonly onConnected: () => void;
  readonly onDisconnect: () => void;
}) {
  const view = useView();
  const { wire, t } = view;
  const words = t.options.connection;
  const connected = props.connection.state === 'connected' ? props.connection : null;
  const [sid, setSid] = useState(connected?.accountSid ?? '');
  const [token, setToken] = useState('');
  const [region, setRegion] = useState<TwilioRegion>(connected?.region ?? 'us1');
  const [edge, setEdge] = useState<Edge>(edgeOf(connected?.edge));
  const [errors, setErrors] = useState<CredentialErrors>({ sid: null, token: null });
  const task = useTask(() =>
    askAdmin(wire, 'connectTwilio', { accountSid: sid.trim(), authToken: token.trim(), region, edge }),
  );

  const authorise = async () => {
    const found = checkCredentials(sid.trim(), token.trim(), t);
    setErrors(found);
    task.clear();
    if (found.sid !== null || found.token !== null) return;
    const result = await task.run();
    if (!result?.ok) return;
    setToken('');
    props.onConnected();
  };
  const wrongSid = task.problem?.code === 'twilio-wrong-sid' ? task.problem : null;

  return (
    <>
      <form
        class="form"
        noValidate
        inert={props.leaving}
        onSubmit={(event) => {
          event.preventDefault();
          void authorise();
        }}
      >
        <TextField
          label={words.sid}
          value={sid}
          onInput={setSid}
          maxLength={64}
          mono
          error={errors.sid ?? (wrongSid === null ? null : sentence(wordsFor(wrongSid, view)))}
        />
        <TextField
          label={words.token}
          secret
          value={token}
          onInput={setToken}
          maxLength={128}
          mono
          error={errors.token}
          help={words.tokenHelp}
          end={connected !== null && token === '' && <span class="small faint">{words.tokenKept}</span>}
        />
        <div class="field">
          <label class="lab" for="region">
            {words.region}
          </label>
          <Select
            id="region"
            value={region}
            describedBy="region-help"
            choices={twilioRegionSchema.options.map((value) => ({ value, label: words.regions[value] }))}
            onChange={(value) => setRegion(v.parse(twilioRegionSchema, value))}
          />
          <p class="help" id="region-help">
            {words.regionHelp}
          </p>
        </div>
        <div class="field">
          <label class="lab" for="edge">
            {words.edge}
          </label>
          <Select
            id="edge"
            value={edge}
            describedBy="edge-help"
            choices={EDGES.map((value) => ({ value, label: words.edges[value] }))}
            onChange={(value) => setEdge(edgeOf(value))}
          />
          <p class="help" id="edge-help">
            {words.edgeHelp}
          </p>
        </div>
        <div class="row">
          <Button kind={connected === null ? 'primary' : 'outline'} submit slow={task.slow}>
            {task.slow ? words.authorising : connected === null ? words.authorise : words.authoriseAgain}
          </Button>
          {connected === null ? (
            <a class="small" href={WHERE} target="_blank" rel="noreferrer">
              {words.whereToFind}
            </a>
          ) : (
            <Button kind="danger-text" onClick={props.onDisconnect}>
              {words.disconnect}
            </Button>
          )}
        </div>
      </form>
      {task.problem !== null && wrongSid === null && (
        <Refusal problem={task.problem} onRetry={() => void authorise()} />
      )}
    </>
  );
}

const edgeOf = (text: string | undefined): Edge => (text !== undefined && isEdge(text) ? text : 'roaming');

const sentence = (words: { what: string; do: string }): string => `${words.what} ${words.do}`;
