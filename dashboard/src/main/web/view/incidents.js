// What happened in the time looked at: one line each, drawn against the clock.
import { timeOfDay, when } from '../app/clock.js';
import { span } from '../app/format.js';
import { interval } from '../app/place.js';
import { verb } from '../app/trouble.js';
import { byId, h, svg } from './dom.js';
import { keepFocus } from './focus.js';

const TICKS = 4;
let shown = '';

/**
 * @param {PageState} state
 * @param {View} view
 * @param {number} now
 * @param {(key: string) => void} open
 */
export function updateIncidents(state, view, now, open) {
  const { from, to } = interval(view, now);
  const inside = [...state.incidents.values()]
    .filter((each) => each.pending_since < to && (each.resolved_at ?? now) > from)
    .sort((a, b) => b.pending_since - a.pending_since);
  const of = JSON.stringify([inside.map((each) => [each.alert_id, each.state, each.resolved_at, each.at]), view.range, view.from, Math.floor(now / 10_000), when(0, now)]);
  if (of === shown) return;
  shown = of;
  const list = byId('incident-list');
  if (inside.length === 0) {
    list.replaceChildren(h('p', { class: 'note' }, `No incident between ${when(from, now)} and ${when(to, now)}.`));
    return;
  }
  const ticks = Array.from({ length: TICKS + 1 }, (_, i) => timeOfDay(from + ((to - from) * i) / TICKS));
  const refocus = keepFocus(list);
  list.replaceChildren(
    h('div', { class: 'axis', 'aria-hidden': 'true' }, ticks.map((tick) => h('span', {}, tick))),
    h('ol', { class: 'timeline' }, inside.map((each) => line(each, from, to, now, state, open))));
  refocus(list);
}

/**
 * @param {Alert} alert
 * @param {number} from
 * @param {number} to
 * @param {number} now
 * @param {PageState} state
 * @param {(key: string) => void} open
 */
function line(alert, from, to, now, state, open) {
  const end = alert.resolved_at ?? now;
  const left = Math.max(0, ((alert.pending_since - from) / (to - from)) * 100);
  const width = Math.max(0.6, ((Math.min(end, to) - Math.max(alert.pending_since, from)) / (to - from)) * 100);
  const labels = [alert.labels.model, alert.labels.region === '*' ? '' : alert.labels.region].filter(Boolean).join(' ') || alert.rule;
  const told = alert.resolved_at === null ? `since ${when(alert.pending_since, now)}, still ${alert.state.replace('_', ' ')}` : `${when(alert.pending_since, now)} to ${when(alert.resolved_at, now)}, ${span(end - alert.pending_since)}`;
  const known = state.series.has(alert.series);
  return h('li', { 'data-part': alert.alert_id, 'data-severity': alert.severity, 'data-state': alert.state },
    h('span', { class: 'what' }, known ? h('button', { type: 'button', class: 'link', onclick: () => open(alert.series) }, labels) : labels, ` ${verb(alert)} `, h('span', { class: 'about' }, `${alert.severity}, ${told}`)),
    svg('svg', { class: 'strip', viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('rect', { class: 'lane', x: 0, y: 0, width: 100, height: 6 }), svg('rect', { class: 'bout', x: left, y: 0, width: Math.min(width, 100 - left), height: 6 })));
}
