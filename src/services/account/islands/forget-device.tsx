/** After signing out: takes away drafts and pages that a browser without Clear-Site-Data would keep. */
export function enhance(_element: HTMLElement): void {
  localStorage.clear();
  sessionStorage.clear();
  void forgetDatabases();
  void forgetCaches();
}

async function forgetDatabases(): Promise<void> {
  // Absent in old browsers, which then rely on the account's key in each draft.
  const known = 'databases' in indexedDB ? await indexedDB.databases() : [];
  for (const { name } of known) if (name) indexedDB.deleteDatabase(name);
}

async function forgetCaches(): Promise<void> {
  if (!('caches' in window)) return;
  for (const key of await caches.keys()) await caches.delete(key);
}
