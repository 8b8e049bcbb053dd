import { authorise } from './authorise.ts';
import { help } from './help.ts';
import { mine } from './mine.ts';
import { office } from './office.ts';

/** Everything this service says. */
export const vi = { authorise, help, mine, office };
