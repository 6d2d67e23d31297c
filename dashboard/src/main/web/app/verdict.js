// The one line on top: what is broken, where, since when, whose fault, and how everything else is.
import { span } from './format.js';
import { clause, merge, ofAlert, ofSeries } from './trouble.js';
import { STATES } from './words.js';
import { when } from './clock.js';

const LOUD = new Set(['firing', 'recovering', 'no_data', 'error']);
const SEVERITY = ['critical', 'error', 'warning', 'info'];
const CLAUSES = 2;
/** Older news than this is not called the present. */
export const OLD_MS = 120_000;

/**
 * @param {Series[]} rest
 * @param {boolean} any whether there is trouble beside it
 */
function others(rest, any) {
  /** @type {Map<State, number>} */
  const counts = new Map();
  for (const series of rest) counts.set(series.state, (counts.get(series.state) ?? 0) + 1);
  const bad = [...counts].filter(([state]) => state !== 'healthy').sort((a, b) => STATES[a[0]].rank - STATES[b[0]].rank);
  if (bad.length === 0) return any ? 'everything else healthy' : 'Everything healthy';
  return `${any ? 'of the rest ' : 'Nothing fails, but '}${bad.map(([state, n]) => `${n} ${STATES[state].word}`).join(', ')}`;
}

/**
 * @param {{series: Map<string, Series>, alerts: Map<string, Alert>}} state
 * @param {number} now the service's
 * @param {number | null} age of the newest news
 * @param {boolean} following whether the service has read up to the present
 * @param {number | null} lostAt since when this page has heard nothing, the service's time; null while it is live
 * @returns {{text: string, state: State, heard: string}} heard: the sentence without what changes by itself, for screen readers
 */
export function verdict(state, now, age, following = true, lostAt = null) {
  if (lostAt !== null) {
    const { text, state: worst } = verdict(state, lostAt, age, following);
    return { text: `This page is not connected. At ${when(lostAt, now)}: ${text}`, state: worst === 'healthy' ? 'unknown' : worst, heard: 'This page is not connected' };
  }
  if (following) return present(state, now, age);
  const { text, state: worst } = present(state, now, null);
  return { text: `Still reading what happened. So far: ${text}`, state: worst === 'healthy' ? 'unknown' : worst, heard: 'Still reading what happened' };
}

/**
 * @param {{series: Map<string, Series>, alerts: Map<string, Alert>}} state
 * @param {number} now
 * @param {number | null} age
 * @returns {{text: string, state: State, heard: string}}
 */
function present(state, now, age) {
  const cells = [...state.series.values()].filter((series) => series.region !== '*' && series.target !== '*');
  if (cells.length === 0 && state.alerts.size === 0) {
    return { text: 'No results yet: nothing has been probed, or nothing has arrived', state: 'unknown', heard: 'No results yet' };
  }
  if (age !== null && age > OLD_MS) {
    const text = `Nothing is known since ${when(now - age, now)} (${span(age)}): Probeline's own pipeline brings nothing new: us. What follows is old`;
    return { text, state: 'silent', heard: 'Nothing new comes from the pipeline' };
  }
  const alerts = [...state.alerts.values()]
    .filter((alert) => LOUD.has(alert.state))
    .sort((a, b) => SEVERITY.indexOf(a.severity) - SEVERITY.indexOf(b.severity) || a.pending_since - b.pending_since);
  const told = alerts.map((alert) => ofAlert(alert, cells.filter((series) => series.alerts.includes(alert.alert_id))));
  const covered = new Set(told.flatMap((trouble) => [...trouble.keys]));
  const untold = cells.filter((series) => !covered.has(series.key) && (series.state === 'error' || (series.state === 'degraded' && series.reason !== 'alert_firing')));
  const troubles = merge([...told, ...untold.map(ofSeries)], new Set(cells.map((series) => series.region)).size);
  const spoken = new Set(untold.map((series) => series.key));
  const rest = others(cells.filter((series) => !covered.has(series.key) && !spoken.has(series.key)), troubles.length > 0);
  if (troubles.length === 0) {
    const regions = new Set(cells.map((series) => series.region)).size;
    const worst = cells.reduce((/** @type {State} */ w, series) => (STATES[series.state].rank < STATES[w].rank ? series.state : w), 'healthy');
    const text = `${rest}: ${cells.length} series in ${regions} ${regions === 1 ? 'region' : 'regions'}`;
    return { text, state: worst, heard: rest };
  }
  const models = new Set(cells.map((series) => series.model)).size;
  const clauses = troubles.slice(0, CLAUSES).map((trouble) => clause(trouble, now, models));
  const more = troubles.length > CLAUSES ? `; ${troubles.length - CLAUSES} more` : '';
  return {
    text: `${clauses.join('; ').replace(/^all /, 'All ')}${more}; ${rest}`,
    state: troubles.some((trouble) => trouble.severe) ? 'error' : 'degraded',
    heard: troubles.map((trouble) => clause({ ...trouble, amounts: [] }, now, models)).join('; '),
  };
}

