// What is wrong, told in as few clauses as it takes: which models, what they do, where, since when, how much, whose fault it is.
import { list, measured } from './format.js';
import { when } from './clock.js';
import { judged } from './series.js';
import { whose } from './words.js';

/** More models than these are counted, not named. */
const NAMED = 3;

/**
 * @typedef {{prefix: string, column: string, value: number}} Amount
 * @typedef {{subjects: string[], verb: string, regions: string[], everywhere: boolean, since: number | null, amounts: Amount[], whose: string, severe: boolean, keys: Set<string>}} Trouble
 */

/** @param {Alert} alert */
export function verb(alert) {
  if (alert.state === 'no_data') return 'reports nothing';
  if (alert.state === 'error') return 'cannot be judged';
  const condition = alert.column ?? alert.condition;
  if (/latency|ttft|tokens_per_second/.test(condition)) return 'is slow';
  if (/headroom/.test(condition)) return 'is near its rate limit';
  if (/absence|no_data|attempts *==? *0|completeness/.test(condition)) return 'reports nothing';
  if (/shutdown/.test(condition)) return 'is to be shut down';
  if (alert.failures > 0 || /error|availability|fail/.test(condition)) return 'fails';
  return `trips ${alert.rule}`;
}

/** @param {Alert} alert @returns {Amount[]} */
function amounts(alert) {
  if (/error_rate|availability/.test(alert.column ?? '') || (alert.failures > 0 && verb(alert) === 'fails')) {
    return alert.attempts > 0 ? [{ prefix: '', column: 'error_rate', value: alert.failures / alert.attempts }] : [];
  }
  if (alert.column === null || alert.value === null) return [];
  return [{ prefix: alert.column.includes('_p95') ? 'p95 ' : '', column: alert.column, value: alert.value }];
}

/**
 * @param {Alert} alert
 * @param {Series[]} touched
 * @returns {Trouble}
 */
export function ofAlert(alert, touched) {
  const [provider, model, , region] = alert.series.split('|').map((label) => (label === '*' ? '' : decode(label)));
  const known = [...new Set(touched.map((series) => series.region))];
  const failing = alert.regions_failing.length > 0 ? alert.regions_failing : region ? [region] : known;
  return {
    subjects: [alert.labels.model && alert.labels.model !== '*' ? alert.labels.model : model || provider || alert.rule],
    verb: verb(alert),
    regions: region ? [region] : failing,
    everywhere: !region && alert.regions_healthy.length === 0 && failing.length > 1,
    since: alert.pending_since,
    amounts: amounts(alert),
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
export function ofSeries(series) {
  const window = judged(series);
  return {
    subjects: [series.model],
    verb: series.state === 'error' ? 'fails' : series.state === 'silent' ? 'reports nothing' : 'is degraded',
    regions: [series.region],
    everywhere: false,
    since: series.since,
    amounts: window && window.failures > 0 && window.error_rate !== null ? [{ prefix: '', column: 'error_rate', value: window.error_rate }] : [],
    whose: series.state === 'silent' ? 'not probed, so not known' : whose(series),
    severe: series.state === 'error',
    keys: new Set([series.key]),
  };
}

/**
 * One trouble for one model and kind, whichever alerts and cells speak of it; then one for all models that have the same
 * trouble in the same place.
 * @param {Trouble[]} troubles
 * @param {number} regionsKnown
 */
export function merge(troubles, regionsKnown) {
  const models = unite(troubles, (each) => `${each.subjects}|${each.verb}`);
  for (const each of models) each.everywhere ||= regionsKnown > 1 && each.regions.length === regionsKnown;
  return unite(models, (each) => JSON.stringify([each.verb, each.everywhere || each.regions, each.whose, each.severe]))
    .sort((a, b) => Number(b.severe) - Number(a.severe) || (a.since ?? 0) - (b.since ?? 0));
}

/**
 * @param {Trouble[]} troubles
 * @param {(trouble: Trouble) => string} sameness
 */
function unite(troubles, sameness) {
  /** @type {Map<string, Trouble>} */
  const united = new Map();
  for (const each of troubles) {
    const name = sameness(each);
    const there = united.get(name);
    united.set(name, there ? both(there, each) : each);
  }
  return [...united.values()];
}

/** @param {Trouble} a @param {Trouble} b @returns {Trouble} */
function both(a, b) {
  return {
    ...a,
    subjects: [...new Set([...a.subjects, ...b.subjects])].sort(),
    regions: [...new Set([...a.regions, ...b.regions])].sort(),
    everywhere: a.everywhere || b.everywhere,
    since: a.since === null || b.since === null ? (a.since ?? b.since) : Math.min(a.since, b.since),
    amounts: [...a.amounts, ...b.amounts],
    severe: a.severe || b.severe,
    keys: new Set([...a.keys, ...b.keys]),
  };
}

/**
 * @param {Trouble} trouble
 * @param {number} now
 * @param {number} [modelsKnown]
 */
export function clause(trouble, now, modelsKnown = 0) {
  const where = trouble.everywhere ? ' in all regions' : trouble.regions.length > 0 ? ` in ${list(trouble.regions)}` : '';
  const since = trouble.since === null ? '' : ` since ${when(trouble.since, now)}`;
  const much = range(trouble.amounts);
  return `${who(trouble.subjects, modelsKnown)} ${trouble.subjects.length > 1 ? plural(trouble.verb) : trouble.verb}${where}${since}${much && ` (${much})`}: ${trouble.whose}`;
}

/** @param {string[]} subjects @param {number} modelsKnown */
function who(subjects, modelsKnown) {
  if (subjects.length > 2 && subjects.length === modelsKnown) return `all ${subjects.length} models`;
  return subjects.length > NAMED ? `${subjects.length} models` : list(subjects);
}

/** @param {string} verb */
function plural(verb) {
  return verb.replace(/^is /, 'are ').replace(' its ', ' their ').replace(/^(\w+)s\b/, '$1');
}

/** @param {Amount[]} amounts */
function range(amounts) {
  const [first] = amounts;
  if (!first) return '';
  const values = amounts.filter((each) => each.column === first.column).map((each) => each.value);
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => measured(value, first.column));
  return `${first.prefix}${least === most ? most : `${least} to ${most}`}`;
}
