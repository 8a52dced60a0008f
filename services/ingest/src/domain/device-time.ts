import { instantInWords, instantMs, isInstant } from '@everchart/primitives';

/**
 * A clock that is off by more is not a clock that was set by hand: what was recorded by it must be looked at before it
 * is sent.
 */
export const deviceOffsetMaxMs = 24 * 60 * 60 * 1000;

/**
 * How far the device's clock was ahead of ours when it sent the request.
 * @param value what the device said: its own time, RFC 3339 with zone
 * @param receivedAtMs when the request arrived, before its body did
 */
export function readDeviceTime(value: unknown, receivedAtMs: number): { offsetMs: number } | { fault: string } {
  if (!isInstant(value)) return { fault: `must be ${instantInWords}` };
  const offsetMs = instantMs(value) - receivedAtMs;
  if (Math.abs(offsetMs) <= deviceOffsetMaxMs) return { offsetMs };
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  return {
    fault: `says that the device's clock is off by ${minutes} minutes (${offsetMs > 0 ? 'ahead' : 'behind'}): set it right and send again`,
  };
}
