import type { Connection, QueryResult, Submittable } from 'pg';

export interface Described {
  readonly params: readonly number[];
  readonly fields: QueryResult['fields'];
}

/**
 * Parse and Describe of the extended protocol: what PostgreSQL makes of a statement without running it.
 * (`pg_prepared_statements` tells the result types only since version 16.)
 */
export class Describe implements Submittable {
  readonly answer: Promise<Described>;
  readonly text: string;
  private params: number[] = [];
  private fields: QueryResult['fields'] = [];
  private resolve: (described: Described) => void = () => {};
  private reject: (error: Error) => void = () => {};

  constructor(text: string) {
    this.text = text;
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  submit(connection: Connection): void {
    connection.once('parameterDescription', (message: { dataTypeIDs: number[] }) => {
      this.params = message.dataTypeIDs;
    });
    connection.parse({ name: '', text: this.text, types: [] }, true);
    connection.describe({ type: 'S', name: '' }, true);
    connection.sync();
  }

  handleRowDescription(message: { fields: QueryResult['fields'] }): void {
    this.fields = message.fields;
  }

  handleParseComplete(): void {}

  handleReadyForQuery(): void {
    this.resolve({ params: this.params, fields: this.fields });
  }

  handleError(error: Error): void {
    this.reject(error);
  }
}
