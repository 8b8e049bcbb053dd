/** Makes an element; text is always text, never markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export const quietButton = (label: string, act: () => void): HTMLButtonElement =>
  make('button', { type: 'button', className: 'button button-plain', textContent: label, onclick: act });

/** AbortSignal.timeout, which phones of 2020 lack. */
export function timeLimit(ms: number): AbortSignal {
  const limit = new AbortController();
  setTimeout(() => limit.abort(), ms);
  return limit.signal;
}

/** Whether the server can be reached, which `navigator.onLine` does not know. */
export async function reachable(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    const answer = await fetch('/healthz', { cache: 'no-store', signal: timeLimit(5000) });
    return answer.ok;
  } catch {
    return false;
  }
}

/** Calls once the server can be reached again; looks when the phone says so, and every ten seconds. */
export function whenReachable(act: () => void): () => void {
  let over = false;
  const look = async () => {
    if (over || !(await reachable()) || over) return;
    stop();
    act();
  };
  const timer = setInterval(look, 10_000);
  const stop = () => {
    over = true;
    clearInterval(timer);
    removeEventListener('online', look);
  };
  addEventListener('online', look);
  return stop;
}
