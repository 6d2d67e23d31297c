// The one line on top: what is broken, where, since when, whose fault, and how everything else is.
import { list, measured, percent, span } from './format.js';
import { STATES, whose } from './words.js';
import { when } from './clock.js';

const LOUD = new Set(['firing', 'recovering', 'no_data', 'error']);
const SEVERITY = ['critical', 'error', 'warning', 'info'];
const CLAUSES = 2;
/** Older news than this is not called the present. */
export const OLD_MS = 120_000;

/**
 * @typedef {{subject: string, verb: string, regions: string[], everywhere: boolean, since: number | null, amount: string, whose: string, severe: boolean, keys: Set<string>}} Trouble
 */

/** @param {Alert} alert */
export function verb(alert) {
  if (alert.state === 'no_data') return 'reports nothing';
  const condition = alert.column ?? alert.condition;
  if (/latency|ttft|tokens_per_second/.test(condition)) return 'is slow';
  if (/headroom/.test(condition)) return 'is near its rate limit';
  if (/absence|no_data|attempts *==? *0|completeness/.test(condition)) return 'reports nothing';
  if (/shutdown/.test(condition)) return 'is to be shut down';
  if (alert.failures > 0 || /error|availability|fail/.test(condition)) return 'fails';
  return `trips ${alert.rule}`;
}

/** @param {Alert} alert */
function amount(alert) {
  if (/error_rate|availability/.test(alert.column ?? '') || (alert.failures > 0 && verb(alert) === 'fails')) {
    return alert.attempts > 0 ? percent(alert.failures / alert.attempts) : '';
  }
  if (alert.column === null || alert.value === null) return '';
  return alert.column.includes('_p95') ? `p95 ${measured(alert.value, alert.column)}` : measured(alert.value, alert.column);
}

/**
 * @param {Alert} alert
 * @param {Series[]} touched
 * @returns {Trouble}
 */
function ofAlert(alert, touched) {
  const [provider, model, , region] = alert.series.split('|').map((label) => (label === '*' ? '' : decode(label)));
  const known = [...new Set(touched.map((series) => series.region))];
  const failing = alert.regions_failing.length > 0 ? alert.regions_failing : region ? [region] : known;
  return {
    subject: alert.labels.model && alert.labels.model !== '*' ? alert.labels.model : model || provider || alert.rule,
    verb: verb(alert),
    regions: region ? [region] : failing,
    everywhere: !region && alert.regions_healthy.length === 0 && failing.length > 1,
    since: alert.pending_since,
    amount: amount(alert),
    whose: whose(alert),
    severe: alert.severity === 'critical' || alert.severity === 'error',
    keys: new Set(touched.map((series) => series.key)),
  };
}

/** @param {string} label percent-encoded in a series key */
function decode(label) {
  try {
    return decodeURIComponent(label);
  } catch {
    return label;
  }
}

/** @param {Series} series @returns {Trouble} */
function ofSeries(series) {
  const shortest = series.windows[0];
  return {
    subject: series.model,
    verb: series.state === 'error' ? 'fails' : series.state === 'silent' ? 'reports nothing' : 'is degraded',
    regions: [series.region],
    everywhere: false,
    since: series.since,
    amount: shortest && shortest.failures > 0 ? percent(shortest.error_rate) : '',
    whose: series.state === 'silent' ? 'not probed, so not known' : whose(series),
    severe: series.state === 'error',
    keys: new Set([series.key]),
  };
}

/**
 * One trouble for one model and kind, whichever alerts and cells speak of it.
 * @param {Trouble[]} troubles
 * @param {number} regionsKnown
 */
function merge(troubles, regionsKnown) {
  /** @type {Map<string, Trouble>} */
  const merged = new Map();
  for (const each of troubles) {
    const name = `${each.subject}|${each.verb}`;
    const there = merged.get(name);
    if (!there) {
      merged.set(name, { ...each });
      continue;
    }
    there.regions = [...new Set([...there.regions, ...each.regions])].sort();
    there.everywhere ||= each.everywhere;
    there.since = there.since === null || each.since === null ? (there.since ?? each.since) : Math.min(there.since, each.since);
    there.severe ||= each.severe;
    there.amount ||= each.amount;
    there.keys = new Set([...there.keys, ...each.keys]);
  }
  for (const each of merged.values()) each.everywhere ||= regionsKnown > 1 && each.regions.length === regionsKnown;
  return [...merged.values()].sort((a, b) => Number(b.severe) - Number(a.severe) || (a.since ?? 0) - (b.since ?? 0));
}

/** @param {Trouble} trouble @param {number} now */
export function clause(trouble, now) {
  const where = trouble.everywhere ? ' in all regions' : trouble.regions.length > 0 ? ` in ${list(trouble.regions)}` : '';
  const since = trouble.since === null ? '' : ` since ${when(trouble.since, now)}`;
  const much = trouble.amount ? ` (${trouble.amount})` : '';
  return `${trouble.subject} ${trouble.verb}${where}${since}${much}: ${trouble.whose}`;
}

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
 * @returns {{text: string, state: State, heard: string}} heard: the sentence without what changes by itself, for screen readers
 */
export function verdict(state, now, age, following = true) {
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
  const clauses = troubles.slice(0, CLAUSES).map((trouble) => clause(trouble, now));
  const more = troubles.length > CLAUSES ? `; ${troubles.length - CLAUSES} more` : '';
  return {
    text: `${clauses.join('; ')}${more}; ${rest}`,
    state: troubles.some((trouble) => trouble.severe) ? 'error' : 'degraded',
    heard: troubles.map((trouble) => clause({ ...trouble, amount: '' }, now)).join('; '),
  };
}

