// Times of day, in the viewer's zone or in UTC, which is what providers' status pages speak.

let utc = localStorage.getItem('clock') === 'utc';

export function isUtc() {
  return utc;
}

export function toggleUtc() {
  utc = !utc;
  localStorage.setItem('clock', utc ? 'utc' : 'local');
}

/**
 * @param {number} ms
 * @param {boolean} [seconds]
 */
export function timeOfDay(ms, seconds = false) {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: seconds ? '2-digit' : undefined,
    timeZone: utc ? 'UTC' : undefined,
  }).format(ms);
}

/**
 * The time of day, with the date where that is not today's.
 * @param {number} ms
 * @param {number} now
 */
export function when(ms, now) {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: utc ? 'UTC' : undefined });
  return day.format(ms) === day.format(now) ? timeOfDay(ms) : `${day.format(ms)} ${timeOfDay(ms)}`;
}

/** The zone in words, for the button that changes it. */
export function zone() {
  if (utc) return 'UTC';
  const parts = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }).formatToParts();
  return `Local (${parts.find((part) => part.type === 'timeZoneName')?.value ?? 'time'})`;
}
