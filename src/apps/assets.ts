import path from 'node:path';
import { buildAssets } from '#engines/web';
import { root } from './root.ts';

/** Part of build.mjs: what browsers load, with hashed names. */
await buildAssets(root, path.join(root, 'build/assets'));
