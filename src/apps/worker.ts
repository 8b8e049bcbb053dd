/** The optional second process: `node build/worker.js` is `./langso worker`. */
process.argv.splice(2, 0, 'worker');
await import('./cli.ts');

export {};
