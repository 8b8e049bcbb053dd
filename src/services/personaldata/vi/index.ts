import { bundle, consents, holdings, profile } from './mine.ts';
import { office, requests, rights, told } from './requests.ts';

/** Everything this service says. */
export const vi = { profile, consents, holdings, bundle, requests, rights, office, told };
