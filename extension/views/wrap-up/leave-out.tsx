import { useView } from '#extension/views/view.ts';

/** Where the team allows it: nothing of this call goes to the CRM. */
export function LeaveOut({ isLogged, onChange }: { isLogged: boolean; onChange: (log: boolean) => void }) {
  const { t } = useView();
  return (
    <label class="check leaveout">
      <input type="checkbox" checked={!isLogged} onChange={(event) => onChange(!event.currentTarget.checked)} />
      <span>
        <span class="med own-line">{t.wrapUp.leaveOut}</span>
        <span class="small muted own-line">{t.wrapUp.leaveOutWhat}</span>
      </span>
    </label>
  );
}
