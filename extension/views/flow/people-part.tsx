import { useDesk } from '#extension/views/flow/desk.ts';
import { FlowPart } from '#extension/views/flow/flow-part.tsx';
import { PeopleChips } from '#extension/views/flow/people-chips.tsx';
import { PeopleRows } from '#extension/views/flow/people-rows.tsx';
import { RingHow } from '#extension/views/flow/ring-how.tsx';
import { useView } from '#extension/views/view.ts';
import { newPeople } from '#shared/call-flow/new-flow.ts';

/** Everybody whom the number rings, without a menu. */
export function PeoplePart() {
  const { t } = useView();
  const { flow, change } = useDesk();
  const { people } = flow;
  return (
    <FlowPart
      part="people"
      title={t.flow.whoRings}
      help={people.strategy === 'sequential' ? t.flow.order : t.flow.noOrder}
    >
      <PeopleRows people={people} onChange={(agentIds) => change({ ...flow, people: { ...people, agentIds } })} />
      {people.agentIds.length > 1 && (
        <RingHow people={people} field="people" onChange={(next, field) => change({ ...flow, people: next }, field)} />
      )}
    </FlowPart>
  );
}

/** Whom 0, * and #, or giving up, can lead to. */
export function OperatorPart() {
  const { t } = useView();
  const { flow, change } = useDesk();
  const { operator } = flow;
  return (
    <FlowPart
      part="operator"
      title={t.flow.operator}
      help={t.flow.operatorHelp}
      on={operator !== null}
      onSwitch={(on) => change({ ...flow, operator: on ? newPeople() : null })}
    >
      {operator !== null && (
        <>
          <PeopleChips
            label={t.flow.whoRings}
            chosen={operator.agentIds}
            onChange={(agentIds) => change({ ...flow, operator: { ...operator, agentIds } })}
          />
          {operator.agentIds.length > 1 && (
            <RingHow
              people={operator}
              field="operator"
              onChange={(next, field) => change({ ...flow, operator: next }, field)}
            />
          )}
        </>
      )}
    </FlowPart>
  );
}
