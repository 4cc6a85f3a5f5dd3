/**
 * Twilio's error dictionary (docs/api/errors), as far as the local Twilio can report it. A warning is logged and the call goes on
 * with the default or the next verb; an error ends the document. `internal` and `unsupported`
 * are our own; the latter is a feature of Twilio's that the local
 * Twilio does not have yet, and which must therefore not pass unnoticed.
 */
const ERRORS = {
  '10003': ['error', 'Incoming call rejected due to inactive account'],
  '11100': ['error', 'Invalid URL format'],
  '11200': ['error', 'HTTP retrieval failure'],
  '11201': ['error', 'TCP connection timed out'],
  '11202': ['error', 'TCP connection refused'],
  '11203': ['error', 'HTTP communication total time out triggered'],
  '11205': ['error', 'HTTP connection failure'],
  '11206': ['error', 'HTTP protocol violation'],
  '11210': ['error', 'HTTP bad host name'],
  '11215': ['error', 'HTTP too many redirects'],
  '11216': ['error', 'HTTP invalid redirect'],
  '11220': ['error', 'SSL/TLS Handshake Error'],
  '11235': ['error', 'Certificate Invalid - Domain Mismatch'],
  '11236': ['error', 'Certificate Invalid - Certificate Expired'],
  '11237': ['error', 'Certificate Invalid - Could not find path to certificate'],
  '11750': ['error', 'TwiML response body too large'],
  '11770': ['error', 'Empty response body'],
  '12100': ['error', 'Document parse failure'],
  '12102': ['error', 'The root element must be Response'],
  '12200': ['warning', 'Schema validation warning'],
  '12300': ['error', 'Invalid Content-Type'],
  '13201': ['error', 'Dial: Cannot Dial out from a Dial Call Segment'],
  '13210': ['warning', 'Dial: Invalid method value'],
  '13212': ['warning', 'Dial: Invalid timeout value'],
  '13213': ['warning', 'Dial: Invalid hangupOnStar value'],
  '13214': ['warning', 'Dial: Invalid callerId value'],
  '13215': ['warning', 'Dial: Invalid nested element'],
  '13216': ['warning', 'Dial: Invalid timeLimit value'],
  '13217': ['warning', 'Dial: Invalid record value'],
  '13218': ['warning', 'Dial: Invalid sequential value'],
  '13219': ['warning', 'Dial: Invalid answerOnBridge value'],
  '13221': ['warning', 'Dial->Number: Invalid method value'],
  '13222': ['warning', 'Dial->Number: Invalid sendDigits value'],
  '13223': ['warning', 'Dial: Invalid phone number format'],
  '13224': ['error', 'Dial: Twilio does not support calling this number or the number is invalid'],
  '13227': ['error', 'Geo Permission configuration is not permitting call'],
  '13247': ['error', 'Dial: Invalid From number (caller ID)'],
  '13310': ['warning', 'Gather: Invalid finishOnKey value'],
  '13312': ['warning', 'Gather: Invalid method value'],
  '13313': ['warning', 'Gather: Invalid timeout value'],
  '13314': ['warning', 'Gather: Invalid numDigits value'],
  '13320': ['warning', 'Gather: Invalid nested verb'],
  '13321': ['warning', 'Gather->Say: Invalid voice value'],
  '13322': ['warning', 'Gather->Say: Invalid loop value'],
  '13325': ['error', 'Gather->Play: Invalid Content-Type'],
  '13326': ['warning', 'Gather: Invalid input value'],
  '13327': ['warning', 'Gather: Invalid speechTimeout value'],
  '13329': ['warning', 'Gather: Invalid partialResultCallbackMethod value'],
  '13330': ['warning', 'Gather: Invalid hints value'],
  '13331': ['warning', 'Gather: Invalid language value'],
  '13332': ['warning', 'Gather: Invalid bargeIn value'],
  '13333': ['warning', 'Gather: Invalid profanityFilter value'],
  '13334': ['warning', 'Gather: Invalid model value'],
  '13335': ['warning', 'Gather: speechTimeout auto cannot be used with model default'],
  '13338': ['error', 'Gather: Invalid actionOnEmptyResult value'],
  '13410': ['warning', 'Play: Invalid loop value'],
  '13420': ['error', 'Play: Invalid Content-Type'],
  '13430': ['warning', 'Play: Invalid DTMF String'],
  '13510': ['warning', 'Say: Invalid loop value'],
  '13511': ['warning', 'Say: Invalid voice value'],
  '13512': ['warning', 'Say: Invalid language value'],
  '13520': ['warning', 'Say: Invalid text'],
  '13521': ['warning', 'Say: character limit exceeded'],
  '13710': ['warning', 'Redirect: Invalid method value'],
  '13810': ['warning', 'Reject: Invalid cause'],
  '13910': ['warning', 'Pause: Invalid length value'],
  '21219': ['error', "'To' phone number not verified"],
  '21264': ['error', 'The TwiML application does not exist'],
  internal: ['error', 'A fault of the local Twilio itself'],
  unsupported: ['error', 'The local Twilio does not have this feature'],
} as const;

export type ErrorCode = keyof typeof ERRORS;

export function levelOf(code: ErrorCode): 'error' | 'warning' {
  return ERRORS[code][0];
}

export function textOf(code: ErrorCode): string {
  return ERRORS[code][1];
}
