import * as v from 'valibot';
import { beforeEach } from 'vitest';
import { callFlowSchema } from '#shared/call-flow/call-flow.schema.ts';
import { newFlow, newMenu, newPeople } from '#shared/call-flow/new-flow.ts';
import { adminDesk } from '#test/support/admin-desk.ts';
import { LINE } from '#test/support/telephony.ts';

/** Of `LINE`, below `/api/admin`. */
export const path = `/incoming-numbers/${encodeURIComponent(LINE)}`;

/** Adela's desk with a connected account that has `LINE`. Call it once in a test file. */
export function flowDesk() {
  const desk = adminDesk();

  /** Two levels: 2 leads to a menu, whose 1 rings Ana. */
  const twoLevels = () =>
    v.parse(callFlowSchema, {
      ...newFlow('es-ES', 'Europe/Madrid'),
      answer: 'menu',
      menu: {
        ...newMenu(),
        options: [
          {
            key: '2',
            label: { 'es-ES': 'Ventas' },
            action: {
              do: 'menu',
              menu: {
                ...newMenu(),
                options: [
                  { key: '1', label: { 'es-ES': 'Madrid' }, action: { do: 'people', people: newPeople([desk.ana]) } },
                ],
              },
            },
          },
        ],
      },
    });
  const ringing = (over: object = {}) => ({ ...newFlow('es-ES', 'Europe/Madrid', [desk.ana]), ...over });
  const save = (flow: unknown, basedOn: number | null, name = 'Madrid') =>
    desk.ask('PUT', `${path}/flow`, { name, flow, basedOn });
  const atTwilio = () => desk.twilio.control.account.numberOf(LINE);
  const changes = async () => (await desk.ask('GET', '/changes')).body.changes;

  beforeEach(async () => {
    desk.twilio.control.configureNumber(LINE, { voiceUrl: 'https://former.example/voice', friendlyName: 'Bought' });
    await desk.connect();
  });

  return { desk, twoLevels, ringing, save, atTwilio, changes };
}
