import type { Route } from './route.ts';

/** Refuses a set of routes that is not safe to serve; the sentence names every route at fault. */
export function checkRoutes(routes: readonly Route[]): void {
  const faults = routes.flatMap(faultsOf);
  const seen = new Set<string>();
  for (const route of routes) {
    const key = `${route.method} ${route.url.replace(/:[^/]+/g, ':')}`;
    if (seen.has(key)) faults.push(`${route.method} ${route.url}: declared twice`);
    seen.add(key);
  }
  if (faults.length) throw new Error(`routes refused at boot:\n${faults.join('\n')}`);
}

function faultsOf(route: Partial<Route>): string[] {
  const name = `${route.method} ${route.url}`;
  const faults: string[] = [];
  if (!route.who) faults.push(`${name}: no who`);
  if (!route.sample) faults.push(`${name}: no sample`);
  if (!route.url?.startsWith('/')) faults.push(`${name}: the address must start with /`);
  if (route.who?.kind === 'officer' && !route.who.permission) faults.push(`${name}: no permission named`);
  const missing = [...(route.url ?? '').matchAll(/:([A-Za-z_]+)/g)]
    .map((match) => match[1] ?? '')
    .filter((param) => route.sample && !(param in (route.sample.params ?? {})));
  if (missing.length) faults.push(`${name}: the sample lacks ${missing.join(', ')}`);
  const isApi = route.url?.startsWith('/api/v1/') ?? false;
  if (isApi && !route.api) faults.push(`${name}: a public API route needs its schemas`);
  if (!isApi && route.api)
    faults.push(`${name}: schemas are published, so the address must be under /api/v1`);
  return faults;
}
