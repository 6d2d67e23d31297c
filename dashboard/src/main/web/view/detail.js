// One series: what it is in, its charts over the time looked at, its newest failures. A dialog, so that Esc and Back leave it.
import { call } from '../app/api.js';
import { charts, knownFrom } from '../app/charts.js';
import { timeOfDay, when } from '../app/clock.js';
import { measured, percent, span } from '../app/format.js';
import { interval } from '../app/place.js';
import { judged } from '../app/series.js';
import { reasonWords, whose } from '../app/words.js';
import { drawChart } from './chart.js';
import { h, say, set } from './dom.js';
import { examples } from './example.js';
import { stateMark } from './icon.js';
import { ranges } from './ranges.js';

/** So far back there is a value for each ten seconds, not only for each minute. */
const FINE_MS = 3_600_000;
const FAILURES = 20;
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
  const plots = h('div', { class: 'plots' });
  const failures = h('div', {});
  const problem = h('p', { role: 'status', class: 'note' });
  dialog.replaceChildren(
    h('header', {}, h('div', {}, title, about), h('button', { type: 'button', onclick: on.close }, 'Close')),
    h('p', { class: 'now' }, mark.element, ' ', told), siblings, bar, problem, plots, h('h3', {}, 'Newest failures'), failures);
  dialog.addEventListener('close', on.close);
  const range = ranges(bar, on.change);
  /** @type {(() => void)[]} */
  let drawn = [];
  let loaded = '';
  let count = 0;

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
    const [history, attempts] = await Promise.all([
      call('history', { query: { series: key, step, from: Math.floor(from), to: Math.ceil(to) } }),
      key.includes('|*|') ? null : call('attempts', { query: { series: key } }).catch(() => null),
    ]);
    if (mine !== count) return;
    const spans = [...state.incidents.values()].filter((each) => touches(each, key, state) && each.pending_since < to && (each.resolved_at ?? to) > from);
    const limits = new Map(spans.concat([...state.alerts.values()].filter((each) => touches(each, key, state))).filter((each) => each.column !== null && each.threshold !== null)
      .map((each) => [`${each.column} ${each.threshold}`, { value: /** @type {number} */ (each.threshold), column: /** @type {string} */ (each.column), label: `${each.rule}: ${measured(each.threshold, each.column)}` }]));
    drawn.forEach((remove) => remove());
    const around = {
      from: view.from === null ? knownFrom(history, from, to) : from,
      to,
      bouts: spans.map((each) => ({ from: each.pending_since, to: each.resolved_at ?? to, title: each.rule })),
      limits: [...limits.values()],
      zoom: (/** @type {number} */ a, /** @type {number} */ b) => on.change({ from: Math.floor(a), to: Math.ceil(b) }),
      reset: () => on.change({ from: null, to: null }),
    };
    const height = plots.offsetHeight;
    plots.style.minHeight = `${height}px`;
    drawn = charts(history, attempts).map((chart) => drawChart(plots, chart, around));
    plots.style.minHeight = '';
  }

  return {
    /**
     * @param {PageState} state
     * @param {View} view
     * @param {number} now
     */
    update(state, view, now) {
      const series = view.series === null ? undefined : state.series.get(view.series);
      if (view.series === null) {
        if (dialog.open) dialog.close();
        loaded = '';
        return;
      }
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
      const mine = state.failures.filter((each) => each.key === series.key).slice(0, FAILURES);
      const minute = Math.floor(now / (view.range === '15m' ? 10_000 : 60_000));
      const wanted = JSON.stringify([view.series, view.range, view.from, view.to, timeOfDay(0), document.documentElement.dataset.theme, DARK.matches, view.from === null ? minute : 0, series.alerts]);
      if (wanted === loaded) return;
      loaded = wanted;
      failures.replaceChildren(mine.length === 0 ? h('p', { class: 'note' }, 'None that is known.') : examples(mine));
      load(state, view, now).then(() => say(problem, ''), (error) => {
        loaded = '';
        say(problem, `The charts could not be read: ${error.message}`);
      });
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

/**
 * @param {HTMLElement} nav
 * @param {PageState} state
 * @param {Series} series
 * @param {(key: string) => void} open
 */
function updateSiblings(nav, state, series, open) {
  const others = [...state.series.values()].filter((each) => each.provider === series.provider && each.model === series.model && each.endpoint === series.endpoint).sort((a, b) => (a.key < b.key ? -1 : 1));
  const of = JSON.stringify(others.map((each) => [each.key, each.state, each.key === series.key]));
  if (nav.dataset.of === of) return;
  nav.dataset.of = of;
  nav.replaceChildren(...others.map((each) => {
    const button = h('button', { type: 'button', 'aria-current': each.key === series.key ? 'true' : null, onclick: () => open(each.key) },
      `${each.region === '*' ? 'all regions' : each.region}${each.target === '*' ? '' : ` · ${each.target}`}: `);
    const mark = stateMark(each.state);
    button.append(mark.element);
    return button;
  }));
  set(nav, 'hidden', others.length < 2);
}
