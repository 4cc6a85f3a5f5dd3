import type { CrmUser } from '#test/zoho/data/users.ts';
import type { AttachmentStore } from '#test/zoho/records/attachment-store.ts';
import type { CrmModule } from '#test/zoho/records/crm-module.ts';
import type { RecordStore } from '#test/zoho/records/record-store.ts';
import type { ZohoSettings } from '#test/zoho/settings.ts';
import type { UserChanges, UserDirectory } from '#test/zoho/user-directory.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import type { Faults } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import { type Written, writtenOn } from './written.ts';

/** A test's hand on the CRM. The same by JSON: `/control`, see README.md. */
export interface ZohoControl {
  /** Live: what is assigned holds from the next request on. `searchLagMs` stands at `records`. */
  settings: ZohoSettings;
  users: UserDirectory;
  records: RecordStore;
  attachments: AttachmentStore;
  faults: Faults;
  requests: RequestLog;
  tokens: TokenControl;
  /** What was written about a record: its calls, tasks, notes and files. */
  writtenOn(module: CrmModule, id: string): Written;
  /** Makes the user inactive, as an administrator does in Zoho's set-up: her tokens are refused from then on. */
  deactivate(user: string): CrmUser;
}

export interface TokenControl {
  /** Ends the hour of the user's access tokens, or everybody's; they can be refreshed. Answers how many. */
  expire(user?: string): number;
  /** Takes the user's grant away, or everybody's, as under "Connected apps": refreshing fails too. Answers how many refresh tokens. */
  revoke(user?: string): number;
  /** How many refresh tokens of the user, or of everybody, are good now. */
  live(user?: string): number;
  /** How many tokens were given out so far, and how many refreshes there were in the last ten minutes. */
  counts(): { accessTokens: number; refreshTokens: number; refreshes: number };
}

export function zohoControl(world: ZohoWorld): ZohoControl {
  const { settings, users, records, attachments, faults, requests } = world;
  return {
    settings,
    users,
    records,
    attachments,
    faults,
    requests,
    tokens: tokenControl(world),
    deactivate,
    writtenOn: (module, id) => writtenOn(module, id, world),
  };

  function deactivate(key: string): CrmUser {
    const gone: UserChanges = { status: 'disabled' };
    const user = users.change(key, gone);
    if (!user) throw new Error(`no user is called ${key}`);
    return user;
  }
}

export function tokenControl({ tokens }: ZohoWorld): TokenControl {
  const alive = (user?: string) =>
    tokens.refreshTokens().filter((t) => !t.revoked && (user === undefined || t.user === user));
  return {
    live: (user) => alive(user).length,
    expire: (user) => tokens.expire(user),
    revoke(user) {
      const revoked = alive(user);
      for (const { token } of revoked) tokens.revoke(token);
      // Grants without offline access have access tokens alone.
      const loose = tokens.accessTokens().filter((t) => t.family === null && (user === undefined || t.user === user));
      for (const { token } of loose) tokens.revoke(token);
      return revoked.length;
    },
    counts: () => ({
      accessTokens: tokens.accessTokens().length,
      refreshTokens: tokens.refreshTokens().length,
      refreshes: tokens.refreshTokens().reduce((sum, token) => sum + token.refreshes.length, 0),
    }),
  };
}
