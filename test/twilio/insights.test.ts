import { expect, it } from 'vitest';
import { insights } from './insights.ts';

it('takes the SDK’s measurements from any page, and lets it ask beforehand', async () => {
  for (const path of ['/v4/EndpointEvents', '/v4/EndpointMetrics']) {
    const origin = 'chrome-extension://abcdefghijklmnop';
    const before = await insights().request(path, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-twilio-token' },
    });
    expect(before.status).toBe(204);
    expect(before.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('x-twilio-token');
    const taken = await insights().request(path, { method: 'POST', headers: { origin }, body: '{}' });
    expect([taken.status, taken.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  }
});
