/** A picture for each frequent matter and field: people recognise it before they read. Tabler names. */
const ofProcedures: Readonly<Record<string, string>> = {
  '1.001193': 'baby-carriage',
  '2.000635': 'copy',
  '2.000815': 'certificate',
  '1.004873': 'heart',
  '1.000656': 'candle',
  '1.001612': 'building-store',
  '1.011607': 'home-heart',
  '1.004222': 'home-move',
};

/** What most people come for stands first. */
export const byFrequency = (a: { readonly code: string }, b: { readonly code: string }): number =>
  place(a.code) - place(b.code);

const order = Object.keys(ofProcedures);
const place = (code: string): number => (order.includes(code) ? order.indexOf(code) : order.length);

const ofFields: Readonly<Record<string, string>> = {
  'civil-status': 'users',
  certification: 'certificate',
  business: 'building-store',
  poverty: 'home-heart',
  residence: 'home-move',
  identity: 'id',
  land: 'map',
  construction: 'crane',
  merit: 'rosette',
  'social-protection': 'heart-handshake',
  children: 'mood-kid',
  employment: 'briefcase',
  education: 'school',
  culture: 'confetti',
  religion: 'building-pavilion',
  justice: 'scale',
  insurance: 'shield-heart',
  agriculture: 'plant-2',
  environment: 'leaf',
  roads: 'road',
  vehicles: 'motorbike',
  cooperatives: 'users-group',
  other: 'folders',
};

export const pictureOf = (entry: { readonly code: string; readonly field: string }): string =>
  ofProcedures[entry.code] ?? ofFields[entry.field] ?? 'file-text';
