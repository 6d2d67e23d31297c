// What the page knows, and how each message changes it. Views only read it.
import { newestOf } from './failures.js';
import { advance } from './spark.js';

/** @returns {PageState} */
export function emptyState() {
  return {
    session: { user: null, may_read: true, may_act: false, actions: false, login: 'none' },
    connection: { phase: 'connecting', since: Date.now(), attempt: 0, retryAt: 0, heardAt: 0 },
    skew: 0,
    loaded: false,
    progress: null,
    series: new Map(),
    alerts: new Map(),
    incidents: new Map(),
    failures: [],
    health: null,
    silences: [],
    acknowledged: new Map(),
  };
}

const FAILURES_KEPT = 500;
/** The service says how it is every 5 s. */
const QUIET_MS = 9_000;
const OPEN = new Set(['pending', 'firing', 'recovering', 'no_data', 'error']);

/**
 * @param {PageState} state
 * @param {Series[]} series
 */
export function replaceSeries(state, series) {
  state.series = new Map(series.map((each) => [each.key, each]));
}

/**
 * @param {PageState} state
 * @param {Series[]} changed without sparklines
 */
export function changeSeries(state, changed) {
  for (const each of changed) {
    state.series.set(each.key, { ...each, spark: advance(state.series.get(each.key)?.spark, each.windows) });
  }
}

/**
 * @param {PageState} state
 * @param {Alert} alert
 */
export function changeAlert(state, alert) {
  if (OPEN.has(alert.state)) state.alerts.set(alert.alert_id, alert);
  else state.alerts.delete(alert.alert_id);
  if (alert.firing_since !== null || state.incidents.has(alert.alert_id)) state.incidents.set(alert.alert_id, alert);
}

/**
 * @param {PageState} state
 * @param {Failure[]} failures newest first
 */
export function addFailures(state, failures) {
  state.failures = newestOf(failures, state.failures, FAILURES_KEPT);
}

/**
 * The service's time now.
 * @param {PageState} state
 */
export function serviceNow(state) {
  return Date.now() + state.skew;
}

/**
 * Whether what is shown is the present.
 * @param {PageState} state
 */
export function isLive({ connection: { phase, heardAt } }) {
  return phase === 'live' && Date.now() - heardAt <= QUIET_MS;
}

/**
 * The time that what is shown is of, the service's: now, or when the connection was lost. A page without a network knows
 * nothing of the pipeline's lateness.
 * @param {PageState} state
 */
export function shownTime(state) {
  return isLive(state) ? serviceNow(state) : state.connection.heardAt + state.skew;
}

/**
 * How old the newest news was at that time; null before any came.
 * @param {PageState} state
 */
export function newsAge(state) {
  if (!state.health || state.health.newest_as_of === null) return null;
  return Math.max(0, shownTime(state) - state.health.newest_as_of);
}
