/** CloudEvents 1.0, structured mode. `data` holds no personal data: codes, states and dates. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: Readonly<Record<string, unknown>>;
}

interface Happened {
  readonly id: string;
  readonly type: string;
  readonly subject?: string;
  readonly at: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

export const cloudEvent = ({ at, ...happened }: Happened): CloudEvent => ({
  ...{ specversion: '1.0', source: '/api/v1/dossiers', datacontenttype: 'application/json' },
  ...happened,
  time: at.toISOString(),
});
