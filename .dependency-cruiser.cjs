/**
 * The walls of the house (docs/decisions/0001). Imports run apps → services → engines;
 * engines only downwards; a folder is entered through its door, index.ts.
 */
const layers = [
  ['database'],
  ['calendar', 'files', 'forms', 'search', 'jobs', 'units'],
  ['people'],
  ['access'],
  ['web'],
  ['ui'],
  ['messages', 'papers', 'money', 'speech'],
  ['cases'],
];
const group = (names) => `^src/engines/(${names.join('|')})/`;
const upwards = layers.slice(0, -1).map((names, level) => ({
  name: `engines-only-downwards-from-${names[0]}`,
  severity: 'error',
  comment: 'An engine may use engines of its own layer or below, never above.',
  from: { path: group(names), pathNot: '\\.test\\.tsx?$' },
  to: { path: group(layers.slice(level + 1).flat()) },
}));
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'engines-know-no-service',
      severity: 'error',
      from: { path: '^src/engines/', pathNot: ['^src/engines/testing/', '\\.test\\.tsx?$'] },
      to: { path: '^src/(services|apps)/' },
    },
    {
      name: 'engines-and-services-know-no-app',
      severity: 'error',
      from: { path: '^src/(engines|services)/', pathNot: ['^src/engines/testing/', '\\.test\\.tsx?$'] },
      to: { path: '^src/apps/' },
    },
    {
      name: 'enter-through-the-door',
      severity: 'error',
      comment: 'Another engine or service is entered through its index.ts only.',
      from: { path: '^src/(engines|services)/([^/]+)/' },
      to: {
        path: '^src/(engines|services)/[^/]+/',
        pathNot: ['^src/$1/$2/', '^src/(engines|services)/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'apps-enter-through-the-door',
      severity: 'error',
      from: { path: '^src/apps/' },
      to: { path: '^src/(engines|services)/[^/]+/.+', pathNot: '^src/(engines|services)/[^/]+/index\\.ts$' },
    },
    {
      name: 'testing-only-in-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/engines/testing/', '\\.test\\.tsx?$'] },
      to: { path: '^src/engines/testing/' },
    },
    ...upwards,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
};
