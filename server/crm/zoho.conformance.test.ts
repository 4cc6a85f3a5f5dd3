import * as v from 'valibot';
import type { RecordRef } from '#shared/crm/crm-record.ts';
import { agentIdSchema } from '#shared/ids.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { zohoTeam } from '#test/support/zoho-team.ts';
import { startLocalZoho } from '#test/zoho/local-zoho.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import type { CrmWorld, Mishap, SeenCall } from './conformance-world.ts';
import { conformsToCrm } from './connector.conformance.ts';
import { MODULES } from './zoho.modules.ts';

const marta = v.parse(agentIdSchema, 'u_00000000000000000006');
const stranger = v.parse(agentIdSchema, 'u_00000000000000000099');
const TYPES = { Inbound: 'inbound', Outbound: 'outbound', Missed: 'missed' } as const;
const FAULTS = {
  'done-then-error': 'done-then-error',
  'done-then-cut': 'done-then-reset',
  'rate-limited': 'rate-limited',
  'token-expired': 'token-expired',
} as const;

/** The local Zoho as a world: what is read back comes from its store, not through what is tested. */
async function zohoWorld(): Promise<CrmWorld> {
  const clock = new TurnableClock();
  const zoho = await startLocalZoho({ clock });
  const team = await zohoTeam(zoho, clock);
  await team.signIn('elena', 'organisation');
  const signedIn = await team.signIn('marta', marta);
  const { records, attachments, faults, settings, tokens, users } = zoho.control;
  const named = (module: 'Contacts' | 'Leads' | 'Accounts', field: string, value: string): CrmRecord => {
    const found = records.all(module, 'zillum').find(({ values }) => values[field] === value);
    if (!found) throw new Error(`nobody is called ${value}`);
    return found;
  };
  const [firstLead] = records.all('Leads', 'zillum');
  const [firstAccount] = records.all('Accounts', 'zillum');
  if (!firstLead || !firstAccount) throw new Error('The CRM is empty.');
  const laura = named('Contacts', 'Full_Name', 'Laura Gómez');
  const hidden = named('Contacts', 'Full_Name', 'Itziar Mendizábal');
  let goner = '';
  let away = false;

  const userId = (key: string) => users.named(key).id;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const at = (record: RecordRef | null) => (entry: CrmRecord) =>
    (entry.values.Who_Id ?? entry.values.What_Id ?? entry.values.Parent_Id ?? null) === (record?.id ?? null);
  const entries = (module: 'Calls' | 'Tasks' | 'Notes', record: RecordRef | null) =>
    records.all(module, 'zillum').filter(at(record));

  const seenCall = ({ id, owner, values }: CrmRecord): SeenCall => {
    const type = text(values.Call_Type);
    if (type !== 'Inbound' && type !== 'Outbound' && type !== 'Missed') throw new Error(`a call of type ${type}`);
    return {
      id,
      subject: text(values.Subject),
      type: TYPES[type],
      planned: values.Outgoing_Call_Status === 'Scheduled',
      startsAt: new Date(text(values.Call_Start_Time)),
      seconds: typeof values.Call_Duration_in_seconds === 'number' ? values.Call_Duration_in_seconds : null,
      result: text(values.Call_Result) || null,
      description: text(values.Description),
      ownerId: userId(owner),
      reminded: text(values.Reminder) !== '',
    };
  };

  async function reset(): Promise<void> {
    if (away) await zoho.plugIn();
    away = false;
    faults.remove();
    settings.customFields = [];
    for (const module of ['Calls', 'Tasks', 'Notes'] as const) {
      for (const { id } of records.all(module, 'zillum')) records.remove(module, id);
    }
    for (const { id } of attachments.all()) attachments.remove(id);
    goner = records.create({
      module: 'Contacts',
      organisation: 'zillum',
      owner: 'marta',
      visibleTo: 'everyone',
      values: { Last_Name: 'Efímera', Full_Name: 'Efímera' },
    }).id;
    if (tokens.live('marta') === 0) await team.signIn('marta', marta);
  }
  await reset();

  return {
    crm: team.crm,
    now: () => clock.now(),
    agent: { owner: marta, crmUserId: signedIn.user.crmUserId, timeZone: signedIn.user.timeZone },
    stranger,
    get records() {
      return {
        contact: { kind: 'contact', id: laura.id },
        lead: { kind: 'lead', id: firstLead.id },
        account: { kind: 'account', id: firstAccount.id },
        goner: { kind: 'contact', id: goner },
        hidden: { kind: 'contact', id: hidden.id },
      } as const;
    },
    searched: {
      ref: { kind: 'contact', id: laura.id },
      name: 'gomez laura',
      company: 'Transportes G',
      digits: ['612 34', '612345', '612345678', '+34 612-345-678'],
      hiddenName: 'Mendizábal',
    },
    remove: ({ kind, id }) => {
      const module = MODULES[kind];
      if (module === 'Contacts' || module === 'Leads' || module === 'Accounts') records.remove(module, id);
    },
    removeNote: (id) => void records.remove('Notes', id),
    append(id, added) {
      for (const [module, field] of [
        ['Calls', 'Description'],
        ['Notes', 'Note_Content'],
      ] as const) {
        const before = records.find(module, id);
        if (before) records.update(module, id, { values: { [field]: `${text(before.values[field])}${added}` } }, 'ana');
      }
    },
    next(mishap: Mishap, times = 1) {
      const seconds = mishap.kind === 'rate-limited' ? mishap.retryAfterSeconds : undefined;
      for (const method of ['POST', 'PUT']) {
        faults.add({
          kind: FAULTS[mishap.kind],
          area: 'api',
          method,
          times,
          ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
        });
      }
    },
    async goAway() {
      await zoho.unplug();
      away = true;
    },
    signOut: () => {
      tokens.revoke('marta');
      tokens.expire('marta');
    },
    require: (label) => {
      settings.customFields = [
        { module: 'Calls', api: 'Campaign_Origin', label, type: 'text', required: true, options: [] },
      ];
    },
    calls: (record) => entries('Calls', record).map(seenCall),
    tasks: (record) =>
      entries('Tasks', record).map(({ id, owner, values }) => ({
        id,
        subject: text(values.Subject),
        day: text(values.Due_Date),
        open: values.Status === 'Not Started',
        description: text(values.Description),
        ownerId: userId(owner),
        remindedAt: values.Remind_At ? new Date(text(values.Remind_At).replace(/^.*DATE-TIME:/, '')) : null,
      })),
    notes: (record) =>
      entries('Notes', record).map(({ id, createdBy, values }) => ({
        id,
        title: text(values.Note_Title),
        content: text(values.Note_Content),
        authorId: userId(createdBy),
        files: attachments
          .of({ id })
          .flatMap(({ id: file, name, content }) =>
            content.kind === 'file' ? [{ id: file, name, mime: content.type, bytes: content.bytes }] : [],
          ),
      })),
    crowd: (record, what, count) => {
      const call = { Call_Type: 'Inbound', Call_Duration: '01:00', Call_Start_Time: clock.now().toISOString() };
      for (let made = 0; made < count; made++) {
        records.create({
          module: what === 'call' ? 'Calls' : 'Notes',
          organisation: 'zillum',
          owner: 'ana',
          visibleTo: 'everyone',
          values:
            what === 'call'
              ? { ...call, Subject: 'Another', Who_Id: record.id }
              : { Note_Title: 'Another', Note_Content: 'x', Parent_Id: record.id },
        });
      }
    },
    reset,
    async close() {
      await team.context.close();
      await zoho.stop();
    },
  };
}

conformsToCrm('Zoho', zohoWorld);
