import type { ControlCommand } from './control-event.ts';

/** What a command is about: two of the same subject that want different things contradict each other. */
export function subjectOf(command: ControlCommand): string {
  switch (command.do) {
    case 'invite':
      return `invite:${command.askId}`;
    case 'redirect':
      return `redirect:${command.leg}:${command.step}`;
    case 'announce':
    case 'record':
      return `${command.do}:${command.part}`;
    case 'pause-recording':
    case 'stop-recording':
      return `${command.do}:${command.recording}`;
    case 'look':
      return 'look';
    default:
      return `${command.do}:${command.leg}`;
  }
}

/** Two commands with the same key do the same. */
export function commandKey(command: ControlCommand): string {
  const wants = 'on' in command ? command.on : 'to' in command ? command.to : '';
  return `${subjectOf(command)}:${wants}`;
}
