import { useId } from 'preact/hooks';
import { FileField } from '#extension/views/flow/file-field.tsx';
import { PlayButton } from '#extension/views/flow/play-button.tsx';
import { UrlField } from '#extension/views/flow/url-field.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { useView } from '#extension/views/view.ts';
import { DEFAULT_MUSIC } from '#shared/api/audio-api.ts';
import type { Queue } from '#shared/call-flow/call-flow.schema.ts';

const KINDS = ['default', 'file', 'url'] as const;

/** What is heard between the announcements: ours, or music of the team's own. */
export function QueueMusic(props: {
  readonly music: Queue['music'];
  readonly onChange: (music: Queue['music'], field?: string) => void;
}) {
  const { t } = useView();
  const words = t.flow;
  const { music } = props;
  const id = useId();
  return (
    <div class={music.kind === 'default' ? 'field' : 'field widefield'}>
      <label class="lab" for={id}>
        {words.music}
      </label>
      <div class="stack s">
        <div class="row">
          <Select
            id={id}
            value={music.kind}
            choices={KINDS.map((value) => ({ value, label: words.musics[value] }))}
            onChange={(value) => props.onChange({ ...music, kind: KINDS.find((kind) => kind === value) ?? music.kind })}
          />
          <PlayButton what={words.musics.default} heard={music.kind === 'default' ? { file: DEFAULT_MUSIC } : null} />
        </div>
        {music.kind === 'file' && (
          <FileField what={words.music} file={music.file} onChange={(file) => props.onChange({ ...music, file })} />
        )}
        {music.kind === 'url' && (
          <UrlField
            what={words.music}
            url={music.url}
            copy={music.urlFile}
            onChange={(url, urlFile) => props.onChange({ ...music, url, urlFile }, 'music url')}
          />
        )}
        {music.kind !== 'default' && <p class="help">{words.musicRights}</p>}
      </div>
    </div>
  );
}
