/** Loaded by every page: what a page without it can do without. */

// The page shown when the network is gone, and quicker second visits.
if ('serviceWorker' in navigator) {
  addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js').catch(() => {});
  });
}

// Somebody else has the phone now, or nobody is signed in any more: what it keeps stays sealed, and the key goes.
const { who } = document.body.dataset;
try {
  const kept = localStorage.getItem('langso.who');
  if (who !== undefined && kept && kept !== who) {
    localStorage.removeItem('langso.who');
    const opening = indexedDB.open('langso');
    opening.onsuccess = () => {
      opening.result.transaction('holder', 'readwrite').objectStore('holder').clear();
      opening.result.close();
    };
  }
} catch {
  // A browser that keeps nothing has nothing to lock.
}

// A second tap while the first is under way sends nothing more; the server counts once all the same.
addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (form.method !== 'post' || event.defaultPrevented) return;
  if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 8000) event.preventDefault();
  else form.dataset.sent = String(Date.now());
});

// A page brought back by «back» may be sent again.
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// A mistake named in the summary leads to its label, not to a box at the screen's edge.
document.querySelector('.errors')?.addEventListener('click', (event) => {
  const link = (event.target as Element).closest('a');
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  (field.closest('.field') ?? field).scrollIntoView({ block: 'start' });
  field.focus({ preventScroll: true });
});

// Older phones know autofocus only on boxes.
addEventListener('load', () => {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>('.errors')?.focus();
});
