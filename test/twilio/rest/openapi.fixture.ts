import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect } from 'vitest';

// Twilio's own description of its API lies beside this repository, not in it: where it is missing, the tests made with Twilio's own
// package are the judges.
export const SPECIFICATION = new URL(
  '../../../../shared/specs/twilio/twilio_api_v2010.voice-subset.json',
  import.meta.url,
);

export const hasOpenApi = existsSync(SPECIFICATION);

/** Judges answers by Twilio's OpenAPI document; `path` is below `/Accounts/`, as it stands there: `{AccountSid}/Calls.json`. */
export function openApi() {
  const specification = JSON.parse(readFileSync(SPECIFICATION, 'utf8'), withoutBareNullable);
  const ajv = new Ajv({ strict: false, validateFormats: false, schemas: [{ $id: 'twilio', ...specification }] });
  const propertiesOf = (schema: { $ref?: string; properties?: object }): string[] =>
    Object.keys(
      schema.$ref
        ? specification.components.schemas[schema.$ref.split('/').at(-1) ?? ''].properties
        : schema.properties,
    );

  /** Fails on a status that the document does not have, an invalid body, a field that is missing, and one that Twilio has not. */
  return (path: string, method: 'get' | 'post', { status, body }: { status: number; body: object }): void => {
    const full = `/2010-04-01/Accounts/${path}`;
    const { responses } = specification.paths[full][method];
    expect([path, method, Object.keys(responses)]).toEqual([path, method, [String(status)]]);
    const pointer = [full, method, 'responses', String(status), 'content', 'application/json', 'schema']
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const validate = ajv.getSchema(`twilio#/paths/${pointer}`);
    expect(validate, path).toBeDefined();
    validate?.(body);
    const properties = propertiesOf(responses[status].content['application/json'].schema);
    expect({
      path,
      method,
      errors: validate?.errors ?? [],
      missing: properties.filter((name) => !(name in body)),
      foreign: Object.keys(body).filter((name) => !properties.includes(name)),
    }).toEqual({ path, method, errors: [], missing: [], foreign: [] });
  };
}

/**
 * Ajv knows `nullable` only beside a type; where the document names none, anything goes as it is. Of a conference that has not ended the
 * document's own examples have no reason why it did, which its schema does not allow.
 */
function withoutBareNullable(key: string, value: unknown): unknown {
  if (key === 'conference_enum_reason_conference_ended') return {};
  if (typeof value !== 'object' || value === null || !('nullable' in value) || 'type' in value) return value;
  const { nullable: __, ...rest } = value;
  return rest;
}
