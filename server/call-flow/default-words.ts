export { languageOfLine } from './line-language.ts';
