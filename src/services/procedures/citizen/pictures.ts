/** A picture for each frequent matter and field: people recognise it before they read. Tabler names. */
const ofProcedures: Readonly<Record<string, string>> = {
  '1.001193': 'baby-carriage',
  '1.000656': 'candle',
  '1.004873': 'heart',
  '2.000635': 'copy',
  '1.001612': 'building-store',
  '1.011607': 'home-heart',
  '2.000815': 'certificate',
  '1.004222': 'home-move',
};

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
  justice: 'scale',
  insurance: 'shield-heart',
  agriculture: 'plant-2',
  environment: 'leaf',
  roads: 'road',
  cooperatives: 'users-group',
};

export const pictureOf = (entry: { readonly code: string; readonly field: string }): string =>
  ofProcedures[entry.code] ?? ofFields[entry.field] ?? 'file-text';
