import { BackgroundWork } from '#server/background.ts';
import { silentLog } from '#server/log.ts';

/** Begins everything but writing to the CRM: such a test writes when it means to. */
export class PatientBackground extends BackgroundWork {
  constructor() {
    super(silentLog);
  }

  override start(name: string, work: () => Promise<unknown>): void {
    if (name !== 'write back') super.start(name, work);
  }
}
