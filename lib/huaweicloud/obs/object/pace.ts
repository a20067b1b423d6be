import { CloudError } from '../../errors/cloud-error';
import { foreign } from '../../redaction/foreign-text';
import { type ObjectStore } from './object-store';

/** A download that is not worth going on with. */
export class TooSlow extends CloudError {
  /** @param name the name of the file */
  constructor(name: string, { bytes, seconds, least }: Slowness) {
    super({
      category: 'connection',
      summary: 'OBS is too slow',
      means: `In the ${seconds} s that ${foreign(name)} has waited for bytes, OBS has sent only ${bytes} over all connections; below ${least} bytes a second, a download is given up.`,
      next: 'Check the network and any proxy in between, then run again.',
      code: 'TOO_SLOW',
    });
  }
}

interface Slowness {
  readonly bytes: number;
  readonly seconds: number;
  /** Bytes per second. */
  readonly least: number;
}

/**
 * Bounds a download that progresses, but hopelessly slowly, whether its connections break again and
 * again or one sends a byte now and then. Only the time counts that is spent waiting for OBS, and what
 * comes in over other connections counts as well: they share the line.
 */
export class Pace {
  /** Milliseconds. */
  private waited = 0;
  private waitingSince: number;
  /** Of the store, when this count of the time began. */
  private before: number;

  /** Waits from now on. */
  constructor(
    private readonly store: Pick<ObjectStore, 'limits' | 'receivedBytes'>,
    private readonly name: string,
  ) {
    this.before = store.receivedBytes;
    this.waitingSince = performance.now();
  }

  /** Bytes have come, or an attempt has failed; the wait goes on. */
  check(): void {
    const { slowTime, slowRate, stall } = this.store.limits;
    const now = performance.now();
    // A wait for OBS lasts no longer; more means that this process stood still.
    this.waited += Math.min(now - this.waitingSince, stall);
    this.waitingSince = now;
    if (this.waited < slowTime) return;
    const seconds = this.waited / 1000;
    const bytes = this.store.receivedBytes - this.before;
    if (bytes < slowRate * seconds) {
      throw new TooSlow(this.name, { bytes, seconds: Math.round(seconds), least: slowRate });
    }
    this.waited = 0;
    this.before = this.store.receivedBytes;
  }

  /** The time since the last check has not been spent waiting for OBS. */
  skip(): void {
    this.waitingSince = performance.now();
  }
}
