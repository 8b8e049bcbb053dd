/** What the operator has decided in the environment, as far as the screens must know it. */
export interface Installation {
  readonly mode: 'demo' | 'production';
  /** The commune of LANGSO_UNIT; undefined = the first administrator chooses. */
  readonly unitCode: string | undefined;
  readonly hasVirusScanner: boolean;
  /** Where backups go, in words; undefined when none are made. */
  readonly backups: () => string | undefined;
}

let installation: Installation = {
  mode: 'demo',
  unitCode: undefined,
  hasVirusScanner: false,
  backups: () => undefined,
};

/** Called once by the app, before serving. */
export function useInstallation(chosen: Installation): void {
  installation = chosen;
}

export const theInstallation = (): Installation => installation;
