import { CRM_PAGES, type PERMISSIONS } from '#extension/manifest.ts';

/** What the Chrome Web Store asks at each submission: one reason for each permission. A permission without one does not compile. */
export const PERMISSION_REASONS: Record<(typeof PERMISSIONS)[number], string> = {
  alarms: 'Looks every half minute whether the softphone still runs and starts it again, so that no call is missed.',
  identity: 'Opens the sign-in window of the team’s CRM: agents sign in with the account they have there.',
  notifications: 'Shows an incoming call with Answer and Decline while the agent works in another program.',
  offscreen:
    'Holds the softphone (microphone, the call’s sound, ring tone): a call must go on while pages are opened and closed.',
  scripting: 'Puts the call card into the CRM page at the first call, so that pages without a call load nothing of it.',
  sidePanel: 'Shows the softphone beside the page for agents who want to keep it open while they work.',
  storage:
    'Keeps the session, the address of the team’s server, the agent’s settings, and her notes of a call until they are in the CRM.',
};

/** One sentence for all hosts, since each is the same CRM in another of its data centres. */
const CRM_REASON =
  'Zoho CRM record pages: shows a phone icon beside each phone number, and the call card during a call.';

export const HOST_REASONS: Record<string, string> = Object.fromEntries(CRM_PAGES.map((host) => [host, CRM_REASON]));

/** What else in the manifest a reviewer asks about. */
export const OTHER_REASONS: Record<string, string> = {
  'content_scripts.match_origin_as_fallback':
    'The CRM shows parts of a record in frames without an address of their own; numbers in them get icons too.',
  'web_accessible_resources: join.html':
    'An administrator’s invitation link opens it with the server’s address filled in. It does nothing by itself and refuses to work in a frame.',
  'Remote code': 'None. All code is in the package; the server sends data only.',
};

/** `permissions.md`, as it is handed in. */
export function permissionsPage(): string {
  const rows = (reasons: Record<string, string>) =>
    Object.entries(reasons).map(([name, reason]) => `| \`${name}\` | ${reason} |`);
  return [
    '# Permissions and their reasons',
    '',
    'Written from `permissions.ts`; a test compares both with the built manifest.',
    '',
    '| permission | why |',
    '|---|---|',
    ...rows(PERMISSION_REASONS),
    '',
    '| host | why |',
    '|---|---|',
    ...rows(HOST_REASONS),
    '',
    '| also | why |',
    '|---|---|',
    ...rows(OTHER_REASONS),
    '',
  ].join('\n');
}
