export interface Family {
  readonly type: string;
  readonly help: string;
  readonly samples: readonly {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
}

const suffixes: Readonly<Record<string, readonly string[]>> = {
  gauge: [''],
  counter: ['_total', '_created'],
  histogram: ['_bucket', '_count', '_sum', '_created'],
};

/**
 * Reads an OpenMetrics text (https://github.com/prometheus/OpenMetrics, 1.0.0) by the rules of its grammar
 * that matter here, and throws on the first line that breaks one.
 */
export function readOpenMetrics(text: string): Map<string, Family> {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.pop() !== '# EOF')
    throw new Error('does not end with "# EOF" and a line end');
  const families = new Map<string, { type: string; help: string; samples: Family['samples'][number][] }>();
  let name = '';
  for (const line of lines) {
    const [, word, of = '', rest = ''] = /^# (HELP|TYPE|UNIT) ([a-zA-Z_:][\w:]*) (.+)$/.exec(line) ?? [];
    if (word) {
      if (of !== name && families.has(of)) throw new Error(`${of} comes in two places`);
      name = of;
      const family = families.get(of) ?? { type: '', help: '', samples: [] };
      families.set(of, family);
      if (word === 'HELP') family.help = rest;
      if (word === 'TYPE') family.type = rest;
      continue;
    }
    const sample = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (NaN|[+-]Inf|-?[\d.]+(?:e[+-]?\d+)?)$/.exec(line);
    if (!sample) throw new Error(`no line of OpenMetrics: ${line}`);
    const [, full = '', inside = '', value = ''] = sample;
    const family = families.get(name);
    const suffix = full.startsWith(name) ? full.slice(name.length) : undefined;
    if (!family || suffix === undefined || !suffixes[family.type]?.includes(suffix))
      throw new Error(`${full} does not belong to ${name}`);
    const labels: Record<string, string> = {};
    const left = inside.replace(
      /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/g,
      (_, key: string, of: string) => {
        if (key in labels) throw new Error(`${key} twice: ${line}`);
        labels[key] = of;
        return '';
      },
    );
    if (left) throw new Error(`labels not understood: ${line}`);
    family.samples.push({ name: full, labels, value: Number(value.replace('Inf', 'Infinity')) });
  }
  for (const [of, family] of families) checkHistogram(of, family);
  return families;
}

/** Buckets grow, and the last one, +Inf, is the count. */
function checkHistogram(name: string, { type, samples }: Family): void {
  if (type !== 'histogram') return;
  const seriesOf = ({ le: _, ...labels }: Readonly<Record<string, string>>) => JSON.stringify(labels);
  for (const count of samples.filter((s) => s.name === `${name}_count`)) {
    const buckets = samples.filter(
      (s) => s.name === `${name}_bucket` && seriesOf(s.labels) === seriesOf(count.labels),
    );
    const values = buckets.map((bucket) => bucket.value);
    if (values.some((value, i) => value < (values[i - 1] ?? 0))) throw new Error(`${name}: a bucket shrinks`);
    const last = buckets.at(-1);
    if (last?.labels.le !== '+Inf' || last.value !== count.value)
      throw new Error(`${name}: +Inf is not the count`);
  }
}
