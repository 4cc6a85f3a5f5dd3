import { expect, it } from 'vitest';
import { type Parameters, signatureOf } from './signature.ts';

// Made with the `twilio` package and agreed by an independent HMAC; the first stands in Twilio's documentation.
const VECTORS: [name: string, url: string, parameters: Parameters, signature: string][] = [
  [
    "the documentation's example",
    'https://mycompany.com/myapp.php?foo=1&bar=2',
    {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675309',
      Digits: '1234',
      From: '+14158675309',
      To: '+18005551212',
    },
    'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
  ],
  ['no parameters', 'https://x.example/voice', {}, 'DY6tRFPPgbMOMKtKYi3Rs7UdOMA='],
  ['names in both cases', 'https://x.example/v', { b: '1', B: '2', a: '3', A: '4' }, 'qsuWnYoRFVSeoTc72TFqvRIy0C8='],
  [
    'text beyond ASCII',
    'https://x.example/v',
    { CallerName: 'José Ñandú – 日本', Body: 'a b+c&d=e' },
    '24Ro3BYaI6dqLohQ0u0SeqBp+0I=',
  ],
  ['an empty value', 'https://x.example/v', { Digits: '', From: '+1' }, 'ySTaQ9Fvrs4MtpVRC2ErBxZEipU='],
  ['a repeated name', 'https://x.example/v', { MessagingBinding: ['b', 'a', 'a'] }, 'yZ9YqN8JqZwTmcX9QFCa8SjUDOs='],
  ['a port', 'https://x.example:8443/v?q=1', { A: '1' }, 'kKrdGKCUGLXkmPUG7s8PInyYm7M='],
  ['credentials', 'https://user:pass@x.example/v', { A: '1' }, 'H1BA63En898K+WOIpGwobQYMZqE='],
  ['all in the query', 'https://x.example/v?CallSid=CA1&From=%2B1555', {}, '5d+lhXyaYCG7ZA78+Ex+j/V1GBg='],
];

it.each(VECTORS)('signs %s as Twilio does', (_name, url, parameters, signature) => {
  expect(signatureOf(url, parameters, '12345')).toBe(signature);
});
