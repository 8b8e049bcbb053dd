/** A jump of the wall clock against the machine's own steady clock. */
export interface Jump {
  readonly at: Date;
  /** Seconds; negative when the clock was set back. */
  readonly seconds: number;
}

export interface ClockWatch {
  /** The last jump seen, until the program is started again. */
  last(): Jump | undefined;
  jumps(): number;
  /** Compares now; called by itself every ten seconds. */
  look(): void;
  stop(): void;
}

/** NTP slews a second or two without telling; a minute is somebody's hand, or a machine that slept. */
const worthTelling = 60;

/** @param steady milliseconds that only ever grow */
export function watchClock(
  now: () => Date,
  told: (jump: Jump) => void,
  steady: () => number = () => performance.now(),
): ClockWatch {
  let wall = now().getTime();
  let machine = steady();
  let last: Jump | undefined;
  let jumps = 0;
  const look = () => {
    const [at, passed] = [now(), steady()];
    const seconds = Math.round((at.getTime() - wall - (passed - machine)) / 1000);
    wall = at.getTime();
    machine = passed;
    if (Math.abs(seconds) < worthTelling) return;
    last = { at, seconds };
    jumps += 1;
    told(last);
  };
  const timer = setInterval(look, 10_000);
  timer.unref();
  return { last: () => last, jumps: () => jumps, look, stop: () => clearInterval(timer) };
}
