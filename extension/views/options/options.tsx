import type { ComponentChildren } from 'preact';
import type { Audio } from '#extension/views/device/audio.ts';
import { Diagnosis } from '#extension/views/diagnosis/diagnosis.tsx';
import { About } from '#extension/views/options/about.tsx';
import { Appearance } from '#extension/views/options/appearance.tsx';
import { Blocked } from '#extension/views/options/blocked.tsx';
import { Calls } from '#extension/views/options/calls.tsx';
import { Changes } from '#extension/views/options/changes.tsx';
import { Compliance } from '#extension/views/options/compliance.tsx';
import { Connection } from '#extension/views/options/connection.tsx';
import { Device } from '#extension/views/options/device.tsx';
import { Incoming } from '#extension/views/options/incoming.tsx';
import { Live } from '#extension/views/options/live.tsx';
import { Nav } from '#extension/views/options/nav.tsx';
import { numberIn } from '#extension/views/options/number-in.ts';
import { Outgoing } from '#extension/views/options/outgoing.tsx';
import { People } from '#extension/views/options/people.tsx';
import { type SectionId, sectionOf, sectionsFor } from '#extension/views/options/sections.ts';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import type { Shown } from '#extension/views/shell.tsx';
import { useHash } from '#extension/views/use-hash.ts';
import { useView } from '#extension/views/view.ts';
import { CONTRACT } from '#shared/api/version.ts';

export interface OptionsProps extends Shown {
  readonly audio: Audio;
  /** Whether this browser can carry voices at all. */
  readonly carriesVoices: () => Promise<boolean>;
  readonly version: string;
  /** Opens the browser's own settings of Sidetone's microphone. */
  readonly onOpenMicrophoneSettings: () => void;
}

/** The options page: navigation left, one section right. */
export function Options(props: OptionsProps) {
  const view = useView();
  const { phone } = props;
  const hash = useHash();
  const reader = { ...view, minor: phone?.contractMinor ?? CONTRACT.minor };
  const current = sectionOf(hash, reader);
  // An administrator's sections would flash by the others' while nobody knows yet who it is.
  if (phone === null) return null;
  return (
    <div class="opt">
      <Nav
        sections={sectionsFor(reader)}
        current={current}
        troubled={phone.line.state === 'problem'}
        agent={phone.agent}
        team={phone.team}
        small={current === 'incoming' && numberIn(hash) !== null && !view.olderServer}
        crmHost={phone.crmOrigin?.replace(/^https:\/\//, '') ?? null}
      />
      <main class="main">
        {phone.line.state === 'signed-out' && phone.line.problem !== null && (
          <div class="top">
            <ProblemNote problem={phone.line.problem} />
          </div>
        )}
        {contentOf(current, props)}
      </main>
    </div>
  );
}

function contentOf(section: SectionId, props: OptionsProps): ComponentChildren {
  const agent = props.phone?.agent ?? null;
  const team = props.phone?.team ?? null;
  switch (section) {
    case 'connection':
      return <Connection team={team} crmOrigin={props.phone?.crmOrigin ?? null} />;
    case 'incoming':
      return <Incoming serverOrigin={props.serverOrigin} />;
    case 'outgoing':
      return <Outgoing settings={props.settings} />;
    case 'people':
      return <People me={agent?.id ?? null} minor={props.phone?.contractMinor ?? null} />;
    case 'live':
      return <Live />;
    case 'blocked':
      return <Blocked />;
    case 'changes':
      return <Changes />;
    case 'diagnosis':
      return props.phone && <Diagnosis {...props} phone={props.phone} />;
    case 'calls':
      return <Calls />;
    case 'compliance':
      return <Compliance team={team} />;
    case 'device':
      return (
        <Device
          minor={agent && (props.phone?.contractMinor ?? null)}
          settings={props.settings}
          audio={props.audio}
          onOpenMicrophoneSettings={props.onOpenMicrophoneSettings}
        />
      );
    case 'appearance':
      return <Appearance settings={props.settings} />;
    case 'about':
      return <About version={props.version} serverOrigin={props.serverOrigin} team={team} agent={agent} />;
  }
}
