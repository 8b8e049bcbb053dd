export { jobs } from './jobs.ts';
export { routes } from './officer.tsx';
