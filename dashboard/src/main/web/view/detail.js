// One series: what it is in, its charts over the time looked at, its newest failures. A dialog, so that Esc and Back leave it.
import { call } from '../app/api.js';
import { charts, knownFrom } from '../app/charts.js';
import { timeOfDay, when } from '../app/clock.js';
import { newestOf } from '../app/failures.js';
import { measured, percent, span } from '../app/format.js';
import { interval } from '../app/place.js';
import { covers, judged } from '../app/series.js';
import { reasonWords, whose } from '../app/words.js';
import { h, say } from './dom.js';
import { examples } from './example.js';
import { stateMark } from './icon.js';
import { plots } from './plots.js';
import { ranges } from './ranges.js';
import { updateSiblings } from './siblings.js';

/** So far back there is a value for each ten seconds, not only for each minute. */
const FINE_MS = 3_600_000;
const FAILURES = 20;
const RETRY_MS = 10_000;
const DARK = matchMedia('(prefers-color-scheme: dark)');

/**
 * @param {HTMLDialogElement} dialog
 * @param {{close: () => void, open: (key: string) => void, change: (change: Partial<View>) => void}} on
 */
export function detail(dialog, on) {
  const mark = stateMark('unknown');
  const title = h('h2', { id: 'detail-title', tabindex: -1 });
  const about = h('p', { class: 'about' });
  const told = h('span', { class: 'told' });
  const siblings = h('nav', { class: 'siblings', 'aria-label': 'Same model elsewhere' });
  const bar = h('div', { class: 'ranges', role: 'group', 'aria-label': 'Time range of the charts' });
  const drawn = plots();
  const failures = h('div', {});
  const problem = h('p', { role: 'status', class: 'note' });
  dialog.replaceChildren(
    h('header', {}, h('div', {}, title, about), h('button', { type: 'button', onclick: on.close }, 'Close')),
    h('p', { class: 'now' }, mark.element, ' ', told), siblings, bar, problem, drawn.element, h('h3', {}, 'Newest failures'), failures);
  dialog.addEventListener('close', on.close);
  const range = ranges(bar, on.change);
  /** The series that the charts and the failures are of. @type {string | null} */
  let of = null;
  /** Those asked for; null until they are there. @type {Failure[] | null} */
  let asked = null;
  let listed = '';
  let loaded = '';
  let retryAt = Infinity;
  let count = 0;

  /** Nothing of one series stands under the name of another. @param {string | null} key */
  function turnTo(key) {
    if (key === of) return;
    of = key;
    count++;
    drawn.clear();
    asked = null;
    listed = loaded = '';
    retryAt = Infinity;
    failures.replaceChildren();
    say(problem, '');
  }

  /**
   * @param {PageState} state
   * @param {View} view
   * @param {number} now
   */
  async function load(state, view, now) {
    const key = /** @type {string} */ (view.series);
    const { from, to } = interval(view, now);
    const mine = ++count;
    const step = now - from <= FINE_MS ? '10s' : '1m';
    retryAt = Infinity;
    try {
      const [history, attempts, failed] = await Promise.all([
        call('history', { query: { series: key, step, from: Math.floor(from), to: Math.ceil(to) } }),
        key.includes('|*|') ? null : call('attempts', { query: { series: key } }).catch(() => null),
        call('failures', { query: { series: key, limit: FAILURES } }),
      ]);
      if (mine !== count) return;
      asked = failed.failures;
      say(problem, '');
      drawn.draw(charts(history, attempts), around(key, state, view.from === null ? knownFrom(history, from, to) : from, to));
      listFailures(state, key);
    } catch (error) {
      if (mine !== count) return;
      retryAt = Date.now() + RETRY_MS;
      say(problem, `The charts could not be read: ${/** @type {Error} */ (error).message}`);
    }
  }

  /**
   * Incidents and thresholds of a series, to be drawn into its charts.
   * @param {string} key
   * @param {PageState} state
   * @param {number} from
   * @param {number} to
   * @returns {import('./chart.js').Around}
   */
  function around(key, state, from, to) {
    const spans = [...state.incidents.values()].filter((each) => touches(each, key, state) && each.pending_since < to && (each.resolved_at ?? to) > from);
    const limits = new Map(spans.concat([...state.alerts.values()].filter((each) => touches(each, key, state))).filter((each) => each.column !== null && each.threshold !== null)
      .map((each) => [`${each.column} ${each.threshold}`, { value: /** @type {number} */ (each.threshold), column: /** @type {string} */ (each.column), label: `${each.rule}: ${measured(each.threshold, each.column)}` }]));
    return {
      from,
      to,
      bouts: spans.map((each) => ({ from: each.pending_since, to: each.resolved_at ?? to, title: each.rule })),
      limits: [...limits.values()],
      zoom: (a, b) => on.change({ from: Math.floor(a), to: Math.ceil(b) }),
      reset: () => on.change({ from: null, to: null }),
    };
  }

  /** @param {PageState} state @param {string} key */
  function listFailures(state, key) {
    if (asked === null) return;
    const newest = newestOf(asked, state.failures.filter((each) => covers(key, each.key)), FAILURES);
    const wanted = JSON.stringify([newest, timeOfDay(0)]);
    if (wanted === listed) return;
    listed = wanted;
    failures.replaceChildren(newest.length === 0 ? h('p', { class: 'note' }, 'None that is known.') : examples(newest));
  }

  return {
    /**
     * @param {PageState} state
     * @param {View} view
     * @param {number} now
     */
    update(state, view, now) {
      turnTo(view.series);
      if (view.series === null) {
        if (dialog.open) dialog.close();
        return;
      }
      const series = state.series.get(view.series);
      if (!state.loaded) return;
      if (!dialog.open) {
        dialog.showModal();
        title.focus();
      }
      if (!series) {
        say(title, 'Not known');
        say(problem, 'This series is not known here: it may have expired, or its address is cut off.');
        return;
      }
      say(title, `${series.model} in ${series.region === '*' ? 'all regions' : series.region}`);
      say(about, `${series.provider} · ${series.endpoint} · target ${series.target} · key ${series.api_key_alias}`);
      mark.update(series.state);
      say(told, sentence(series, state, now));
      range.update(view);
      updateSiblings(siblings, state, series, on.open);
      listFailures(state, series.key);
      const minute = Math.floor(now / (view.range === '15m' ? 10_000 : 60_000));
      const wanted = JSON.stringify([view.range, view.from, view.to, timeOfDay(0), document.documentElement.dataset.theme, DARK.matches, view.from === null ? minute : 0, series.alerts, state.connection.since]);
      if (wanted === loaded && Date.now() < retryAt) return;
      loaded = wanted;
      load(state, view, now);
    },
  };
}

