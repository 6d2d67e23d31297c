// Times of day, in the viewer's zone or in UTC, which is what providers' status pages speak.

let utc = localStorage.getItem('clock') === 'utc';
/** A formatter costs more to make than hundreds of uses. @type {Map<string, Intl.DateTimeFormat>} */
const made = new Map();

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
  return format({ hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined }).format(ms);
}

/**
 * The time of day, with the date where that is not today's.
 * @param {number} ms
 * @param {number} now
 */
export function when(ms, now) {
  const day = format({ day: 'numeric', month: 'short' });
  return day.format(ms) === day.format(now) ? timeOfDay(ms) : `${day.format(ms)} ${timeOfDay(ms)}`;
}

/** The zone in words, for the button that changes it. */
export function zone() {
  if (utc) return 'UTC';
  const parts = format({ timeZoneName: 'short' }).formatToParts();
  return `Local (${parts.find((part) => part.type === 'timeZoneName')?.value ?? 'time'})`;
}

/** @param {Intl.DateTimeFormatOptions} options */
function format(options) {
  const name = JSON.stringify([utc, options]);
  const known = made.get(name) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone: utc ? 'UTC' : undefined });
  made.set(name, known);
  return known;
}
