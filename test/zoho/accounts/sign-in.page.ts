import { html } from 'hono/html';
import { type CrmUser, fullName, ORGANISATIONS, type Organisation } from '#test/zoho/data/users.ts';

type Html = ReturnType<typeof html>;

const frame = (title: string, body: Html): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/accounts-assets/sign-in.css">
</head>
<body><main><header class="mark"><i></i><i></i><i></i><i></i><b>Accounts</b></header>${body}</main>
<footer>A local stand-in for Zoho Accounts. No password, no real data.</footer></body>
</html>`;

const initials = (user: CrmUser): string => `${user.firstName.charAt(0)}${user.lastName.charAt(0)}`;

/** The people one can be. Each is `button[data-user=KEY]`. `hidden`: what the form carries along. */
export function pickerPage(users: CrmUser[], form: { action: string; hidden: Record<string, string> }): Html {
  const hidden = Object.entries(form.hidden).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return frame(
    'Sign in',
    html`<h1>Sign in</h1><p>to continue to CRM</p>
<form method="post" action="${form.action}">${hidden}<ul class="people">${users.map(person)}</ul></form>`,
  );
}

const person = (user: CrmUser): Html => html`<li><button name="user" value="${user.key}" data-user="${user.key}">
<span class="face">${initials(user)}</span>
<span class="who"><b>${fullName(user)}</b><small>${user.email}</small></span>
<span class="role">${user.status === 'active' ? user.role : 'Inactive'}<small>${ORGANISATIONS[user.organisation].name}</small></span>
</button></li>`;

interface Consent {
  /** Id of the request on its way. */
  id: string;
  user: CrmUser;
  organisation: Organisation;
  scopes: readonly string[];
}

/** What the client would be allowed to; `#accept` and `#reject` decide. */
export function consentPage({ id, user, organisation, scopes }: Consent): Html {
  return frame(
    'Allow access',
    html`<h1>Allow access</h1>
<p><b>Sidetone</b> would like to access the following information.</p>
<div class="account"><span class="face">${initials(user)}</span>
<span class="who"><b>${fullName(user)}</b><small>${user.email}</small></span>
<span class="role">${organisation.name}</span></div>
<h2>CRM</h2>
<ul class="scopes">${scopes.map((scope) => html`<li>${sentence(scope)}<code>${scope}</code></li>`)}</ul>
<form method="post" action="/oauth/v2/auth/consent"><input type="hidden" name="request" value="${id}">
<p class="decide"><button id="accept" name="decision" value="accept">Accept</button>
<button id="reject" name="decision" value="reject">Reject</button></p></form>`,
  );
}

const OPERATIONS: Record<string, string> = {
  READ: 'Read',
  CREATE: 'Create',
  UPDATE: 'Change',
  WRITE: 'Write',
  DELETE: 'Delete',
};

/** "ZohoCRM.modules.contacts.READ" → "Read contacts". */
function sentence(scope: string): string {
  const parts = scope.split('.');
  const operation = OPERATIONS[parts.at(-1) ?? ''] ?? 'Read and change';
  if (parts[0]?.toLowerCase() === 'zohosearch') return 'Search in your data';
  return `${operation} ${parts.slice(1, -1).join(' ').replace('modules', '').trim() || 'all modules'}`;
}

/** The request itself was wrong: nothing can be sent back to the client. */
export const refusalPage = (reason: string): Html =>
  frame(
    'Something is wrong with this request',
    html`<h1>This request cannot go on</h1><p class="refusal">${reason}</p>`,
  );
