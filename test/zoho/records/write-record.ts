import type { CrmRecord } from './record-store.ts';
import { forbidden, invalid, Refused } from './row-fault.ts';
import { type RowRequest, type RowValues, readRow } from './row-input.ts';
import { maySee } from './visibility.ts';

/** Makes the record that a row describes; its owner is who writes unless the row names another. Throws Refused. */
export function createRecord(request: RowRequest): CrmRecord {
  const { module, user, world } = request;
  const { values, owner = user.key, about } = readRow(request);
  return world.records.create({
    module,
    organisation: user.organisation,
    owner,
    createdBy: user.key,
    visibleTo: sameEyes(about),
    values,
  });
}

/** Changes the record that `request.row.id`, or `id`, names. Throws Refused. */
export function changeRecord(request: RowRequest, id: string): CrmRecord {
  const { module, at, user, world } = request;
  const before = world.records.find(module, id);
  if (before?.organisation !== user.organisation)
    throw new Refused(invalid({ api: 'id', path: `$.data[${at}].id` }, 'the id given seems to be invalid'));
  if (!maySee(user, before)) throw new Refused(forbidden(`Crm_Implied_Edit_${module}`));
  const { values, owner, about } = readRow({ ...request, before });
  const changes = { values, ...(owner && { owner }), ...(about && { visibleTo: sameEyes(about) }) };
  return world.records.update(module, id, changes, user.key) ?? before;
}

/** Who may read the record may read what is written about it. */
function sameEyes(about: RowValues['about']): CrmRecord['visibleTo'] {
  if (!about || about.visibleTo === 'everyone') return 'everyone';
  return [about.owner, ...about.visibleTo];
}
