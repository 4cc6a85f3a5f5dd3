import type { FindingFacts, FindingWords } from '#extension/locales/finding-words.ts';
import type { Messages, Language as Reader } from '#extension/locales/language.ts';
import { optionLabel, optionName } from '#extension/views/flow/option-name.ts';
import { languageName } from '#extension/views/flow/voice-names.ts';
import type { Finding } from '#shared/api/call-flow-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { LANGUAGES, type Language } from '#shared/call-flow/voices.ts';

/** A finding in words, with the names of what it is about. */
export function findingWords(
  finding: Finding,
  flow: CallFlow,
  language: Language,
  reader: { readonly t: Messages; readonly language: Reader },
): FindingWords {
  const { t } = reader;
  const { option, part, values = {} } = finding;
  const name = option === null ? null : optionName(flow, option, language, t);
  // By its name alone where it has one: "Support".
  const labelled = option === null ? null : optionLabel(flow, option, language);
  const place = Object.entries(t.flow.parts).find(([id]) => id === part)?.[1];
  // Where there is one language alone, its name says nothing.
  const about = flow.languages.length < 2 ? undefined : LANGUAGES.find((one) => one === values.language);
  const facts: FindingFacts = {
    option: name,
    part,
    where: labelled ?? name ?? place ?? part,
    language: about === undefined ? null : languageName(about, reader.language),
    values,
  };
  return t.flow.findings[finding.code](facts);
}

/** Faults first, then warnings; notes are told apart from them. */
export const toFix = (findings: readonly Finding[]): readonly Finding[] => [
  ...faultsIn(findings),
  ...findings.filter(({ level }) => level === 'warning'),
];
export const faultsIn = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ level }) => level === 'fault');
