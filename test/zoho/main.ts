import { certificate } from '#test/support/certificate.ts';
import { LAURA_ID } from './data/seed-records.ts';
import { ORGANISATIONS } from './data/users.ts';
import { startLocalZoho } from './local-zoho.ts';

/** `npm run zoho [-- HTTP_PORT HTTPS_PORT]`: the local Zoho alone, on 7071 and 7443 unless told otherwise. */
const [httpPort = 7071, httpsPort = 7443] = process.argv.slice(2).map(Number);
if (![httpPort, httpsPort].every((port) => Number.isInteger(port) && port >= 0 && port < 65_536)) {
  console.error('Give two port numbers: npm run zoho -- 7071 7443');
  process.exit(1);
}
const zoho = await startLocalZoho({ httpPort, httpsPort, log: console.log });
const { spki } = await certificate();
const org = ORGANISATIONS.zillum;

console.log(`Local Zoho: ${org.name}, data centre eu. Ctrl C stops it; its data are gone then.

For a server:   ZOHO_DC=eu
                ZOHO_CLIENT_ID=${zoho.clientId}
                ZOHO_CLIENT_SECRET=${zoho.clientSecret}
                accounts and API base URL: ${zoho.httpUrl}
For a browser:  --user-data-dir=/tmp/zoho-browser
                --host-resolver-rules="MAP crm.zoho.eu:443 127.0.0.1:${zoho.httpsPort}, MAP accounts.zoho.eu:443 127.0.0.1:${zoho.httpsPort}"
                --ignore-certificate-errors-spki-list=${spki}
Then open:      https://crm.zoho.eu/crm/org${org.zgid}/tab/Contacts/${LAURA_ID}?as=ana
Control (JSON): ${zoho.httpUrl}/control   (test/zoho/README.md)
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => zoho.stop().then(() => process.exit(0)));
