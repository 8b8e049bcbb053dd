import type { Route } from '#engines/web';
import { allRoute, eventRoute, fieldRoute } from './browse.tsx';
import { codeRoute, codeSheetRoute } from './codes.tsx';
import { declarationRoutes } from './declaration.tsx';
import { findRoute } from './find.tsx';
import { homeRoute } from './home.tsx';
import { posterRoute } from './poster.tsx';
import { procedureRoute } from './procedure.tsx';

/** The catalogue's pages for everybody. */
export const citizenRoutes: readonly Route[] = [
  homeRoute,
  findRoute,
  allRoute,
  eventRoute,
  fieldRoute,
  procedureRoute,
  posterRoute,
  codeRoute,
  codeSheetRoute,
  ...declarationRoutes,
];
