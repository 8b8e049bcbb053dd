export { jobFigures, unfinishedJobs } from './figures.ts';
export { jobs } from './house-jobs.ts';
export { enqueue, type Job, registerJobs } from './job.ts';
export { jobsSchema } from './schema.ts';
export { type RunningJobs, startJobs } from './start.ts';
