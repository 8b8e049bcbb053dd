/** What happens in a life, in the order in which people meet it: the catalogue is browsed by these. */
export const lifeEvents = [
  'birth',
  'school',
  'marriage',
  'house',
  'land',
  'shop',
  'farming',
  'moving',
  'illness',
  'disability',
  'poverty',
  'merit',
  'old-age',
  'death',
] as const;

export type LifeEvent = (typeof lifeEvents)[number];
