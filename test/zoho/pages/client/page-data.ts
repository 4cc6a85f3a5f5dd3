import type { HomeView, ListView, RecordView, SessionView } from '#test/zoho/pages/page-view.ts';

/** 'gone': there is no such thing for this user. */
type Found<T> = T | 'gone';

async function load<T>(path: string, init?: RequestInit): Promise<Found<T>> {
  const response = await fetch(`/crm/page-data/${path}`, init);
  if (response.status === 401) location.reload();
  if (response.status === 404) return 'gone';
  if (!response.ok) throw new Error(`the CRM answered ${response.status}`);
  return response.json();
}

export const loadSession = () => load<SessionView>('session');
export const loadHome = () => load<HomeView>('home');
export const loadList = (module: string, word: string) =>
  load<ListView>(`lists/${module}?searchword=${encodeURIComponent(word)}`);
export const loadRecord = (module: string, id: string) => load<RecordView>(`records/${module}/${id}`);
export const saveRecord = (module: string, id: string, values: Record<string, string>) =>
  load<RecordView>(`records/${module}/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ values }),
  });
