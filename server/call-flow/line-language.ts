export { languageOfLine } from '#shared/call-flow/line-language.ts';
