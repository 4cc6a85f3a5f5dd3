import type { Clock } from '#shared/time.ts';
import type { TokenBook } from './accounts/token-book.ts';
import type { Faults } from './control/faults.ts';
import type { RequestLog } from './control/request-log.ts';
import type { AttachmentStore } from './records/attachment-store.ts';
import type { RecordStore } from './records/record-store.ts';
import type { ZohoSettings } from './settings.ts';
import type { UserDirectory } from './user-directory.ts';

/** Everything the routes read and change. */
export interface ZohoWorld {
  clock: Clock;
  /** The one client registered in Zoho's API console. */
  client: { id: string; secret: string };
  settings: ZohoSettings;
  users: UserDirectory;
  records: RecordStore;
  attachments: AttachmentStore;
  tokens: TokenBook;
  faults: Faults;
  requests: RequestLog;
  /** API requests under way. */
  running: number;
}

/** What the middleware leaves for the routes and the log. */
export interface ZohoEnv {
  Variables: { user: string | null; fault: string | null };
}
