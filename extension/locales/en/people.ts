import type { Person } from '#shared/api/admin-api.ts';
import type { MobileSetting } from '#shared/api/team-api.ts';

/** The words of the options' section People. */
export const people = {
  lead: 'Who can take calls, and who is next. Users come from your CRM.',
  line: 'Line',
  noPlace: 'Not in line',
  since: {
    'came-online': (time: string, day: string | null) => `in line since ${day === null ? '' : `${day}, `}${time}`,
    'after-call': (time: string, day: string | null) =>
      `went to the end after a call at ${time}${day === null ? '' : `, ${day}`}`,
    offline: (time: string, day: string | null) => `set offline ${day === null ? 'at ' : `${day}, `}${time}`,
    silent: (time: string, day: string | null) => `not heard of since ${day === null ? '' : `${day}, `}${time}`,
  } satisfies Record<
    NonNullable<Person['placeWhy']> | NonNullable<Person['placeLost']>['why'],
    (time: string, day: string | null) => string
  >,
  order:
    'In turn, a call goes first to whoever came online first. Who answers, then saves and closes the call, goes to the end of the line. Being busy or not answering keeps the place; Offline loses it.',
  former: 'No longer active in the CRM',
  formerWhat: 'Calls skip this person at once. Take the name out of the numbers where it still stands.',
  manage: 'Manage',
  manageOf: (name: string) => `Manage ${name}`,
  status: 'Status',
  setOffline: 'Set offline',
  setOfflineWhat: (name: string) =>
    `No calls ring for ${name} until the status is Online again. The place in line is lost.`,
  setOnline: 'Set online',
  setOnlineWhat: (name: string) => `Calls ring for ${name} again, from the end of the line.`,
  mobile: 'Mobile',
  mobileHelp: 'Whoever answers it presses 1 to take the call, so that its voicemail never swallows one.',
  mobileNumber: 'Mobile number',
  mobileWhen: 'When it rings',
  mobileWhens: { never: 'Never', also: 'Also', 'when-not-online': 'When not online' } satisfies Record<
    MobileSetting['when'],
    string
  >,
  mobileShort: { also: 'Mobile too', 'when-not-online': 'Mobile when away' },
  removeMobile: 'Remove the mobile',
  mobileMissing: 'Enter the number that shall ring.',
  session: 'Sign-in',
  person: 'Person',
  now: 'Now',
  ringsFor: 'Rings for',
  callsFrom: 'Calls from',
  browser: 'Browser',
  alive: 'Alive',
  closed: 'Closed',
  onCall: 'On a call',
  wrappingUp: 'Wrap-up',
  never: 'Never signed in',
  none: 'None',
  admin: 'Administrator',
  signOut: 'Sign out',
  signOutOf: (name: string) => `Sign out ${name}`,
  signOutQuestion: (name: string) => `${name} will be signed out on every computer.`,
  signOutWhat: 'A running call goes on. Calls ring again after the next sign-in.',
  keep: 'Keep signed in',
  hint: 'Alive means that the person’s browser answered in the last seconds: only then does it ring.',
  empty: 'No users yet.',
  emptyWhat: 'They appear once your CRM has been read, at the latest after 15 minutes.',
  invite: 'Invite people',
  inviteHelp: 'Whoever opens this link gets the extension with your server’s address filled in.',
  copy: 'Copy the link',
  copied: 'Copied',
  link: 'Invitation link',
};

export type PeopleMessages = typeof people;
