export { disposition } from './disposition.ts';
