import { certificate } from '#test/support/certificate.ts';
import { startLocalTwilio } from './local-twilio.ts';

/** `npm run twilio`: the local Twilio alone, until Ctrl-C. Ports by TWILIO_HTTP_PORT and TWILIO_HTTPS_PORT. */
const port = (name: string, standard: number) => Number(process.env[name] ?? standard);

const twilio = await startLocalTwilio({
  httpPort: port('TWILIO_HTTP_PORT', 8010),
  httpsPort: port('TWILIO_HTTPS_PORT', 8011),
  log: (line) => console.log(line),
});
const { spki } = await certificate();

console.log(`Local Twilio

  REST API        ${twilio.httpUrl}       (client.api.baseUrl of the twilio package)
  Account SID     ${twilio.accountSid}
  Auth Token      ${twilio.authToken}
  Control API     ${twilio.httpUrl}/control/account
  Handset         ${twilio.httpUrl}/handset

Give the account a number that asks your server:

  curl -X PUT ${twilio.httpUrl}/control/numbers/+34910601234 \\
    -H 'content-type: application/json' -d '{"voiceUrl":"http://127.0.0.1:3000/voice"}'

Start a browser whose Voice SDK finds this Twilio:

  chromium --user-data-dir=/tmp/twilio-browser \\
    --host-resolver-rules="MAP *.twilio.com:443 127.0.0.1:${twilio.httpsPort}" \\
    --ignore-certificate-errors-spki-list=${spki}

test/twilio/README.md says what it can do. Ctrl-C ends it.
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void twilio.stop().then(() => process.exit(0)));
}
