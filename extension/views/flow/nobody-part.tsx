import { useDesk } from '#extension/views/flow/desk.ts';
import { FlowPart } from '#extension/views/flow/flow-part.tsx';
import { PromptField } from '#extension/views/flow/prompt-field.tsx';
import { useView } from '#extension/views/view.ts';

/** What is said when everyone is on a call, when nobody is online, and when it rang for nothing. */
export function NobodyPart() {
  const { t } = useView();
  const { flow, change } = useDesk();
  return (
    <FlowPart part="nobody" title={t.flow.nobody}>
      <div class="two">
        <PromptField
          label={t.flow.busy}
          part="busy"
          field="busy"
          prompt={flow.busy}
          usual="busy"
          onChange={(busy, field) => change({ ...flow, busy }, field)}
        />
        <PromptField
          label={t.flow.unavailable}
          part="unavailable"
          field="unavailable"
          prompt={flow.unavailable}
          usual="unavailable"
          onChange={(unavailable, field) => change({ ...flow, unavailable }, field)}
        />
        <PromptField
          label={t.flow.nobodyAnswered}
          part="nobodyAnswered"
          field="nobodyAnswered"
          prompt={flow.nobodyAnswered}
          usual="nobody-answered"
          onChange={(nobodyAnswered, field) => change({ ...flow, nobodyAnswered }, field)}
        />
      </div>
    </FlowPart>
  );
}
