type Listener = () => void;
const listeners = new Set<Listener>();

/** Tells this process's dispatcher that a transaction with events has been committed. */
export function knock(): void {
  for (const listener of listeners) listener();
}

export function onKnock(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
