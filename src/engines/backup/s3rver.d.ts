/** The S3 server that the tests run against brings no types of its own. */
declare module 's3rver' {
  // biome-ignore lint/style/noDefaultExport: the package exports it so.
  export default class S3rver {
    constructor(options: {
      port: number;
      address: string;
      silent: boolean;
      directory: string;
      configureBuckets: { name: string; configs: string[] }[];
    });
    run(): Promise<{ port: number }>;
    close(): Promise<void>;
  }
}