/**
 * @param {Alert} alert
 * @param {string} key
 * @param {PageState} state
 */
function touches(alert, key, state) {
  if (alert.series === key || state.series.get(key)?.alerts.includes(alert.alert_id)) return true;
  const mine = key.split('|');
  return alert.series.split('|').every((label, i) => label === '*' || mine[i] === '*' || label === mine[i]);
}

/**
 * @param {Series} series
 * @param {PageState} state
 * @param {number} now
 */
function sentence(series, state, now) {
  const window = judged(series);
  const rules = series.alerts.flatMap((id) => state.alerts.get(id)?.rule ?? []);
  const parts = [reasonWords(series.reason) + (rules.length > 0 ? ` (${[...new Set(rules)].join(', ')})` : '')];
  if (series.since !== null) parts.push(`since ${when(series.since, now)}`);
  if (series.fault_domain) parts.push(`fault: ${whose(series)}`);
  if (window) parts.push(`${window.failures} of ${window.attempts} attempts failed in the last ${span(window.size_ms)}${window.failures > 0 ? ` (${percent(window.error_rate)})` : ''}`);
  const shutdown = series.windows.find((each) => each.shutdown_date)?.shutdown_date;
  if (shutdown) parts.push(`the provider shuts it down on ${shutdown}`);
  return parts.join('; ');
}
